import { parseMoney } from '../../../values/money.ts'
import type { CsvOrderField } from './csv-columns.ts'
import { hundredths, type Part, textOf, wrong } from './reading.ts'

/** The rows of one order; what is of the order stands in the first row that says it. */
export type Rows = { rows: readonly Part[]; currency: string; timeZone: string }

export const ofOrder = ({ rows }: Rows, field: CsvOrderField): Part =>
  rows.find(row => textOf(row, field) !== '') ?? rows[0]!
export const said = (order: Rows, field: CsvOrderField, longest?: number) =>
  textOf(ofOrder(order, field), field, longest)

/** An amount to the cent, or null; more decimals than two are rounded, as shops write `49.1667`. */
export function centsIn(row: Part, field: CsvOrderField, currency: string): number | null {
  const text = textOf(row, field, 100)
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('\u2212', '-')
  if (text === '') return null
  const precise = /^-?\d+[.,](\d{4,}|\d{1,2})$/.test(text) || /^-?0[.,]\d{3}$/.test(text)
  return (
    (precise ? hundredths(text.replace(',', '.')) : parseMoney(text, currency)) ??
    wrong('notAnAmount', row.place + field, text)
  )
}
export const centsSaid = (order: Rows, field: CsvOrderField) => centsIn(ofOrder(order, field), field, order.currency)
