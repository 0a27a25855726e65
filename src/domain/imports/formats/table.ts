import { openWorkbook } from '../../../platform/files/read-xlsx.ts'
import { type Bytes, FileFault } from '../../../platform/files/read-zip.ts'
import { guessedEncoding } from '../../../values/guess-encoding.ts'
import { CsvReader, guessedSeparator } from '../../../values/read-csv.ts'
import type { Layout } from '../rules/kinds.ts'

/** A line of a file: its number, its cells, and what made it unreadable. */
export type TableLine = { line: number; cells: string[]; fault?: string }

const STEP = 1024 * 1024
const SAMPLE = 256 * 1024

/** How the bytes of a file are read, as far as they tell; refused when they are no table. */
export async function guessedLayout(bytes: Bytes): Promise<Layout> {
  const sample = await bytes.read(0, Math.min(SAMPLE, bytes.byteCount))
  if (sample.length === 0) throw new FileFault('emptyFile')
  if (sample[0] === 0x50 && sample[1] === 0x4b) {
    const { sheets } = await openWorkbook(bytes)
    return { format: 'xlsx', sheet: sheets[0]!, sheets }
  }
  const encoding = guessedEncoding(sample)
  const text = new TextDecoder(encoding).decode(sample)
  if (isBinary(text)) throw new FileFault('notATable')
  const lines = text.split(/\r\n|\n|\r/)
  const cut = sample.length < bytes.byteCount && lines.length > 1 ? lines.slice(0, -1) : lines
  return { format: 'csv', encoding, separator: guessedSeparator(cut.slice(0, 50).join('\n').slice(0, 60_000)) }
}

/** A text has no control characters but ends of line and tabs. */
function isBinary(text: string): boolean {
  let controls = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 9 || (code > 13 && code < 32) || code === 0x7f) controls++
  }
  return controls > 4 && controls > text.length / 100
}

/** Every line of a file in its order, headings included, a piece of the file at a time. */
export async function* linesOf(bytes: Bytes, layout: Layout): AsyncGenerator<TableLine[]> {
  if (layout.format === 'csv') yield* csvLines(bytes, layout)
  else yield* sheetLines(bytes, layout.sheet)
}

async function* csvLines(bytes: Bytes, layout: Extract<Layout, { format: 'csv' }>): AsyncGenerator<TableLine[]> {
  const decoder = new TextDecoder(layout.encoding)
  const reader = new CsvReader(layout.separator)
  for (let at = 0; at < bytes.byteCount; at += STEP) {
    const piece = await bytes.read(at, Math.min(at + STEP, bytes.byteCount))
    yield reader.push(decoder.decode(piece, { stream: true }))
  }
  yield [...reader.push(decoder.decode()), ...reader.end()]
}

async function* sheetLines(bytes: Bytes, sheet: string): AsyncGenerator<TableLine[]> {
  const { rows } = await openWorkbook(bytes)
  yield* rows(sheet)
}

/** The headings of a file and its first lines. */
export async function beginningOf(bytes: Bytes, layout: Layout, count = 5) {
  const first: TableLine[] = []
  for await (const lines of linesOf(bytes, layout)) {
    first.push(...lines)
    if (first.length > count) break
  }
  const [headings, ...samples] = first
  if (!headings) throw new FileFault('emptyFile')
  return {
    headings: headings.cells.map(cell => cell.trim().slice(0, 100)).slice(0, 200),
    samples: samples.slice(0, count).map(({ cells }) => cells.slice(0, 200).map(cell => cell.slice(0, 60))),
  }
}

/** Bytes that are all in memory. */
export const bytesOf = (buffer: Buffer): Bytes => ({
  byteCount: buffer.length,
  read: async (from, to) => buffer.subarray(from, to),
})
