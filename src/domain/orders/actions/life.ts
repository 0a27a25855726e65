import { sql } from 'drizzle-orm'
import { changeRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { orders } from '../tables.ts'
import { checkStatuses, statusMeaning } from './statuses.ts'

/** Orders were confirmed: they are followed from now on. */
export const ordersConfirmed = event<{ orderIds: readonly string[] }>('orders.confirmed')
/** What an order says was written anew; `resourceId` is the machine it named before. */
export const orderRewritten = event<{ orderId: string; resourceId: string | null }>('orders.rewritten')
/** An order was cancelled, and nothing of it will be done; `statusId` is the one it had. */
export const orderCancelled = event<{ orderId: string; reason: string; statusId: string | null }>('orders.cancelled')

export async function confirmOrder(ctx: Ctx, id: string) {
  const order = await lockedRecord(ctx, orders, id)
  if (order.cancelledOn !== null) refuse('orders.cancelled')
  if (order.confirmedOn !== null) refuse('orders.alreadyConfirmed')
  const { rows } = await ctx.db.execute(sql`
    select from order_lines where company_id = ${ctx.company.id} and order_id = ${id} limit 1`)
  if (rows.length === 0) refuse('orders.empty', { field: 'lines' })
  await changeRecord(ctx, orders, id, { confirmedOn: ctx.today })
  await ctx.happened(ordersConfirmed, { orderIds: [id] })
}

/** Nothing of it may have been delivered: what was delivered is taken back first. */
export async function cancelOrder(ctx: Ctx, id: string, reason: string, on: string) {
  const order = await lockedRecord(ctx, orders, id)
  if (order.cancelledOn !== null) refuse('orders.cancelled')
  if (order.closedOn !== null) refuse('orders.closed')
  const { db, company } = ctx
  const { rows } = await db.execute(sql`
    select from order_lines l join delivery_lines d on d.company_id = ${company.id} and d.order_line_id = l.id
    join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id and v.cancelled_on is null
    where l.company_id = ${company.id} and l.order_id = ${id} limit 1`)
  if (rows.length > 0) refuse('orders.partlyDelivered')
  const statusId = (await statusMeaning(ctx, order.kind, 'cancelled')) ?? order.statusId
  await changeRecord(ctx, orders, id, { cancelledOn: on, cancelledReason: reason, statusId })
  await ctx.happened(orderCancelled, { orderId: id, reason, statusId: order.statusId })
}

export async function discardOrder(ctx: Ctx, id: string) {
  const { confirmedOn } = await lockedRecord(ctx, orders, id)
  if (confirmedOn !== null) refuse('orders.alreadyConfirmed')
  await ctx.db.execute(sql`delete from order_lines where company_id = ${ctx.company.id} and order_id = ${id}`)
  await deleteRecord(ctx, orders, id)
}

/** Status and stage are two things: nothing else follows from a status. Source: SUI-24. */
export async function setStatus(ctx: Ctx, id: string, statusId: string | null, revision?: number) {
  const { kind } = await lockedRecord(ctx, orders, id)
  await checkStatuses(ctx, kind, [statusId])
  await changeRecord(ctx, orders, id, { statusId }, revision)
}
