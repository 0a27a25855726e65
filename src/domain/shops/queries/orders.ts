import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { neverNull } from '../../../platform/db/never-null.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Say } from '../../../platform/http/refusal.ts'
import type { ORDER_STATES, shopOrderRow } from '../contract/orders.ts'
import { reasonSaid } from '../labels/events.ts'
import { ordersFound } from './order-search.ts'

type Row = InferSchemaOutput<typeof shopOrderRow>
type Values = Record<string, string | number>
type Found = Omit<Row, 'reasonSaid'> & { reasonValues: Values }
export type OrderFilters = {
  id?: string | undefined
  shopId?: string | undefined
  state?: (typeof ORDER_STATES)[number] | undefined
  reason?: string | undefined
  status?: string | undefined
  customerId?: string | undefined
  invoiceId?: string | undefined
  orderedFrom?: string | undefined
  orderedTo?: string | undefined
}

/** Of the index, with its order. */
const ORDERED = neverNull(sql`o.ordered_at`, sql`'-infinity'::timestamptz`)

/** The conditions that keep the orders meant; days are those of the company. */
function conditionsOf({ company }: Ctx, filters: OrderFilters) {
  const { id, shopId, state, reason, status, customerId, invoiceId, orderedFrom, orderedTo } = filters
  const at = (day: string) => sql`(${day}::date)::timestamp at time zone ${company.timeZone}`
  return [
    sql`o.company_id = ${company.id} and s.company_id = ${company.id}`,
    ...(id ? [sql`o.id = ${id}`] : []),
    ...(shopId ? [sql`o.shop_id = ${shopId}`] : []),
    ...(state ? [sql`o.state = ${state}`] : []),
    ...(reason ? [sql`o.state in ('waits', 'quarantined') and o.reason = ${reason}`] : []),
    ...(status ? [sql`o.status = ${status}`] : []),
    ...(customerId ? [sql`o.customer_id = ${customerId}`] : []),
    ...(invoiceId
      ? [
          sql`(o.invoice_id = ${invoiceId} or o.id in (select order_id from shop_refunds
            where company_id = ${company.id} and credit_note_id = ${invoiceId}))`,
        ]
      : []),
    ...(orderedFrom ? [sql`${ORDERED} >= ${at(orderedFrom)}`] : []),
    ...(orderedTo ? [sql`${ORDERED} < ${at(orderedTo)} + interval '1 day'`] : []),
  ]
}

/** Orders of all shops, the newest first; reasons are said in the language of who asks. */
export const orderListIn = (say: Say) =>
  defineList<Row, Found, OrderFilters>({
    from: sql`shop_orders o join shops s on s.id = o.shop_id
      left join invoices i on i.company_id = o.company_id and i.id = o.invoice_id`,
    columns: {
      id: sql`o.id`,
      shopId: sql`o.shop_id`,
      shop: sql`s.name`,
      externalId: sql`o.external_id`,
      number: sql`o.number`,
      orderedAt: sql`o.ordered_at`,
      buyerName: sql`o.buyer_name`,
      totalCents: sql`case when o.modified_at is not null then o.total_cents end`,
      currency: sql`o.currency`,
      status: sql`o.status`,
      state: sql`o.state`,
      reason: sql`o.reason`,
      reasonValues: sql`o.reason_values`,
      gone: sql`o.gone_at is not null`,
      customerId: sql`o.customer_id`,
      invoiceId: sql`o.invoice_id`,
      invoiceNumber: sql`i.number`,
    },
    id: sql`o.id`,
    sorts: { orderedAt: ORDERED },
    defaultSort: '-orderedAt',
    where: conditionsOf,
    search: (ctx, text) => [ordersFound(ctx, text)],
    row: ({ reasonValues, ...found }, { language }) => ({
      ...found,
      reasonSaid: found.reason ? reasonSaid(language, found.reason, reasonValues, say) : '',
    }),
  })

/** How many orders wait or are in quarantine, by shop and reason, the most first. */
export async function unsettledOrders({ db, company, language }: Ctx, say: Say) {
  const { rows } = await db.execute<{
    shopId: string
    shop: string
    state: 'waits' | 'quarantined'
    reason: string
    values: Values
    count: number
  }>(sql`
    select o.shop_id as "shopId", s.name as shop, o.state, o.reason, (array_agg(o.reason_values))[1] as values, count(*)::int as count
    from shop_orders o join shops s on s.company_id = ${company.id} and s.id = o.shop_id
    where o.company_id = ${company.id} and o.state in ('waits', 'quarantined')
    group by 1, 2, 3, 4 order by count(*) desc, o.reason, s.name`)
  return rows.map(({ values, ...row }) => ({ ...row, reasonSaid: reasonSaid(language, row.reason, values, say) }))
}
