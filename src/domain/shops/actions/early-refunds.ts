import type { Ctx } from '../../../platform/http/context.ts'
import { ordersToSettle } from '../queries/settling.ts'
import type { Shop } from '../queries/shops.ts'
import { keepRefunds, writeOutcomes } from './refund-rows.ts'
import type { RefundRead } from './settle.ts'

type OfOrder = { id: string; externalId: string; refunds: readonly RefundRead[] }

/** Keeps refunds of an order that is not taken, each once: they are taken off its invoice when there is one. */
export async function keepEarlyRefunds(ctx: Ctx, shop: Pick<Shop, 'kind'>, { id, externalId, refunds }: OfOrder) {
  if (refunds.length === 0) return
  const rows = await ordersToSettle(ctx, [id])
  const waiting = await keepRefunds(ctx, shop, [{ id, order: { externalId, refunds: [] }, refunds }], rows)
  await writeOutcomes(
    ctx,
    waiting.get(id)!.map(refund => ({
      ...{ id: refund.id, kind: null, effect: null, creditNoteId: null },
      ...{ state: 'quarantined', stateReason: 'orderMissing' },
    })),
  )
}
