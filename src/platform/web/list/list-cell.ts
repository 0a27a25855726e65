import type { ReactNode } from 'react'
import type { Format } from '../format.ts'
import type { ListColumn, ListRow } from './list-types.ts'

const fieldOf = <Row>(row: Row, key: string): unknown => (row as Record<string, unknown>)[key]

/** What the amounts of a row are in, when it says so; else euros. */
export const currencyOf = <Row>(row: Row) => fieldOf(row, 'currency') as string | undefined

/**
 * A cell as text: what is copied, and shown when the column has no cell of its own. `currency` is that of amounts whose row
 * does not say.
 */
export function cellText<Row extends ListRow>(
  row: Row,
  column: ListColumn<Row>,
  format: Format,
  currency?: string,
): string {
  if (column.text) return column.text(row)
  const value = fieldOf(row, column.key)
  if (value === null || value === undefined) return ''
  switch (column.kind) {
    case 'day':
      return format.day(value as string)
    case 'instant':
      return format.instant(value as string)
    case 'money':
      return format.money(value as number, currencyOf(row) ?? currency)
    case 'integer':
      return format.integer(value as number)
    default:
      return String(value)
  }
}

/** A cell as it stands on screen. */
export const cellOf = <Row extends ListRow>(
  row: Row,
  column: ListColumn<Row>,
  format: Format,
  currency?: string,
): ReactNode => (column.cell ? column.cell(row) : cellText(row, column, format, currency))

/** Amounts and numbers to the right, so that their digits stand under each other. */
export const alignOf = <Row>({ align, kind }: ListColumn<Row>) =>
  align ?? (kind === 'money' || kind === 'integer' ? 'end' : 'start')

/** Rows as a spreadsheet takes them when pasted. */
export const asTabs = <Row extends ListRow>(
  rows: readonly Row[],
  columns: readonly ListColumn<Row>[],
  format: Format,
) =>
  rows.map(row => columns.map(column => cellText(row, column, format).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')

/** What rows come to in each currency: amounts of two are never added. */
export const sumsOf = <Row>(rows: readonly Row[], key: string) =>
  [...Map.groupBy(rows, currencyOf)].map(
    ([currency, those]) => [currency, those.reduce((sum, row) => sum + Number(fieldOf(row, key) ?? 0), 0)] as const,
  )
