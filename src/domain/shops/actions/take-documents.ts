import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { type DocumentKind, formatOf, type ShopFormat } from '../formats/kinds.ts'
import { keptOrders } from '../queries/kept-orders.ts'
import type { Shop } from '../queries/shops.ts'
import { follow } from './follow.ts'
import { type GivenOrder, idSaid, keptAs, refundsRead } from './given.ts'
import { keepSubscriptions, type SubscriptionRead } from './subscriptions.ts'
import { quarantine, type Taken, type Taking, takeOrders } from './take.ts'

export type TakenDocuments = {
  orders: Taken[]
  /** The orders that are not here, of which refunds came: they are kept until it comes. */
  refundsWithoutOrder: string[]
  /** How many documents of each kind there were; `null`: of none that is known. */
  counts: Map<DocumentKind | null, number>
}

/** Takes documents of a shop of any kinds, each recognised by itself, in whatever order they come. */
export async function takeDocuments(
  ctx: Ctx,
  shop: Shop,
  documents: readonly unknown[],
  taking: Taking = {},
): Promise<TakenDocuments> {
  const format = formatOf(shop.kind)
  const byKind = Map.groupBy(documents, document => kindIn(format, document))
  const counts = new Map([...byKind].map(([kind, those]) => [kind, those.length]))
  await keepSubscriptions(ctx, shop, subscriptionsIn(format, byKind.get('subscription') ?? []))
  const refunds = refundsByOrder(format, byKind.get('refund') ?? [])
  const given = (byKind.get('order') ?? []).map((document): GivenOrder => {
    const read = format.readOrder(document)
    const id = 'document' in read ? read.document.externalId : idSaid(document, '')
    const its = refunds.get(id)
    return its ? { document, refunds: its } : { document }
  })
  const here = new Set(given.flatMap(({ refunds: its }) => its ?? []))
  const late = [...refunds].filter(([, its]) => !its.some(one => here.has(one)))
  const kept = await keptDocuments(
    ctx,
    shop,
    late.map(([orderId]) => orderId),
  )
  const again = late.flatMap(([id, its]) => (kept.has(id) ? [{ document: kept.get(id), refunds: its }] : []))
  const orders = await takeOrders(ctx, shop, [...given, ...again], taking)
  const alone = late.filter(([id]) => !kept.has(id))
  await keepAlone(ctx, shop, new Map(alone))
  await follow(ctx, shop, documents)
  return { orders, refundsWithoutOrder: alone.map(([id]) => id), counts }
}

const MISSING = 'orderMissing'

/** Keeps refunds whose order is not here in its place, until it comes: nothing a shop said is lost. */
async function keepAlone(ctx: Ctx, shop: Shop, refunds: ReadonlyMap<string, readonly unknown[]>) {
  if (refunds.size === 0) return
  const kept = await keptOrders(ctx, shop.id, [...refunds.keys()])
  for (const [externalId, documents] of refunds) {
    const before = kept.get(externalId)
    if (before && before.reason !== MISSING) continue // of whom was forgotten
    const read = { fault: { code: MISSING, field: '', said: '' } }
    const order = { externalId, read, ...NOTHING, refunds: refundsRead(formatOf(shop.kind), documents, externalId) }
    await quarantine(ctx, shop, { read: order, order: null, kept: before }, { code: MISSING, values: {} })
  }
}

const NOTHING = { document: '', sha256: '' }

/** What has lines and a total was to be an order, whatever is missing in it: it is kept until it is understood. */
function kindIn(format: ShopFormat, document: unknown): DocumentKind | null {
  const kind = format.kindOf(document)
  if (kind || typeof document !== 'object' || document === null) return kind
  return 'line_items' in document || 'order_key' in document ? 'order' : null
}

function subscriptionsIn({ readSubscription }: ShopFormat, documents: readonly unknown[]): SubscriptionRead[] {
  return documents.flatMap(document => {
    const read = readSubscription?.(document)
    return read && 'document' in read ? [{ subscription: read.document, ...keptAs(document) }] : []
  })
}

function refundsByOrder(format: ShopFormat, documents: readonly unknown[]) {
  const read = documents.flatMap(document => {
    const found = format.readRefund(document)
    return 'document' in found ? [{ orderId: found.document.orderId, document }] : []
  })
  return new Map(
    [...Map.groupBy(read, ({ orderId }) => orderId)].map(([id, those]) => [id, those.map(({ document }) => document)]),
  )
}

/** The documents of orders that are here and were understood. */
async function keptDocuments({ db, company }: Ctx, { id }: Shop, externalIds: readonly string[]) {
  if (externalIds.length === 0) return new Map<string, unknown>()
  const { rows } = await db.execute<{ externalId: string; document: string }>(sql`
    select external_id as "externalId", document from shop_orders
    where company_id = ${company.id} and shop_id = ${id} and document <> '' and external_id = any(${sql.param([...externalIds])}::text[])`)
  return new Map(rows.map(({ externalId, document }) => [externalId, JSON.parse(document) as unknown]))
}

type Which = { ids?: readonly string[] | undefined; shopId?: string | undefined; reason?: string | undefined }

/** Takes orders in quarantine again as they were kept, so many at most: what they lacked may be here now. */
export async function retryOrders(ctx: Ctx, shopOf: (id: string) => Promise<Shop>, which: Which, limit: number) {
  const { db, company } = ctx
  const { ids, shopId, reason } = which
  const those = [
    sql`company_id = ${company.id}`,
    sql`state = 'quarantined'`,
    sql`document <> ''`, // empty: of a contact who was forgotten
    ...(ids ? [sql`id = any(${sql.param([...ids])}::uuid[])`] : []),
    ...(shopId === undefined ? [] : [sql`shop_id = ${shopId}`]),
    ...(reason === undefined ? [] : [sql`reason = ${reason}`]),
  ]
  const { rows } = await db.execute<{ shopId: string; document: string }>(sql`
    select shop_id as "shopId", document from shop_orders where ${sql.join(those, sql` and `)}
    order by ordered_at, id limit ${limit}`)
  const taken: Taken[] = []
  for (const [shopId, its] of Map.groupBy(rows, row => row.shopId)) {
    const given = its.map(({ document }): GivenOrder => ({ document: JSON.parse(document) }))
    taken.push(...(await takeOrders(ctx, await shopOf(shopId), given, { again: true })))
  }
  return taken
}
