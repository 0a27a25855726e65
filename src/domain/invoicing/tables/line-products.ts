import { sql } from 'drizzle-orm'
import { bigint, check, index, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, stamps } from '../../../platform/db/columns.ts'
import { products } from '../../catalog/tables.ts'
import { invoiceLines } from '../tables.ts'

/**
 * What each product of a bundle came to on a line of text that was only said later to be one: they sum to the line, which
 * stays as it was issued. Source: CIR-14.
 */
export const lineParts = businessTable(
  'line_parts',
  {
    lineId: uuid().notNull(),
    productId: uuid().notNull(),
    netCents: bigint({ mode: 'number' }).notNull(),
    vatCents: bigint({ mode: 'number' }).notNull(),
    grossCents: bigint({ mode: 'number' }).notNull(),
    ...stamps,
  },
  table => [
    belongsTo('line_parts_line', table, table.lineId, () => invoiceLines),
    belongsTo('line_parts_product', table, table.productId, () => products),
    unique('line_parts_once').on(table.companyId, table.lineId, table.productId),
    index('line_parts_product_id').on(table.companyId, table.productId),
    check('line_parts_sum', sql`net_cents + vat_cents = gross_cents`),
  ],
)
