import { sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { linesNow } from '../queries/lines.ts'
import { leftOf } from '../rules/line.ts'
import type { OrderKind } from '../rules/order.ts'
import { orders } from '../tables.ts'
import { followOrder, followReopened } from './follow.ts'
import { statusMeaning } from './statuses.ts'

export type GivenUp = { orderLineId: string; quantity: number }

/** Says how many of lines will not be delivered; all that is left of the order when none is named. Zero takes it back. */
export async function giveUp(ctx: Ctx, id: string, reason: string, said?: readonly GivenUp[]) {
  await lockedOpen(ctx, id)
  const lines = new Map((await linesNow(ctx, id)).map(line => [line.id, line]))
  const asked =
    said ??
    [...lines.values()].flatMap(line =>
      leftOf(line) > 0 ? [{ orderLineId: line.id, quantity: line.givenUp + leftOf(line) }] : [],
    )
  if (asked.length === 0) refuse('orders.nothingLeft')
  for (const { orderLineId, quantity } of asked) {
    const line = lines.get(orderLineId) ?? refuse('orders.unknownLine', { field: 'lines' })
    const left = line.quantity - line.deliveredCount
    if (quantity > left) refuse('orders.moreThanLeft', { field: 'lines', values: { label: line.label, left } })
  }
  await ctx.db.execute(sql`
    update order_lines l set given_up = k.quantity, given_up_reason = case when k.quantity > 0 then ${reason} else '' end
    from json_to_recordset(${JSON.stringify(asked)}::json) as k ("orderLineId" uuid, quantity int)
    where l.company_id = ${ctx.company.id} and l.order_id = ${id} and l.id = k."orderLineId"`)
  await changeRecord(ctx, orders, id, {})
  for (const { orderLineId, quantity } of asked) {
    const { label, givenUp } = lines.get(orderLineId)!
    ctx.record({ record: 'orders', id, from: { label, givenUp }, to: { label, givenUp: quantity, reason } })
  }
  await followOrder(ctx, id)
}

/** Nothing is left to do of an order: it is out of the way until it is opened again. */
export async function closeOrder(ctx: Ctx, id: string) {
  const { kind, statusId } = await lockedOpen(ctx, id)
  const lines = await linesNow(ctx, id)
  const left = lines.reduce((sum, line) => sum + leftOf(line), 0)
  if (left > 0) refuse('orders.stillLeft', { values: { left } })
  await refusePrepared(ctx, id)
  await changeRecord(ctx, orders, id, { closedOn: ctx.today, statusId: await finished(ctx, kind, statusId) })
}

export async function reopenOrder(ctx: Ctx, id: string) {
  const { closedOn } = await lockedRecord(ctx, orders, id)
  if (closedOn === null) refuse('orders.notClosed')
  await changeRecord(ctx, orders, id, { closedOn: null })
  await followReopened(ctx, id)
}

const finished = async (ctx: Ctx, kind: OrderKind, statusId: string | null) =>
  (await statusMeaning(ctx, kind, 'finished')) ?? statusId

async function lockedOpen(ctx: Ctx, id: string) {
  const order = await lockedRecord(ctx, orders, id)
  if (order.cancelledOn !== null) refuse('orders.cancelled')
  if (order.confirmedOn === null) refuse('orders.notConfirmed')
  if (order.closedOn !== null) refuse('orders.closed')
  return order
}

async function refusePrepared({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<{ number: string }>(sql`
    select v.number from order_lines l join delivery_lines d on d.company_id = ${company.id} and d.order_line_id = l.id
    join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id and v.done_at is null and v.cancelled_on is null
    where l.company_id = ${company.id} and l.order_id = ${id} limit 1`)
  const [prepared] = rows
  if (prepared) refuse('orders.deliveryPrepared', { values: { number: prepared.number } })
}
