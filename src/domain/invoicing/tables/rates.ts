import { sql } from 'drizzle-orm'
import { bigint, check, text, unique } from 'drizzle-orm/pg-core'
import { businessTable, day, stamps } from '../../../platform/db/columns.ts'

/** What one euro is in another currency from a day on, as the company reads it at its bank. Source: CGI art. 266, 1 bis. */
export const currencyRates = businessTable(
  'currency_rates',
  {
    currency: text().notNull(), // ISO 4217
    ratedOn: day().notNull(), // it counts until the next
    perEuroMicros: bigint({ mode: 'number' }).notNull(), // millionths of a unit for one euro
    ...stamps,
  },
  table => [
    unique('currency_rates_once').on(table.companyId, table.currency, table.ratedOn),
    check('currency_rates_form', sql`currency ~ '^[A-Z]{3}$' and currency <> 'EUR' and per_euro_micros > 0`),
  ],
)

export const currencyRatesConstraints = { currency_rates_once: { code: 'invoicing.rateTaken', field: 'ratedOn' } }
