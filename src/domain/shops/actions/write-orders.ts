import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { KeptOrder } from '../queries/kept-orders.ts'
import type { Shop } from '../queries/shops.ts'
import { dayIn } from '../rules/days.ts'
import { type Decision, decisionOf, isInTheBin } from '../rules/decision.ts'
import type { Meaning, ShopOrder } from '../rules/order.ts'
import { askAbout, customersOf } from './customers.ts'
import type { OrderRead } from './given.ts'
import { ordersGone } from './gone.ts'
import type { Meanings } from './meanings.ts'
import { changesOf, keepLines, keepOrders, noteOrders, type OrderEvent } from './order-rows.ts'
import { type Sold, sellOrders } from './sale.ts'
import { settleOrders } from './settle.ts'
import { followPayments } from './subscriptions.ts'
import { takePayments } from './take-payments.ts'

/** An order that is understood, and as it was here before. */
export type Fresh = { read: OrderRead; order: ShopOrder; kept: KeptOrder | undefined }

/** What became of an order. */
export type Written = Fresh & { id: string; meaning: Meaning; decision: Decision; sold: Sold | undefined }

/** Writes orders with all that follows from them, all or none. */
export async function writeOrders(
  ctx: Ctx,
  shop: Shop,
  fresh: readonly Fresh[],
  meanings: Meanings,
): Promise<Written[]> {
  const decided = fresh.map(one => {
    const meaning = meanings.of(one.order)
    return { ...one, id: one.kept?.id ?? newId(), meaning, decision: decisionOf({ ...factsOf(shop, one), meaning }) }
  })
  const sales = decided.filter(({ decision }) => decision.invoices)
  const sold = await sellOrders(
    ctx,
    shop,
    sales.map(({ order }) => order),
    meanings.ways,
  )
  const byOrder = new Map(sold.map(one => [one.order.externalId, one]))
  const written = decided.map(one => ({ ...one, sold: byOrder.get(one.order.externalId) }))
  await keepWritten(ctx, shop, written)
  const paid = await payWritten(ctx, shop, written, meanings)
  await noteOrders(
    ctx,
    shop,
    written.flatMap(one => eventsOf(one, paid)),
  )
  await settle(ctx, shop, written)
  const binned = written.filter(({ order }) => isInTheBin(order)).map(({ order }) => order.externalId)
  if (binned.length > 0) await ordersGone(ctx, shop, binned)
  return written
}

function factsOf({ startsOn, timeZone }: Shop, { order, kept }: Fresh) {
  const isEarlier = startsOn !== null && dayIn(timeZone, order.orderedAt) < startsOn
  if (!kept?.invoiceId) return { order, isEarlier, made: null }
  const { invoicedCents, totalCents, state, reason } = kept
  return { order, isEarlier, made: { invoicedCents: invoicedCents!, totalCents, state, reason } }
}

async function keepWritten(ctx: Ctx, shop: Shop, written: readonly Written[]) {
  await keepOrders(
    ctx,
    shop,
    written.map(({ id, read, order, decision: { state, reason }, sold, kept }) => ({
      ...{ id, read, order, state, reason },
      reasonValues: reason === 'totalChanged' ? totals(order, kept!) : {},
      customerId: sold?.people.customerId ?? null,
      invoiceId: sold?.invoice.id ?? null,
    })),
  )
  const made = written.flatMap(({ id, sold }) => (sold ? [{ id, ...sold }] : []))
  await keepLines(ctx, made)
  await askAbout(
    ctx,
    made.map(({ id, people }) => ({ orderId: id, doubts: people.doubts })),
  )
  await followPayments(
    ctx,
    shop,
    made.map(({ id, order }) => ({ id, externalId: order.externalId, renews: order.renews })),
  )
  // Whoever is known already may have moved.
  const known = written.filter(({ sold, kept }) => !sold && kept?.invoiceId)
  if (known.length > 0)
    await customersOf(
      ctx,
      shop,
      known.map(({ order }) => order),
    )
}

const totals = ({ totalCents, currency }: ShopOrder, { invoicedCents }: KeptOrder) => ({
  invoicedCents: invoicedCents!,
  totalCents,
  currency,
})

/** Money that came for what is invoiced now, or was before. */
async function payWritten(ctx: Ctx, shop: Shop, written: readonly Written[], { ways }: Meanings) {
  const paid = written.flatMap(({ order, kept, sold, decision }) => {
    if (order.paidAt === null || kept?.isPaid || !decision.settles) return []
    if (sold) {
      const { people, invoice, grossCents } = sold
      return [{ order, customerId: people.customerId, invoiceId: invoice.id, openCents: grossCents }]
    }
    const { customerId, invoiceId, openCents } = kept!
    return customerId && invoiceId ? [{ order, customerId, invoiceId, openCents: openCents! }] : []
  })
  await takePayments(ctx, shop, paid, ways)
  return new Set(paid.filter(({ order }) => order.totalCents > 0).map(({ order }) => order.externalId))
}

function eventsOf({ id: orderId, order, kept, sold, decision }: Written, paid: ReadonlySet<string>): OrderEvent[] {
  const events = changesOf(order, kept, paid.has(order.externalId))
  if (sold)
    events.push({
      code: 'invoiced',
      values: { number: sold.invoice.number, cents: order.totalCents, currency: order.currency },
    })
  else if (!kept && decision.state !== 'taken') events.push({ code: decision.state, values: { status: order.status } })
  return events.map(event => ({ orderId, ...event }))
}

const settle = (ctx: Ctx, shop: Shop, written: readonly Written[]) =>
  settleOrders(
    ctx,
    shop,
    written
      .filter(({ decision }) => decision.settles)
      .map(({ id, order, meaning, read }) => ({ id, order, meaning, refunds: read.refunds })),
  )
