import { sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import { insertRows, updateRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { roundHalfAwayFromZero } from '../../../values/money.ts'
import { type LineNow, linesNow } from '../queries/lines.ts'
import { orderLines, orders } from '../tables.ts'
import { followOrder } from './follow.ts'
import { orderRewritten } from './life.ts'
import { checkStatuses } from './statuses.ts'
import { headOf, linesOf, type OrderLineSaid, type OrderSaid, priceOrders, refuseUnsound } from './write.ts'

/** Writes an order anew, unless somebody changed it since `revision` was read; what was delivered of it stays. */
export async function rewriteOrder(ctx: Ctx, id: string, said: Omit<OrderSaid, 'kind'>, revision: number) {
  const { kind, cancelledOn, closedOn, resourceId } = await lockedRecord(ctx, orders, id)
  if (cancelledOn !== null) refuse('orders.cancelled')
  if (closedOn !== null) refuse('orders.closed')
  const before = await linesNow(ctx, id)
  const order: OrderSaid = { ...said, kind, lines: keepingAmounts(said.lines, before) }
  refuseUnsound(ctx, order)
  await checkStatuses(ctx, kind, [said.statusId])
  const [priced] = await priceOrders(ctx, [order])
  const status = said.statusId === undefined ? {} : { statusId: said.statusId }
  await changeRecord(ctx, orders, id, { ...headOf(ctx, order, priced!), ...status }, revision)
  await rewriteLines(ctx, id, before, linesOf(order, { ...priced!, id }))
  await followOrder(ctx, id)
  await ctx.happened(orderRewritten, { orderId: id, resourceId })
}

/**
 * A line that came with its amounts, or as a part of a bundle, has no price of one: unless another price is typed it keeps
 * them, in proportion to its quantity, and its bundle.
 */
function keepingAmounts(lines: readonly OrderLineSaid[], before: readonly LineNow[]): OrderLineSaid[] {
  const were = new Map(before.map(line => [line.id, line]))
  const isKept = (line: OrderLineSaid, was: LineNow | undefined): was is LineNow =>
    was?.unitCents === null &&
    was.productId === line.productId &&
    [line.unitCents, line.discountBps, line.discountCents].every(typed => typed === undefined)
  const kept = lines.map(line => {
    const was = were.get(line.id ?? '')
    return isKept(line, was) ? was : null
  })
  // A bundle typed now is numbered by its place among the lines: so are those that stay.
  const groupOf = (group: number) => kept.findIndex(was => was?.bundleGroup === group) + 1
  return lines.map((line, at) => {
    const was = kept[at]
    if (!was) return line
    const bundle = was.bundleId === null ? undefined : { id: was.bundleId, group: groupOf(was.bundleGroup!) }
    return { ...line, amounts: amountsFor(was, line.quantity), bundle }
  })
}

function amountsFor({ vatCategory, vatRateBps, netCents, grossCents, quantity: before }: LineNow, quantity: number) {
  const share = (cents: number) => roundHalfAwayFromZero(BigInt(cents) * BigInt(quantity), before)
  const [net, gross] = [share(netCents), share(grossCents)]
  return { vatCategory, vatRateBps, netCents: net, vatCents: gross - net, grossCents: gross }
}

/** Lines keep their ids, so that what was delivered of them stays theirs; those gone must have had nothing delivered. */
async function rewriteLines(ctx: Ctx, orderId: string, before: readonly LineNow[], lines: ReturnType<typeof linesOf>) {
  const { db, company } = ctx
  const stay = new Map(lines.map(line => [line.id, line]))
  for (const { id, label, deliveredCount: delivered } of before)
    if ((stay.get(id)?.quantity ?? 0) < delivered)
      refuse('orders.lineDelivered', { field: 'lines', values: { label, delivered } })
  const [from, to] = [inWords(before), inWords(lines)]
  if (from !== to) ctx.record({ record: 'orders', id: orderId, from: { lines: from }, to: { lines: to } })
  const were = new Map(before.map(line => [line.id, line]))
  const gone = before.filter(({ id }) => !stay.has(id))
  await db.execute(sql`
    delete from order_lines where company_id = ${company.id} and id = any(${sql.param(gone.map(({ id }) => id))}::uuid[])`)
  // Positions are unique: those that stay step aside before they take their new places.
  await db.execute(sql`
    update order_lines set position = -position where company_id = ${company.id} and order_id = ${orderId}`)
  const kept = lines.flatMap(line => {
    const was = were.get(line.id)
    return was ? [{ ...line, givenUp: Math.min(was.givenUp, line.quantity - was.deliveredCount) }] : []
  })
  await updateRows(ctx, orderLines, kept)
  const fresh = lines.filter(({ id }) => !were.has(id))
  await insertRows(ctx, orderLines, fresh)
}

const inWords = (lines: readonly { label: string; quantity: number }[]) =>
  lines.map(({ label, quantity }) => `${quantity} × ${label}`).join(', ')
