import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { invoicesCancelled } from '../../invoicing/actions/events.ts'
import { servedOf } from '../queries/settling.ts'
import type { Shop } from '../queries/shops.ts'
import type { RefundEffect, RefundKind } from '../rules/order.ts'
import { noteOrders } from './order-rows.ts'
import { type Outcome, writeOutcomes } from './refund-rows.ts'
import type { TakenBack } from './take-back.ts'

/** What each kind of refund of a shop does to what was sold; a kind that is not there is asked. */
async function effectsOf({ db, company }: Ctx, shopId: string): Promise<Map<RefundKind, RefundEffect>> {
  const { rows } = await db.execute<{ kind: RefundKind; effect: RefundEffect }>(sql`
    select kind, effect from shop_refund_rules where company_id = ${company.id} and shop_id = ${shopId}`)
  return new Map(rows.map(({ kind, effect }) => [kind, effect]))
}

/**
 * Stops what was taken back as the rules of the shop say; where none says, it goes on being served and somebody is asked.
 * Nothing is asked of an order that sold nothing which is still served. Source: ABO-82, X-23.
 */
export async function applyEffects(ctx: Ctx, shop: Shop, taken: readonly TakenBack[]) {
  if (taken.length === 0) return
  const rules = await effectsOf(ctx, shop.id)
  const served = await servedOf(
    ctx,
    taken.map(({ order }) => order.invoiceId!),
  )
  const outcomes: Outcome[] = []
  for (const one of taken) {
    const { order, refund, kind, creditNotes } = one
    const still = served.get(order.invoiceId!) ?? []
    const effect = rules.get(kind) ?? null
    const asked = effect === null && still.length > 0
    if (effect === 'stop-now' && still.length > 0) await stop(ctx, one)
    if (refund)
      outcomes.push({
        ...{ id: refund.id, kind, effect, creditNoteId: creditNotes[0]!.id },
        ...(asked ? { state: 'waits', stateReason: 'refundEffectUnknown' } : { state: 'taken', stateReason: null }),
      })
  }
  await writeOutcomes(ctx, outcomes)
  const wholly = taken.filter(({ kind }) => kind === 'whole').map(({ order }) => order.id)
  await answerEarlier(ctx, wholly, rules.get('whole'))
  await tell(ctx, shop, taken)
}

/** Nothing more is asked of what was refunded before the rest of its order was. */
async function answerEarlier(
  { db, company, actor }: Ctx,
  orderIds: readonly string[],
  effect: RefundEffect | undefined,
) {
  if (orderIds.length === 0 || !effect) return
  await db.execute(sql`
    update shop_refunds set state = 'taken', state_reason = null, effect = ${effect}, updated_by = ${actor.initials}, updated_at = now(),
      revision = revision + 1
    where company_id = ${company.id} and order_id = any(${sql.param([...orderIds])}::uuid[])
      and state = 'waits' and state_reason = 'refundEffectUnknown'`)
}

/** Stops all that an order sold, or what the lines sold of which nothing is left. */
function stop(ctx: Ctx, { order, kind, endedLines, on, reason }: TakenBack) {
  const lines = kind === 'whole' ? {} : { lineIds: endedLines }
  return ctx.happened(invoicesCancelled, {
    ...{ invoiceIds: [order.invoiceId!], on, reason, service: 'stop-now' },
    ...lines,
  })
}

const tell = (ctx: Ctx, shop: Shop, taken: readonly TakenBack[]) =>
  noteOrders(
    ctx,
    shop,
    taken.map(({ order, refund, creditNotes }) => ({
      orderId: order.id,
      code: refund ? 'refunded' : 'cancelled',
      values: {
        ...(refund ? { cents: refund.cents, currency: order.currency } : {}),
        creditNote: creditNotes.map(({ number }) => number).join(', '),
      },
    })),
  )
