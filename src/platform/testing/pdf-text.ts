import { inflateSync } from 'node:zlib'

/** A piece of text as it stands on a page; millimetres from the top left corner, size in points. */
export type Printed = { text: string; x: number; y: number; size: number }

const MM = 72 / 25.4

/** What is printed on each page of a PDF that Typst made: its objects stand in the open, its glyphs map to letters. */
export function pdfPages(pdf: Uint8Array): Printed[][] {
  const objects = objectsOf(Buffer.from(pdf))
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
    .map(({ head }) => {
      // Each page calls its fonts by names of its own.
      const named = [...head.matchAll(/\/(f\d+) (\d+) 0 R/g)]
      const fonts = new Map(named.map(([, name, id]) => [name!, lettersOf(objects, Number(id))]))
      const height = Number(/\/MediaBox \[[\d.]+ [\d.]+ [\d.]+ ([\d.]+)\]/.exec(head)![1])
      return printedIn(streamOf(objects, Number(/\/Contents (\d+) 0 R/.exec(head)![1])), fonts, height)
    })
}

type PdfObject = { head: string; stream: Buffer | undefined }

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1')
  const found = new Map<number, PdfObject>()
  for (const match of text.matchAll(/^(\d+) 0 obj\n/gm)) {
    const start = match.index + match[0].length
    const opens = text.indexOf('\nstream\n', start)
    const closes = text.indexOf('\nendobj', start)
    const head = text.slice(start, opens >= 0 && opens < closes ? opens : closes)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1])
    const bytes = opens >= 0 && opens < closes ? pdf.subarray(opens + 8, opens + 8 + length) : undefined
    found.set(Number(match[1]), { head, stream: bytes && head.includes('/FlateDecode') ? inflateSync(bytes) : bytes })
  }
  return found
}

const streamOf = (objects: Map<number, PdfObject>, id: number) => objects.get(id)!.stream!.toString('latin1')

/** The letters of each glyph of a font, by its four hexadecimal digits. */
function lettersOf(objects: Map<number, PdfObject>, id: number): Map<string, string> {
  const map = streamOf(objects, Number(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id)!.head)![1]))
  return new Map(
    [...map.matchAll(/^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$/gm)].map(([, glyph, letters]) => [
      glyph!.toLowerCase(),
      Buffer.from(letters!, 'hex').swap16().toString('utf16le'),
    ]),
  )
}

/** A string in its parentheses, which may hold pairs of others. */
const STRING = [1, 2, 3].reduce(inner => String.raw`\((?:\\[\s\S]|[^\\()]|${inner})*\)`, String.raw`\(\)`)

function printedIn(content: string, fonts: Map<string, Map<string, string>>, height: number): Printed[] {
  const found: Printed[] = []
  const pieces = new RegExp(
    String.raw`(\bBT\b)|([\d.-]+) 0 0 -[\d.]+ ([\d.-]+) ([\d.-]+) cm|\/(f\d+) ([\d.]+) Tf|1 0 0 -1 ([\d.-]+) ([\d.-]+) Tm|` +
      String.raw`\[((?:${STRING}|[^\]])*)\] TJ|(${STRING}) Tj`,
    'g',
  )
  let scale = 1
  let [left, top] = [0, height]
  let [dx, dy] = [0, 0]
  let font = new Map<string, string>()
  let size = 0
  let begun = true
  for (const [, begins, cmScale, cmX, cmY, fontName, fontSize, tmX, tmY, several, one] of content.matchAll(pieces)) {
    if (begins) begun = true
    else if (cmScale) [scale, left, top] = [Number(cmScale), Number(cmX), Number(cmY)]
    else if (fontName) [font, size] = [fonts.get(fontName)!, Number(fontSize)]
    else if (tmX) [dx, dy] = [Number(tmX), Number(tmY)]
    else {
      const letters = (one ?? several!)
        .match(new RegExp(STRING, 'g'))!
        .map(string => unescaped(string.slice(1, -1)))
        .join('')
        .replace(/..../g, glyph => font.get(glyph) ?? '\ufffd')
      const text = letters.replaceAll('\u00a0', ' ') // both spaces are one glyph
      if (begun)
        found.push({ text, x: (left + dx * scale) / MM, y: (height - top + dy * scale) / MM, size: size * scale })
      else found.at(-1)!.text += text
      begun = false
    }
  }
  return found
}

/** The bytes of a string of a PDF, as hexadecimal digits. */
function unescaped(string: string): string {
  const CONTROL: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  const bytes = string.replace(/\\([0-7]{3}|[\s\S])/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (CONTROL[code] ?? code),
  )
  return Buffer.from(bytes, 'latin1').toString('hex')
}
