import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { changeRecord, createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { priceDocuments } from '../../invoicing/actions/price.ts'
import { confirmOrder, ordersConfirmed } from '../../orders/actions/life.ts'
import { rewriteOrder } from '../../orders/actions/rewrite.ts'
import { type OrderLineSaid, type OrderSaid, writeOrders } from '../../orders/actions/write.ts'
import { productsOfLines } from '../queries/products-of-lines.ts'
import type { ExchangeOrder } from '../rules/documents.ts'
import { type KnownProduct, type SettledLine, settleLines } from '../rules/settle.ts'
import { receivedOrders } from '../tables.ts'
import type { Partner } from './partners.ts'

/** What became of an order that a partner signed. */
export type TakenOrder =
  | { state: 'taken' | 'repeated'; orderId: string }
  | { state: 'quarantined'; orderId: string; reason: string; values?: Record<string, string> }

/** Looked at once more: an order that waits as a draft is settled anew, its prices as they are when `anyPrice`. */
export type Taking = { again?: boolean; anyPrice?: boolean }

type Given = { order: ExchangeOrder; edition: number; sha256: string }

export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/**
 * Writes the order of a partner as a customer order, once: the same again changes nothing, a later edition changes it as long
 * as nothing of it was delivered, an earlier one says nothing any more. Source: INT-3, X-38, X-42, X-44.
 */
export async function takeOrder(
  ctx: Ctx,
  partner: Partner,
  given: Given,
  { again = false, anyPrice = false }: Taking = {},
): Promise<TakenOrder> {
  const number = given.order.number
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`received order ${ctx.company.id} ${partner.id} ${number}`}, 0))`,
  )
  const [known] = await ctx.db
    .select()
    .from(receivedOrders)
    .where(
      and(
        eq(receivedOrders.companyId, ctx.company.id),
        eq(receivedOrders.partnerId, partner.id),
        eq(receivedOrders.number, number),
      ),
    )
  const isSame = known?.sha256 === given.sha256
  if (known && !(isSame && again)) {
    if (isSame || given.edition < known.edition) return { state: 'repeated', orderId: known.orderId }
    if (known.edition === given.edition)
      return { state: 'quarantined', orderId: known.orderId, reason: 'exchange.sameEdition' }
  }
  // What somebody settled by hand meanwhile stays as it is.
  if (known && isSame && (await standingOf(ctx, known.orderId)).confirmed)
    return { state: 'taken', orderId: known.orderId }
  const policy = anyPrice ? { ...partner, pricePolicy: 'theirs' as const } : partner
  const settled = await settle(ctx, policy, given.order)
  return known ? retake(ctx, known, given, settled, partner) : take(ctx, given, settled, partner)
}

/** The number that the next sending of an order has when nobody signed one: one more than that which was taken. */
export async function nextEdition({ db, company }: Ctx, { id }: Pick<Partner, 'id'>, number: string): Promise<number> {
  const [known] = await db
    .select({ edition: receivedOrders.edition })
    .from(receivedOrders)
    .where(
      and(
        eq(receivedOrders.companyId, company.id),
        eq(receivedOrders.partnerId, id),
        eq(receivedOrders.number, number),
      ),
    )
  return (known?.edition ?? 0) + 1
}

async function take(ctx: Ctx, { order, edition, sha256 }: Given, settled: SettledLine[], partner: Partner) {
  const reason = doubtOf(settled)
  const [written] = await writeOrders(ctx, [
    {
      kind: 'customer',
      confirmed: reason === undefined,
      source: `exchange:${partner.id}`,
      sourceReference: order.number,
      ...saidOf(order, settled, partner),
    },
  ])
  const { id: orderId } = written!
  await createRecord(ctx, receivedOrders, {
    ...{ partnerId: partner.id, number: order.number, edition, sha256, orderId },
    asked: askedOf(order),
  })
  if (reason === undefined) await ctx.happened(ordersConfirmed, { orderIds: [orderId] })
  return outcome(orderId, reason)
}

const askedOf = ({ lines }: ExchangeOrder) =>
  lines.map(({ position, quantity, netCents }) => ({ position, quantity, netCents }))

type Known = typeof receivedOrders.$inferSelect

/** What was sent once more replaces what it was, unless something was done with it here already. */
async function retake(
  ctx: Ctx,
  known: Known,
  { order, edition, sha256 }: Given,
  settled: SettledLine[],
  partner: Partner,
) {
  const { id, orderId } = known
  const standing = await standingOf(ctx, orderId)
  if (standing.begun) return { state: 'quarantined' as const, orderId, reason: 'exchange.alreadyBegun' }
  const reason = doubtOf(settled)
  await rewriteOrder(ctx, orderId, saidOf(order, settled, partner), standing.revision)
  await changeRecord(ctx, receivedOrders, id, { edition, sha256, asked: askedOf(order) })
  if (reason === undefined && !standing.confirmed) await confirmOrder(ctx, orderId)
  return outcome(orderId, reason)
}

/** Something was delivered or given up of it, or it was closed or cancelled. */
async function standingOf({ db, company }: Ctx, orderId: string) {
  const { rows } = await db.execute<{ revision: number; confirmed: boolean; begun: boolean }>(sql`
    select o.revision, o.confirmed_on is not null as confirmed, o.closed_on is not null or o.cancelled_on is not null or exists (
      select from order_lines l left join delivery_lines d on d.company_id = ${company.id} and d.order_line_id = l.id
      where l.company_id = ${company.id} and l.order_id = o.id and (l.given_up > 0 or d.id is not null)) as begun
    from orders o where o.company_id = ${company.id} and o.id = ${orderId}`)
  return rows[0]!
}

const doubtOf = (settled: readonly SettledLine[]) => settled.find(({ doubt }) => doubt !== null)

const outcome = (orderId: string, doubted: SettledLine | undefined): TakenOrder =>
  doubted
    ? {
        state: 'quarantined',
        orderId,
        reason: `exchange.${doubted.doubt}`,
        values: { code: doubted.line.code || doubted.line.gtin, label: doubted.line.label },
      }
    : { state: 'taken', orderId }

async function settle(ctx: Ctx, partner: Partner, order: ExchangeOrder): Promise<SettledLine[]> {
  const products = await productsOfLines(ctx, partner.id, order.lines)
  const lines = order.lines.filter(({ position }) => products.has(position))
  const known = new Map<number, KnownProduct>()
  if (lines.length > 0) {
    const [priced] = await priceDocuments(ctx, [
      {
        kind: 'invoice',
        customerId: partner.partyId,
        priceBasis: 'net',
        draftedOn: ctx.today,
        currency: order.currency,
        lines: lines.map(({ position, quantity }) => ({ productId: products.get(position)!, quantity })),
      },
    ])
    for (const { typed, netCents } of priced!.lines) {
      const { position } = lines[typed]!
      const before = known.get(position)?.netCents ?? 0 // a bundle is several lines
      known.set(position, { productId: products.get(position)!, netCents: before + netCents })
    }
  }
  return settleLines(order, known, partner.pricePolicy)
}

const saidOf = (
  order: ExchangeOrder,
  settled: readonly SettledLine[],
  { partyId }: Partner,
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
  const { code, label, description, quantity, netCents, vatCents, vatCategory, vatRateBps, deliverOn } = line
  const vat = vatCents ?? Math.round((netCents * vatRateBps) / 10_000)
  return {
    productId,
    code,
    quantity,
    ...(productId === null || price === 'theirs' ? { label, description } : {}),
    ...(price === 'theirs'
      ? { amounts: { netCents, vatCents: vat, grossCents: netCents + vat, vatRateBps, vatCategory } }
      : {}),
    ...(deliverOn === null ? {} : { deliverOn }),
    ...(doubt === null ? {} : { toCheck: doubt }),
  }
}
