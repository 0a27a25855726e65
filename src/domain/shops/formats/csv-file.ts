import { guessedEncoding } from '../../../values/guess-encoding.ts'
import { CsvReader, type CsvRecord, guessedSeparator } from '../../../values/read-csv.ts'
import type { FaultCode } from '../rules/faults.ts'
import { type CsvOrderColumns, type CsvOrderField, guessedColumns, missingFields } from './csv-columns.ts'

/** What is kept of one order of a file: the cells of its rows by field, and which heading said each. */
export type CsvOrder = {
  csv: { timeZone: string; columns: CsvOrderColumns }
  id: string
  rows: Partial<Record<CsvOrderField, string>>[]
  /** Of a refund: the part of what the rows say was given back that it is; absent: all. */
  part?: { externalId: string; cents: number }
}

/** A row, or the file, that is no part of an order. */
export type RefusedRow = {
  line: number
  column: string
  code: FaultCode | NonNullable<CsvRecord['fault']>
  said: string
}
export type CsvRead = {
  columns: CsvOrderColumns
  /** With the line of the file that each row of it stands on. */
  orders: { document: CsvOrder; lines: number[] }[]
  refused: RefusedRow[]
}
export type CsvReading = {
  timeZone: string
  remembered?: CsvOrderColumns | undefined
  columns?: CsvOrderColumns | undefined
}

/** What stands above the headings is passed over. */
const HEADINGS_WITHIN = 10

/**
 * The orders of a CSV export, one row per line of an order; rows of one order need not stand together. `columns` says a field
 * of which heading, where the guess is wrong. Source: E12.
 */
export function readCsv(content: Uint8Array, { timeZone, remembered, columns: said }: CsvReading): CsvRead {
  const text = new TextDecoder(guessedEncoding(content)).decode(content)
  const reader = new CsvReader(guessedSeparator(text.slice(0, 60_000)))
  const records = [...reader.push(text), ...reader.end()]
  const known = { ...remembered, ...said }
  const first = records
    .slice(0, HEADINGS_WITHIN)
    .findIndex(({ cells }) => missingFields(guessedColumns(headingsOf(cells), known)).length === 0)
  const headings = headingsOf(records[Math.max(first, 0)]?.cells ?? [])
  const columns = guessedColumns(headings, known)
  const missing = missingFields(columns)
  if (missing.length > 0) {
    const refused = missing.map(field => ({
      line: 1,
      column: field,
      code: 'fewColumns' as const,
      said: headings.join(', ').slice(0, 200),
    }))
    return { columns, orders: [], refused }
  }
  return { columns, ...ordersOf(records.slice(first + 1), { headings, columns, timeZone }) }
}

const headingsOf = (cells: readonly string[]) => cells.map(cell => cell.trim())

type Layout = { headings: readonly string[]; columns: CsvOrderColumns; timeZone: string }

function ordersOf(records: readonly CsvRecord[], { headings, columns, timeZone }: Layout) {
  const places = Object.entries(columns).map(
    ([field, heading]) => [field as CsvOrderField, headings.indexOf(heading)] as const,
  )
  const found = new Map<string, { document: CsvOrder; lines: number[] }>()
  const refused: RefusedRow[] = []
  for (const { line, cells, fault } of records) {
    if (fault) {
      refused.push({ line, column: '', code: fault, said: '' })
      continue
    }
    if (cells.every(cell => cell.trim() === '')) continue
    const said = places.flatMap(([field, at]) => {
      const cell = (cells[at] ?? '').trim()
      return cell === '' ? [] : [[field, cell] as const]
    })
    const row = Object.fromEntries(said) as CsvOrder['rows'][number]
    const id = (row.orderId ?? '').replace(/^#/, '')
    if (id === '' || id.length > 100) {
      refused.push({ line, column: columns.orderId!, code: id === '' ? 'missing' : 'tooLong', said: id.slice(0, 100) })
      continue
    }
    const order = found.get(id) ?? { document: { csv: { timeZone, columns }, id, rows: [] }, lines: [] }
    found.set(id, order)
    order.document.rows.push(row)
    order.lines.push(line)
  }
  return { orders: [...found.values()], refused }
}

/** The heading of the column a fault is in: `rows[2].total` is what the file calls the total. */
export function headingOf({ csv }: CsvOrder, field: string): string {
  const name = /^rows\[\d+\]\.(.+)$/.exec(field)?.[1]
  return csv?.columns?.[name as CsvOrderField] ?? name ?? field
}

/** Where in the file a fault of an order is: `rows[2].total` is a line and a heading. */
export function placeOf(
  { document, lines }: CsvRead['orders'][number],
  field: string,
): { line: number; column: string } {
  const row = /^rows\[(\d+)\]/.exec(field)?.[1]
  return {
    line: lines[Number(row ?? 0)] ?? lines[0]!,
    column: field.startsWith('rows[') ? headingOf(document, field) : '',
  }
}
