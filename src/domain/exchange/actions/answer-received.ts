import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { cancelOrder } from '../../orders/actions/life.ts'
import { answerOrders } from './answer.ts'

type Said = { orderId: string; answer: 'accepted' | 'refused'; note?: string | undefined }

/** Accepts an order of a partner as it stands here, or refuses it, which cancels it; the partner is told either way. Source: X-47. */
export async function answerReceived(ctx: Ctx, { orderId, answer, note = '' }: Said): Promise<void> {
  const { rows } = await ctx.db.execute<{ confirmed: boolean; cancelled: boolean }>(sql`
    select o.confirmed_on is not null as confirmed, o.cancelled_on is not null as cancelled
    from received_orders r join orders o on o.company_id = ${ctx.company.id} and o.id = r.order_id
    where r.company_id = ${ctx.company.id} and r.order_id = ${orderId}`)
  const order = rows[0] ?? refuse('exchange.notReceived')
  if (answer === 'refused') {
    if (note === '') refuse('exchange.sayWhy', { field: 'note' })
    await cancelOrder(ctx, orderId, note, ctx.today)
    return
  }
  if (!order.confirmed || order.cancelled) refuse('exchange.settleFirst')
  await answerOrders(ctx, [{ orderId, answer, note }])
}

/** A partner is told that its order was cancelled here, with the reason. Source: X-47. */
export const sayRefused = (ctx: Ctx, { orderId, reason }: { orderId: string; reason: string }): Promise<void> =>
  answerOrders(ctx, [{ orderId, answer: 'refused', note: reason }])
