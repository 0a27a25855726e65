/** What a document says of itself beyond what Typst writes: its own properties, and the schema that explains them. */
export type OwnMetadata = {
  /** An `rdf:li` of `pdfaExtension:schemas`: PDF/A knows no property that is not explained. */
  schema: string
  /** An `rdf:Description` with the properties. */
  description: string
}

const SCHEMAS = '<pdfaExtension:schemas><rdf:Bag>'
const END = '</rdf:RDF>'

/**
 * A PDF of Typst with more metadata, as an incremental update: the bytes stay, and behind them come the metadata anew and
 * where to find them. The same PDF gives the same bytes.
 */
export function withMetadata(pdf: Uint8Array, own: OwnMetadata): Uint8Array {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const trailer = bytes.subarray(bytes.lastIndexOf('trailer\n')).toString('latin1')
  const [, size] = found(trailer, /\/Size (\d+)/)
  const [, root] = found(trailer, /\/Root (\d+) 0 R/)
  const [, id] = found(trailer, /\/ID (\[[^\]]*\])/)
  const [, info] = found(trailer, /\/Info (\d+) 0 R/)
  const [, startXref] = found(trailer, /startxref\n(\d+)/)
  const [, object] = found(after(bytes, `\n${root} 0 obj\n`), /\/Metadata (\d+) 0 R/)
  const xmp = Buffer.from(enriched(packetOf(bytes, object!), own))
  const head = `${object} 0 obj\n<<\n  /Length ${xmp.length}\n  /Type /Metadata\n  /Subtype /XML\n>>\nstream\n`
  const body = Buffer.concat([Buffer.from(head), xmp, Buffer.from('\nendstream\nendobj\n\n')])
  const at = String(bytes.length + 1).padStart(10, '0')
  const tail = [
    `xref\n${object} 1\n${at} 00000 n\r\n`,
    `trailer\n<<\n  /Size ${size}\n  /Root ${root} 0 R\n  /Info ${info} 0 R\n  /ID ${id}\n  /Prev ${startXref}\n>>\n`,
    `startxref\n${bytes.length + 1 + body.length}\n%%EOF\n`,
  ]
  return Buffer.concat([bytes, Buffer.from('\n'), body, Buffer.from(tail.join(''))])
}

const after = (bytes: Buffer, mark: string): string => {
  const at = bytes.lastIndexOf(mark)
  return bytes.subarray(at, bytes.indexOf('endobj', at)).toString('latin1')
}

function packetOf(bytes: Buffer, object: string): string {
  const at = bytes.lastIndexOf(`\n${object} 0 obj\n`)
  const opens = bytes.indexOf('stream\n', at) + 'stream\n'.length
  return bytes.subarray(opens, bytes.indexOf('\nendstream', opens)).toString('utf8')
}

/** One list of schemas only: a second one would hide the first from those who check. */
function enriched(packet: string, { schema, description }: OwnMetadata): string {
  if (packet.split(SCHEMAS).length !== 2 || !packet.includes(END)) throw new Error('the PDF explains no schemas')
  return packet.replace(SCHEMAS, () => SCHEMAS + schema).replace(END, () => description + END)
}

function found(text: string, pattern: RegExp): RegExpExecArray {
  const match = pattern.exec(text)
  if (!match) throw new Error(`the PDF is not as Typst writes it: no ${pattern.source}`)
  return match
}
