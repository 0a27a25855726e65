export const SEPARATORS = [';', ',', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]

/** A record, the line of the file it begins on, and what made it unreadable. */
export type CsvRecord = { line: number; cells: string[]; fault?: 'quoteNeverClosed' | 'tooLong' | 'tooManyCells' }

/** No honest record is longer: a quote opened by mistake would swallow the rest of the file. */
const MAX_RECORD = 64 * 1024
const MAX_CELLS = 500

/**
 * Reads CSV piece by piece: RFC 4180, ends of line of any kind. A quote inside a plain cell is a character; a quote never
 * closed spoils its own line alone, and reading goes on with the next.
 */
export class CsvReader {
  #rest = ''
  #line = 1
  readonly #separator: Separator

  constructor(separator: Separator) {
    this.#separator = separator
  }

  /** The records that a further piece of text completes. */
  push(text: string): CsvRecord[] {
    return this.#read(this.#rest + text, false)
  }

  /** The records that only the end of the file completes. */
  end(): CsvRecord[] {
    return this.#read(this.#rest, true)
  }

  #read(text: string, whole: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    let at = 0
    while (at < text.length) {
      const record = this.#recordAt(text, at, whole)
      if (!record) break
      const { next, ...found } = record
      if (found.cells.some(cell => cell !== '') || found.fault) records.push({ line: this.#line, ...found })
      this.#line += lineEnds(text, at, next)
      at = next
    }
    this.#rest = text.slice(at)
    return records
  }

  /** Undefined: more text is needed to know where it ends. */
  #recordAt(text: string, start: number, whole: boolean): (Omit<CsvRecord, 'line'> & { next: number }) | undefined {
    const cells: string[] = []
    let at = start
    while (true) {
      const cell = text[at] === '"' ? quotedCell(text, at, this.#separator) : plainCell(text, at, this.#separator)
      const end = cell?.end ?? text.length
      const unfinished = !cell || (end >= text.length - 1 && text[end] !== '\n')
      if (end - start > MAX_RECORD) return this.#spoiled(text, start, cell ? 'tooLong' : 'quoteNeverClosed', whole)
      if (unfinished && !whole) return undefined
      if (!cell) return this.#spoiled(text, start, 'quoteNeverClosed', whole)
      if (cells.length < MAX_CELLS) cells.push(cell.value)
      else if (text[end] !== this.#separator) return { cells, fault: 'tooManyCells', next: afterEnd(text, end) }
      if (text[end] !== this.#separator) return { cells, next: afterEnd(text, end) }
      at = end + 1
    }
  }

  /** The line alone is lost; its beginning is shown. */
  #spoiled(text: string, start: number, fault: NonNullable<CsvRecord['fault']>, whole: boolean) {
    const end = endOfLine(text, start)
    if (end === text.length && !whole && end - start <= 16 * MAX_RECORD) return undefined
    return { cells: [text.slice(start, Math.min(end, start + 200))], fault, next: afterEnd(text, end) }
  }
}

type Cell = { value: string; end: number }

function plainCell(text: string, start: number, separator: string): Cell {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { value: text.slice(start, end), end }
}

/** Undefined when the closing quote is missing; what stands between it and the separator is kept. */
function quotedCell(text: string, start: number, separator: string): Cell | undefined {
  let at = start + 1
  while (true) {
    const quote = text.indexOf('"', at)
    if (quote < 0 || quote - start > MAX_RECORD) return undefined
    if (text[quote + 1] !== '"') {
      const { value, end } = plainCell(text, quote + 1, separator)
      return { value: text.slice(start + 1, quote).replaceAll('""', '"') + value, end }
    }
    at = quote + 2
  }
}

function endOfLine(text: string, start: number): number {
  let end = start
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}

const afterEnd = (text: string, end: number) => end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)

function lineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to && at < text.length; at++)
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count++
  return count
}

/** The separator most of these lines agree on: the one that cuts them into the same number of cells, the most of them. */
export function guessedSeparator(sample: string): Separator {
  const scored = SEPARATORS.map(separator => {
    const counts = new CsvReader(separator).push(`${sample}\n`).map(({ cells }) => cells.length)
    const first = counts[0] ?? 1
    const agreeing = counts.filter(count => count === first).length
    return { separator, score: first > 1 ? first * (agreeing / Math.max(counts.length, 1)) : 0 }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator
}
