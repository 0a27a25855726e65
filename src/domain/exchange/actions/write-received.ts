import { createRecords } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { priceDocuments } from '../../invoicing/actions/price.ts'
import { ordersConfirmed } from '../../orders/actions/life.ts'
import { type OrderLineSaid, type OrderSaid, writeOrders } from '../../orders/actions/write.ts'
import { productsOfLines } from '../queries/products-of-lines.ts'
import type { ExchangeLine, ExchangeOrder } from '../rules/documents.ts'
import { doubtOf, type KnownProduct, type SettledLine, settleLines } from '../rules/settle.ts'
import { receivedOrders } from '../tables.ts'
import { countExchanged } from './count-exchanged.ts'
import type { SignedOrder, TakenOrder, Taking } from './take-order.ts'

/** Writes orders that were never received before; one about which there is a doubt waits as a draft. */
export async function writeReceived(ctx: Ctx, signed: readonly SignedOrder[], how: Taking): Promise<TakenOrder[]> {
  const settled = await settleOrders(ctx, signed, how)
  const written = await writeOrders(
    ctx,
    signed.map((one, at) => ({
      kind: 'customer',
      confirmed: settled[at]!.every(({ doubt }) => doubt === null),
      source: `exchange:${one.partner.id}`,
      sourceReference: one.order.number,
      ...saidOf(one, settled[at]!),
    })),
  )
  await createRecords(
    ctx,
    receivedOrders,
    signed.map(({ partner, order, edition, sha256 }, at) => ({
      ...{ partnerId: partner.id, number: order.number, edition, sha256, orderId: written[at]!.id },
      asked: askedOf(order),
    })),
  )
  countExchanged(
    ctx,
    'received',
    signed.map(({ partner }) => partner.id),
  )
  const taken = written.map(({ id }, at) => takenWith(id, signed[at]!.order, settled[at]!))
  const orderIds = taken.flatMap(one => (one.state === 'taken' ? [one.orderId] : []))
  if (orderIds.length > 0) await ctx.happened(ordersConfirmed, { orderIds })
  return taken
}

/** Its lines, as the partner numbers and wants them. */
export const askedOf = ({ lines }: ExchangeOrder) =>
  lines.map(({ position, quantity, netCents }) => ({ position, quantity, netCents }))

/** What became of an order whose lines were settled so. */
export function takenWith(
  orderId: string,
  { currency }: Pick<ExchangeOrder, 'currency'>,
  settled: readonly SettledLine[],
): TakenOrder {
  const doubt = doubtOf(settled, currency)
  return doubt ? { state: 'quarantined', orderId, ...doubt } : { state: 'taken', orderId }
}

/** Which product and price each line of these orders gets. Our prices are counted only where they are asked about. */
export async function settleOrders(
  ctx: Ctx,
  signed: readonly SignedOrder[],
  { anyPrice = false }: Taking,
): Promise<SettledLine[][]> {
  const asked = signed.flatMap(({ partner, order }) => order.lines.map(line => ({ partnerId: partner.id, line })))
  const found = await productsOfLines(ctx, asked)
  let next = 0
  const products = signed.map(({ order }) => {
    const own = found.slice(next, next + order.lines.length)
    next += own.length
    return new Map(
      order.lines.flatMap(({ position }, at) => (own[at] ? [[position, { productId: own[at], netCents: null }]] : [])),
    ) as Map<number, KnownProduct>
  })
  const policies = signed.map(({ partner }) => (anyPrice ? 'theirs' : partner.pricePolicy))
  await addOurPrices(
    ctx,
    signed.flatMap((one, at) => (policies[at] === 'ask' ? [{ ...one, known: products[at]! }] : [])),
  )
  return signed.map(({ order }, at) => settleLines(order, products[at]!, policies[at]!))
}

async function addOurPrices(ctx: Ctx, orders: readonly (SignedOrder & { known: Map<number, KnownProduct> })[]) {
  const asked = orders.filter(({ known }) => known.size > 0)
  if (asked.length === 0) return
  const linesOf = ({ order, known }: (typeof asked)[number]) =>
    order.lines.filter(({ position }) => known.has(position))
  const priced = await priceDocuments(
    ctx,
    asked.map(one => ({
      kind: 'invoice',
      customerId: one.partner.partyId,
      priceBasis: 'net',
      draftedOn: ctx.today,
      currency: one.order.currency,
      lines: linesOf(one).map(({ position, quantity }) => ({
        productId: one.known.get(position)!.productId,
        quantity,
      })),
    })),
  )
  for (const [at, one] of asked.entries()) {
    const lines = linesOf(one)
    for (const { typed, netCents } of priced[at]!.lines) {
      const known = one.known.get(lines[typed]!.position)!
      known.netCents = (known.netCents ?? 0) + netCents // a bundle is several lines
    }
  }
}

/** A received order as it is written here. */
export const saidOf = (
  { order, partner: { partyId } }: Pick<SignedOrder, 'order' | 'partner'>,
  settled: readonly SettledLine[],
): Omit<OrderSaid, 'kind'> => ({
  partyId,
  orderedOn: order.orderedOn,
  theirReference: order.number,
  ...(order.deliverOn === null || order.deliverOn < order.orderedOn ? {} : { deliverOn: order.deliverOn }),
  ...(order.delivery === null ? {} : { deliveryAddress: order.delivery }),
  currency: order.currency,
  priceBasis: 'net',
  note: order.note,
  lines: settled.map(lineSaid),
})

function lineSaid({ line, productId, price, doubt }: SettledLine): OrderLineSaid {
  const { code, label, description, quantity, deliverOn } = line
  return {
    productId,
    code,
    quantity,
    ...(productId === null || price === 'theirs' ? { label, description } : {}),
    ...(price === 'theirs' ? theirPrice(line) : {}),
    ...(deliverOn === null ? {} : { deliverOn }),
    ...(doubt === null ? {} : { toCheck: doubt }),
  }
}

/** Their amounts, or their amount without tax where they do not say which VAT it bears: it bears ours. */
function theirPrice({ quantity, netCents, vatCents, vatCategory, vatRateBps }: ExchangeLine) {
  if (vatCategory === null) {
    const unitCents = Math.ceil(netCents / quantity)
    return { unitCents, discountCents: unitCents * quantity - netCents, vatRateBps }
  }
  const vat = vatCents ?? Math.round((netCents * vatRateBps) / 10_000)
  return { amounts: { netCents, vatCents: vat, grossCents: netCents + vat, vatRateBps, vatCategory } }
}
