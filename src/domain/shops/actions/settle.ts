import type { Ctx } from '../../../platform/http/context.ts'
import { type OrderRow, ordersToSettle } from '../queries/settling.ts'
import type { Shop } from '../queries/shops.ts'
import type { Meaning, ShopOrder, ShopRefund } from '../rules/order.ts'
import { applyEffects } from './effects.ts'
import { recordPaidBack } from './paid-back.ts'
import { keepRefunds, type Waiting, writeOutcomes } from './refund-rows.ts'
import { followPayments } from './subscriptions.ts'
import { creditCancelled, creditRefunds } from './take-back.ts'

/** A refund as the shop told it with its lines, and the document it was read from. */
export type RefundRead = { refund: ShopRefund; document: string; sha256: string }

/** An order that was written, with its invoice if it is a sale. */
export type OrderToSettle = {
  /** Of its row. */
  id: string
  order: ShopOrder
  meaning: Meaning
  refunds: readonly RefundRead[]
}

/**
 * What was taken back of orders is taken off their invoices: refunds, cancellations, what was refunded by hand. The same
 * again changes nothing; where nothing is taken back it costs two statements, whatever the number of orders.
 * Source: ABO-82, E6, W-9, W-10, W-11.
 */
export async function settleOrders(ctx: Ctx, shop: Shop, orders: readonly OrderToSettle[]) {
  if (orders.length === 0) return
  await followPayments(
    ctx,
    shop,
    orders.map(({ id, order: { externalId, renews } }) => ({ id, externalId, renews })),
  )
  const rows = await ordersToSettle(
    ctx,
    orders.map(({ id }) => id),
  )
  const concerned = orders.filter(one => isConcerned(one, rows.get(one.id)!))
  if (concerned.length === 0) return
  const waiting = await keepRefunds(ctx, concerned, rows)
  const { taken, outcomes } = await creditRefunds(ctx, shop, {
    orders: concerned.map(({ id }) => rows.get(id)!),
    waiting,
  })
  const unread = new Set(outcomes.map(({ id }) => id))
  const ended = concerned.filter(one => isTakenBack(one, rows.get(one.id)!, waiting.get(one.id)!, unread))
  const cancelled = await creditCancelled(
    ctx,
    shop,
    ended.map(({ id, order }) => ({ row: rows.get(id)!, at: order.modifiedAt })),
  )
  const all = [...taken, ...cancelled]
  await recordPaidBack(ctx, shop, all, {
    methodOf: new Map(concerned.map(({ id, order }) => [id, order.paymentMethod])),
  })
  await writeOutcomes(ctx, [...outcomes, ...(await applyEffects(ctx, shop, all))])
}

const isEnd = (meaning: Meaning) => meaning === 'cancelled' || meaning === 'refunded'

const isConcerned = ({ order, meaning, refunds }: OrderToSettle, { invoiceId, cancelledOn, refunds: kept }: OrderRow) =>
  refunds.length > 0 ||
  order.refunds.length > 0 ||
  kept.some(({ creditNoteId }) => creditNoteId === null) ||
  (invoiceId !== null && cancelledOn === null && isEnd(meaning))

/** Its status says that nothing of it was sold, and no refund that waits will tell so. */
const isTakenBack = (
  { meaning }: OrderToSettle,
  { invoiceId, cancelledOn }: OrderRow,
  waiting: readonly Waiting[],
  unread: ReadonlySet<string>,
) => invoiceId !== null && cancelledOn === null && isEnd(meaning) && !waiting.some(({ id }) => unread.has(id))
