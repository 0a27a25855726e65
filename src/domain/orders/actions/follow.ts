import { type SQL, sql } from 'drizzle-orm'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { OrderKind, StatusKey } from '../rules/order.ts'
import { orders as orderRows } from '../tables.ts'
import { statusMeaning } from './statuses.ts'

/** What a status becomes by what left or came in; a company that put the status away keeps the one it has. */
const MEANT: Record<OrderKind, Record<'none' | 'part' | 'all', StatusKey>> = {
  customer: { none: 'accepted', part: 'part-dispatched', all: 'dispatched' },
  supplier: { none: 'waiting', part: 'part-received', all: 'received' },
}

type Standing = { id: string; kind: OrderKind; statusId: string | null; due: number; delivered: number }

/** The status of orders follows what was delivered of them. Source: X-50. */
export const followDeliveries = (ctx: Ctx, deliveryIds: readonly string[]) =>
  follow(
    ctx,
    sql`select distinct l.order_id from delivery_lines d join order_lines l on l.company_id = ${ctx.company.id} and l.id = d.order_line_id
      where d.company_id = ${ctx.company.id} and d.delivery_id = any(${sql.param([...deliveryIds])}::uuid[])`,
  )

/** The status of an order after what is due of it changed. */
export const followOrder = (ctx: Ctx, orderId: string) => follow(ctx, sql`select ${orderId}::uuid as order_id`)

async function follow(ctx: Ctx, orders: SQL) {
  const { db, company } = ctx
  const { rows } = await db.execute<Standing>(sql`
    with touched as materialized (${orders})
    select o.id, o.kind, o.status_id as "statusId", sum(l.quantity - l.given_up)::int as due,
      coalesce(sum((select sum(d.quantity) from delivery_lines d
        join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id and v.done_at is not null and v.cancelled_on is null
        where d.company_id = ${company.id} and d.order_line_id = l.id)), 0)::int as delivered
    from touched join orders o on o.company_id = ${company.id} and o.id = touched.order_id
    join order_lines l on l.company_id = ${company.id} and l.order_id = o.id
    where o.cancelled_on is null group by o.id, o.kind, o.status_id order by o.id`)
  for (const { id, kind, statusId: was, due, delivered } of rows) {
    const standing = delivered === 0 ? 'none' : delivered < due ? 'part' : 'all'
    const statusId = await statusMeaning(ctx, kind, MEANT[kind][standing])
    if (statusId !== null && statusId !== was) await changeRecord(ctx, orderRows, id, { statusId })
  }
}
