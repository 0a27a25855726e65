import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

type Batches = AsyncIterable<string[][]> | Iterable<string[][]>

/** The first day a ZIP can say, so that no file tells when it was made. */
const NO_DAY = new Date(1980, 0, 1)
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const PARTS: [string, string][] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Adresses" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
]

/**
 * A workbook of one sheet of texts, so that no postcode loses its zero. Written and compressed by code that is pinned, not
 * by the machine's zlib, and without any date: the same rows are the same bytes, years later too. Source: X-28.
 */
export async function* spreadsheet(header: readonly string[] | null, batches: Batches): AsyncGenerator<Buffer> {
  const made: Buffer[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    made.push(Buffer.from(chunk))
  })
  const taken = () => Buffer.concat(made.splice(0))
  for (const [name, xml] of PARTS) {
    const part = new ZipPassThrough(name)
    part.mtime = NO_DAY
    zip.add(part)
    part.push(Buffer.from(HEAD + xml), true)
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 })
  sheet.mtime = NO_DAY
  zip.add(sheet)
  let number = 0
  const rowXml = (cells: readonly string[]) => written(cells, ++number)
  sheet.push(Buffer.from(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${header ? rowXml(header) : ''}`))
  for await (const rows of batches) {
    sheet.push(Buffer.from(rows.map(rowXml).join('')))
    yield taken()
  }
  sheet.push(Buffer.from('</sheetData></worksheet>'), true)
  zip.end()
  yield taken()
}

const written = (cells: readonly string[], row: number) => {
  const texts = cells.map((cell, at) =>
    cell === ''
      ? ''
      : `<c r="${columnName(at)}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
  )
  return `<row r="${row}">${texts.join('')}</row>`
}

/** A to Z, then AA: a file has sixty columns at most. */
const columnName = (at: number): string =>
  (at >= 26 ? String.fromCharCode(64 + Math.floor(at / 26)) : '') + String.fromCharCode(65 + (at % 26))

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
// Halves of characters have no place in XML either.
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, ' ')
    .replace(/[&<>]/g, sign => SIGNS[sign]!)
