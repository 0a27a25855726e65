import { type SQL, sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { updateRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { OrderKind, StatusKey } from '../rules/order.ts'
import { type Extent, extentOf } from '../rules/state.ts'
import { orders as orderRows } from '../tables.ts'
import { meaningAmong, ownStatuses } from './statuses.ts'

/** What a status becomes by what left or came in; a company that put the status away keeps the one it has. */
const MEANT: Record<OrderKind, Record<Extent, StatusKey>> = {
  customer: { none: 'accepted', part: 'part-dispatched', all: 'dispatched' },
  supplier: { none: 'waiting', part: 'part-received', all: 'received' },
}

type Counts = { dueCount: number; deliveredCount: number }
type Order = Counts & { id: string; kind: OrderKind; statusId: string | null; revision: number }
type Counted = Order & { now: Counts }

/** Orders are counted anew after a delivery, and their status follows what left or came in. Source: X-50. */
export const followDelivery = (ctx: Ctx, deliveryId: string) =>
  follow(
    ctx,
    sql`select l.order_id from delivery_lines d join order_lines l on l.company_id = ${ctx.company.id} and l.id = d.order_line_id
      where d.company_id = ${ctx.company.id} and d.delivery_id = ${deliveryId}`,
    () => true,
  )

/** An order is counted anew after what is due of it changed; its status follows when it is now delivered to another extent. */
export const followOrder = (ctx: Ctx, orderId: string) =>
  follow(ctx, sql`select ${orderId}::uuid`, order => extentOf(order.now) !== extentOf(order))

/** An order that is open again has the status of what was delivered of it. */
export const followReopened = (ctx: Ctx, orderId: string) => follow(ctx, sql`select ${orderId}::uuid`, () => true)

/** The one place where what is due and delivered of orders is kept as their lines and deliveries say; all of one kind. */
async function follow(ctx: Ctx, ids: SQL, follows: (order: Counted) => boolean) {
  const orders = await countedAnew(ctx, ids)
  if (orders.length === 0) return
  const statuses = await ownStatuses(ctx, orders[0]!.kind)
  const changed = orders.flatMap(order => {
    const { id, kind, now, statusId: was, revision } = order
    const meant = follows(order) ? meaningAmong(statuses, MEANT[kind][extentOf(now)]) : null
    const statusId = meant ?? was
    if (statusId !== was) ctx.record({ record: 'orders', id, from: { statusId: was }, to: { statusId } })
    const isSame = statusId === was && now.dueCount === order.dueCount && now.deliveredCount === order.deliveredCount
    const stamps = { updatedBy: ctx.actor.initials, updatedAt: instantNow(), revision: revision + 1 }
    return isSame ? [] : [{ id, statusId, ...now, ...stamps }]
  })
  await updateRows(ctx, orderRows, changed)
}

/** Orders are locked before they are counted: else one of two deliveries that end at once would not see the other. */
async function countedAnew({ db, company }: Ctx, ids: SQL): Promise<Counted[]> {
  const { rows } = await db.execute<Order>(sql`
    select o.id, o.kind, o.status_id as "statusId", o.due_count as "dueCount", o.delivered_count as "deliveredCount", o.revision
    from orders o where o.company_id = ${company.id} and o.cancelled_on is null and o.id in (${ids}) order by o.id for update`)
  const { rows: counts } = await db.execute<Counts & { id: string }>(sql`
    with touched as materialized (select unnest(${sql.param(rows.map(({ id }) => id))}::uuid[]) as id),
    delivered as materialized (select l.order_id, sum(d.quantity)::int as count
      from touched join order_lines l on l.company_id = ${company.id} and l.order_id = touched.id
      join delivery_lines d on d.company_id = ${company.id} and d.order_line_id = l.id
      join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id and v.done_at is not null and v.cancelled_on is null
      group by l.order_id)
    select touched.id, coalesce(sum(l.quantity - l.given_up), 0)::int as "dueCount", coalesce(max(delivered.count), 0)::int as "deliveredCount"
    from touched left join order_lines l on l.company_id = ${company.id} and l.order_id = touched.id
    left join delivered on delivered.order_id = touched.id group by touched.id`)
  const countOf = new Map(counts.map(({ id, ...now }) => [id, now]))
  return rows.map(order => ({ ...order, now: countOf.get(order.id)! }))
}
