import type { Ctx } from '../../../platform/http/context.ts'
import { formatOf } from '../formats/kinds.ts'
import { chargedAgain, creditNotesOf, type OrderRow, ordersToSettle } from '../queries/settling.ts'
import type { Shop } from '../queries/shops.ts'
import { partsOf } from '../rules/growing.ts'
import type { Meaning, ShopOrder, ShopRefund } from '../rules/order.ts'
import { applyEffects } from './effects.ts'
import { keptAs } from './given.ts'
import { refundsGone } from './gone.ts'
import { noteOrders } from './order-rows.ts'
import { recordPaidBack } from './paid-back.ts'
import { keepRefunds, writeOutcomes } from './refund-rows.ts'
import { restoreAll } from './restore.ts'
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
export async function settleOrders(ctx: Ctx, shop: Shop, told: readonly OrderToSettle[]) {
  if (told.length === 0) return
  await followPayments(
    ctx,
    shop,
    told.map(({ id, order: { externalId, renews } }) => ({ id, externalId, renews })),
  )
  const rows = await ordersToSettle(
    ctx,
    told.map(({ id }) => id),
  )
  const orders = inParts(shop, told, rows)
  await restoreSold(
    ctx,
    shop,
    orders.filter(one => isBack(one, rows.get(one.id)!)),
    rows,
  )
  await refundsGone(
    ctx,
    shop,
    orders.flatMap(one => deletedRefunds(one, rows.get(one.id)!)),
  )
  const concerned = orders.filter(one => isConcerned(one, rows.get(one.id)!))
  if (concerned.length === 0) return
  const ids = concerned.map(({ id }) => id)
  const waiting = await keepRefunds(ctx, shop, concerned, rows)
  const again = await chargedAgain(ctx, shop.id, ids)
  const { taken, outcomes } = await creditRefunds(ctx, shop, { orders: ids.map(id => rows.get(id)!), waiting, again })
  const unread = new Set(outcomes.map(({ id }) => id))
  const isUnread = ({ id }: { id: string }) => unread.has(id)
  const ended = concerned.filter(one => isTakenBack(one, rows.get(one.id)!) && !waiting.get(one.id)!.some(isUnread))
  const cancelled = await creditCancelled(
    ctx,
    shop,
    ended.map(({ id, order }) => ({ row: rows.get(id)!, at: order.modifiedAt })),
    again,
  )
  const all = [...taken, ...cancelled]
  await recordPaidBack(ctx, shop, all, {
    methodOf: new Map(concerned.map(({ id, order }) => [id, order.paymentMethod])),
  })
  await writeOutcomes(ctx, outcomes)
  await applyEffects(ctx, shop, all)
}

type Rows = ReadonlyMap<string, OrderRow>

/** What a shop says it gave back in all is what it was before and what was added to it. */
function inParts({ kind }: Shop, orders: readonly OrderToSettle[], rows: Rows): readonly OrderToSettle[] {
  const { readRefund, refundPart } = formatOf(kind)
  if (!refundPart) return orders
  return orders.map(one => {
    const { order, refunds } = one
    const kept = rows.get(one.id)!.refunds
    const { same, added } = partsOf(order.refunds[0], kept)
    const [read] = refunds
    const document = read && added ? refundPart(JSON.parse(read.document), added) : null
    const part = document ? readRefund(document, order.externalId) : null
    return {
      ...one,
      order: {
        ...order,
        refunds: [...same, ...(added ? [added] : [])].map(({ externalId, cents }) => ({
          externalId,
          cents,
          reason: '',
        })),
      },
      refunds: part && 'document' in part ? [{ refund: part.document, ...keptAs(document) }] : [],
    }
  })
}

const isEnd = (meaning: Meaning) => meaning === 'cancelled' || meaning === 'refunded'

const isConcerned = (one: OrderToSettle, row: OrderRow) =>
  one.refunds.length > 0 ||
  one.order.refunds.length > 0 ||
  row.refunds.some(({ creditNoteId }) => creditNoteId === null) ||
  isTakenBack(one, row)

/** Refunds made before the order was read that it no longer tells of. Source: W-11. */
const deletedRefunds = ({ order, refunds }: OrderToSettle, row: OrderRow): string[] => {
  const told = new Set([...order.refunds, ...refunds.map(({ refund }) => refund)].map(({ externalId }) => externalId))
  const readAt = Date.parse(order.modifiedAt)
  return row.refunds
    .filter(({ externalId, refundedAt }) => !told.has(externalId) && refundedAt && Date.parse(refundedAt) <= readAt)
    .map(({ externalId }) => externalId)
}

/** Its status says that nothing of it was sold. */
const isTakenBack = ({ meaning }: OrderToSettle, { invoiceId }: OrderRow) => invoiceId !== null && isEnd(meaning)

/** What was cancelled and is a sale again. */
const isBack = ({ meaning }: OrderToSettle, { cancelledOn }: OrderRow) => meaning === 'sold' && cancelledOn !== null

async function restoreSold(ctx: Ctx, shop: Shop, orders: readonly OrderToSettle[], rows: Rows) {
  const notes = await creditNotesOf(
    ctx,
    shop.id,
    orders.map(({ order }) => order.externalId),
  )
  for (const { id: orderId, order } of orders) {
    const creditNoteIds = notes.get(order.externalId)
    if (creditNoteIds)
      await noteOrders(ctx, shop, [
        {
          orderId,
          code: 'soldAgain',
          values: await restoreAll(ctx, shop, { invoiceId: rows.get(orderId)!.invoiceId, creditNoteIds }),
        },
      ])
  }
}
