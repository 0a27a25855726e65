import { type Bytes, FileFault, inflated, type ZipEntry, zipEntries } from './read-zip.ts'
import { allTokens, attribute, type Token, tokens, unescaped } from './xml.ts'

export type SheetRow = { line: number; cells: string[] }

const MAX_COLUMNS = 500
const MAX_SHEET = 2 * 1024 ** 3
const MAX_SMALL = 8 * 1024 * 1024
const MAX_STRINGS = 256 * 1024 * 1024
const MAX_CELL = 32_767 // what a spreadsheet itself allows

/**
 * A workbook read sheet by sheet, row by row. Our own reader, as it meets files of strangers: whatever they hold, it reads
 * no more than it must, keeps nothing but the shared texts, and ends.
 */
export async function openWorkbook(bytes: Bytes) {
  const entries = await zipEntries(bytes)
  const small = (name: string) => whole(bytes, entries.get(name), MAX_SMALL)
  const workbook = await small('xl/workbook.xml')
  const sheets = sheetsOf(workbook, await small('xl/_rels/workbook.xml.rels'))
  if (sheets.length === 0) throw new FileFault('noSheet')
  const from1904 = /<workbookPr[^>]*date1904="(?:1|true)"/.test(workbook)
  const styles = entries.has('xl/styles.xml') ? dateStyles(await small('xl/styles.xml')) : new Set<number>()
  return {
    sheets: sheets.map(({ name }) => name),
    async *rows(name: string): AsyncGenerator<SheetRow[]> {
      const entry = entries.get(sheets.find(sheet => sheet.name === name)?.path ?? '')
      if (!entry) throw new FileFault('noSheet')
      const strings = await sharedStrings(bytes, entries.get('xl/sharedStrings.xml'))
      yield* rowsOf(tokens(inflated(bytes, entry, MAX_SHEET)), { strings, styles, from1904 })
    },
  }
}

async function whole(bytes: Bytes, entry: ZipEntry | undefined, limit: number): Promise<string> {
  if (!entry) throw new FileFault('notAWorkbook')
  const pieces: Buffer[] = []
  for await (const piece of inflated(bytes, entry, limit)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

function sheetsOf(workbook: string, relations: string) {
  const paths = new Map<string, string>()
  for (const { tag, text } of allTokens(relations))
    if (tag === 'Relationship') paths.set(attribute(text, 'Id') ?? '', attribute(text, 'Target') ?? '')
  const sheets: { name: string; path: string }[] = []
  for (const { tag, text } of allTokens(workbook)) {
    const target = tag === 'sheet' ? paths.get(attribute(text, 'r:id') ?? '') : undefined
    if (target) sheets.push({ name: unescaped(attribute(text, 'name') ?? ''), path: pathOf(target) })
  }
  return sheets
}

const pathOf = (target: string) => (target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`)

const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)])
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

/** The styles, by their place, that show a number as a day. */
function dateStyles(xml: string): Set<number> {
  const own = new Set<number>()
  const styles = new Set<number>()
  let inCells = false
  let place = 0
  for (const { tag, text } of allTokens(xml)) {
    if (tag === 'numFmt' && isDayFormat(attribute(text, 'formatCode') ?? ''))
      own.add(Number(attribute(text, 'numFmtId')))
    if (tag === 'cellXfs') inCells = true
    if (tag === '/cellXfs') inCells = false
    if (tag !== 'xf' || !inCells) continue
    const format = Number(attribute(text, 'numFmtId'))
    if (BUILT_IN_DAYS.has(format) || own.has(format)) styles.add(place)
    place++
  }
  return styles
}

const isDayFormat = (code: string) => /[dy]/i.test(unescaped(code).replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

async function sharedStrings(bytes: Bytes, entry: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = []
  if (!entry) return strings
  let text = ''
  let reading = false
  let phonetic = false
  for await (const found of tokens(inflated(bytes, entry, MAX_STRINGS)))
    for (const token of found) {
      if (token.tag === 'si') text = ''
      else if (token.tag === '/si') strings.push(text.slice(0, MAX_CELL))
      else if (token.tag === 'rPh') phonetic = true
      else if (token.tag === '/rPh') phonetic = false
      else if (token.tag === 't') reading = !phonetic
      else if (token.tag === '/t') reading = false
      else if (token.tag === '' && reading && text.length < MAX_CELL) text += unescaped(token.text)
    }
  return strings
}

type Reading = { strings: string[]; styles: Set<number>; from1904: boolean }
type Cell = { column: number; type: string; style: number; text: string }

async function* rowsOf(all: AsyncGenerator<Token[]>, reading: Reading): AsyncGenerator<SheetRow[]> {
  const rows = new Rows(reading)
  for await (const found of all) yield found.flatMap(token => rows.take(token) ?? [])
}

class Rows {
  readonly #reading: Reading
  #row: SheetRow = { line: 0, cells: [] }
  #cell: Cell | undefined
  #inValue = false

  constructor(reading: Reading) {
    this.#reading = reading
  }

  /** The row that this token ends, unless it is empty. */
  take({ tag, text }: Token): SheetRow | undefined {
    if (tag === 'row') this.#row = { line: Number(attribute(text, 'r')) || this.#row.line + 1, cells: [] }
    else if (tag === '/row') return this.#row.cells.some(cell => cell !== '') ? this.#row : undefined
    else if (tag === 'c') this.#cell = cellOf(text, this.#row.cells.length)
    else if (tag === 'v' || tag === 't') this.#inValue = true
    else if (tag === '/v' || tag === '/t') this.#inValue = false
    else if (tag === '' && this.#inValue && this.#cell && this.#cell.text.length < MAX_CELL) this.#cell.text += text
    else if (tag === '/c') this.#place(this.#cell)
    return undefined
  }

  #place(cell: Cell | undefined) {
    if (!cell || cell.column >= MAX_COLUMNS) return
    const { cells } = this.#row
    while (cells.length < cell.column) cells.push('')
    cells[cell.column] = spokenBy(cell, this.#reading)
  }
}

function cellOf(text: string, next: number): Cell {
  const letters = /^[A-Z]{1,3}/.exec(attribute(text, 'r') ?? '')?.[0]
  const column = letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : next
  return { column, type: attribute(text, 't') ?? 'n', style: Number(attribute(text, 's') ?? -1), text: '' }
}

function spokenBy({ type, style, text }: Cell, { strings, styles, from1904 }: Reading): string {
  if (type === 's') return strings[Number(text)] ?? ''
  if (type !== 'n') return unescaped(text).slice(0, MAX_CELL)
  const number = Number(text)
  if (text === '' || !Number.isFinite(number)) return unescaped(text)
  if (styles.has(style) && number >= 1 && number < 2_958_466) return dayOf(Math.floor(number) + (from1904 ? 1462 : 0))
  return String(number)
}

/** Days counted from 30/12/1899, as spreadsheets do since their 29/02/1900. */
const dayOf = (serial: number) => Temporal.PlainDate.from('1899-12-30').add({ days: serial }).toString()
