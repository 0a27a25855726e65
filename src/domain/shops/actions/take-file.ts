import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { CsvOrderColumns } from '../formats/csv-columns.ts'
import { placeOf, type RefusedRow, readCsv } from '../formats/csv-file.ts'
import { isCsvOrder, readCsvOrder } from '../formats/csv-orders.ts'
import type { Shop } from '../queries/shops.ts'
import type { GivenOrder } from './given.ts'
import { type Taken, takeOrders } from './take.ts'

/** So many orders of a file are taken together. */
const AT_ONCE = 1000

export type FileAsked = { content: Uint8Array; columns?: CsvOrderColumns | undefined; from: number }
export type FileTaken = {
  columns: CsvOrderColumns
  orders: Taken[]
  /** Rows that are no part of an order, and the place in the file of what makes an order unreadable. */
  refused: (RefusedRow & { orderId: string })[]
  /** The first order that is still to be taken; null: none is. */
  next: number | null
}

/**
 * Takes orders of a CSV export, the first thousand from `from` on. Which heading says what is as the last file of the shop
 * had it, for the headings that are the same, else guessed, unless it is said. Source: E12.
 */
export async function takeFile(ctx: Ctx, shop: Shop, { content, columns: said, from }: FileAsked): Promise<FileTaken> {
  const remembered = await lastColumns(ctx, shop)
  const { columns, orders, refused } = readCsv(content, { timeZone: shop.timeZone, remembered, columns: said })
  const those = orders.slice(from, from + AT_ONCE)
  const taken = await takeOrders(ctx, shop, those.map(givenOf), { again: true })
  const unread = those.flatMap(order => {
    const read = readCsvOrder(order.document)
    if (!('fault' in read)) return []
    const { code, field, said } = read.fault
    return [{ ...placeOf(order, field), code: code as RefusedRow['code'], said, orderId: order.document.id }]
  })
  return {
    columns,
    orders: taken,
    refused: [...(from === 0 ? refused.map(row => ({ ...row, orderId: '' })) : []), ...unread],
    next: from + AT_ONCE < orders.length ? from + AT_ONCE : null,
  }
}

/** What was given back stands in the order itself. */
function givenOf({ document }: { document: unknown }): GivenOrder {
  const read = readCsvOrder(document)
  return 'document' in read && read.document.refunds.length > 0 ? { document, refunds: [document] } : { document }
}

/** Which heading said what in the last file, as its orders keep it. */
async function lastColumns({ db, company }: Ctx, { id }: Shop): Promise<CsvOrderColumns | undefined> {
  const { rows } = await db.execute<{ document: string }>(sql`
    select document from shop_orders where company_id = ${company.id} and shop_id = ${id} order by created_at desc, id desc limit 1`)
  const document: unknown = rows[0] ? JSON.parse(rows[0].document) : undefined
  return isCsvOrder(document) ? document.csv.columns : undefined
}
