import { sql } from 'drizzle-orm'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { OrderKind, StatusKey } from '../rules/order.ts'
import { orders } from '../tables.ts'
import { statusMeaning } from './statuses.ts'

/** What a status becomes by what left or came in; a company that put the status away keeps the one it has. */
const MEANT: Record<OrderKind, Record<'none' | 'part' | 'all', StatusKey>> = {
  customer: { none: 'accepted', part: 'part-dispatched', all: 'dispatched' },
  supplier: { none: 'waiting', part: 'part-received', all: 'received' },
}

/** The status of orders follows what was delivered of them. Source: X-50. */
export async function followDeliveries(ctx: Ctx, deliveryIds: readonly string[]) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ id: string; kind: OrderKind; due: number; delivered: number }>(sql`
    with touched as materialized (
      select distinct l.order_id from delivery_lines d join order_lines l on l.company_id = ${company.id} and l.id = d.order_line_id
      where d.company_id = ${company.id} and d.delivery_id = any(${sql.param([...deliveryIds])}::uuid[]))
    select o.id, o.kind, sum(l.quantity - l.given_up)::int as due,
      coalesce(sum((select sum(d.quantity) from delivery_lines d
        join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id and v.done_at is not null and v.cancelled_on is null
        where d.company_id = ${company.id} and d.order_line_id = l.id)), 0)::int as delivered
    from touched join orders o on o.company_id = ${company.id} and o.id = touched.order_id
    join order_lines l on l.company_id = ${company.id} and l.order_id = o.id
    where o.cancelled_on is null group by o.id, o.kind order by o.id`)
  for (const { id, kind, due, delivered } of rows) {
    const standing = delivered === 0 ? 'none' : delivered < due ? 'part' : 'all'
    const statusId = await statusMeaning(ctx, kind, MEANT[kind][standing])
    if (statusId !== null) await changeRecord(ctx, orders, id, { statusId })
  }
}
