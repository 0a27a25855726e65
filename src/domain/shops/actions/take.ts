import { newId } from '../../../platform/db/database.ts'
import { plannedForAnyCompany } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { formatOf } from '../formats/kinds.ts'
import { type KeptOrder, keptOrders } from '../queries/kept-orders.ts'
import type { Shop } from '../queries/shops.ts'
import { isInTheBin } from '../rules/decision.ts'
import type { OrderState, ShopOrder } from '../rules/order.ts'
import { wavesOf } from '../rules/waves.ts'
import { keepEarlyRefunds } from './early-refunds.ts'
import { type GivenOrder, latestOfEach, type OrderRead, readGiven } from './given.ts'
import { type Meanings, meaningsOf } from './meanings.ts'
import { keepOrders, noteOrders, type Values } from './order-rows.ts'
import { type Reason, reasonOf } from './reason.ts'
import { settleOrders } from './settle.ts'
import { setCame } from './state.ts'
import { type Fresh, type Written, writeOrders } from './write-orders.ts'

/** What was done with an order. */
export type Taken = {
  externalId: string
  number: string
  done: 'taken' | 'unchanged' | 'quarantined'
  state: OrderState
  /** Why it waits or is in quarantine, a code with its values. */
  reason: string | null
  values: Values
  invoiceNumber: string | null
  /** Its invoice differs from the shop's total. */
  unequal: boolean
}

export type Taking = {
  /** Also what is here already and unchanged, as a person asks: it may be understood now. */
  again?: boolean | undefined
  /** The shop itself just gave them: what was said to be gone is there. */
  there?: boolean | undefined
}

/** So many orders are one transaction. */
export const PART = 1000

/**
 * Takes orders of a shop, each once: the same again changes nothing, an older document never overwrites a newer one. One
 * that cannot be taken goes into quarantine with its document and the reason, and holds up no other: what fails together is
 * tried again by halves. Nothing is ever half taken. Source: ABO-7, E1 to E4.
 */
export const takeOrders = (ctx: Ctx, shop: Shop, given: readonly GivenOrder[], taking: Taking = {}) =>
  plannedForAnyCompany(ctx, given.length, () => takeThose(ctx, shop, given, taking))

async function takeThose(ctx: Ctx, shop: Shop, given: readonly GivenOrder[], taking: Taking): Promise<Taken[]> {
  const format = formatOf(shop.kind)
  const orders = latestOfEach(given.map(one => readGiven(format, one)))
  const kept = await keptOrders(
    ctx,
    shop.id,
    orders.map(({ externalId }) => externalId),
  )
  const isNew = new Set(orders.filter(order => isFresh(order, kept.get(order.externalId), taking)))
  const { understood, faulty } = sorted([...isNew], kept)
  const meanings = await meaningsOf(
    ctx,
    shop,
    orders.flatMap(({ read }) => ('document' in read ? read.document : [])),
  )
  const done = new Map<string, Taken>()
  const keep = (taken: Taken) => done.set(taken.externalId, taken)
  for (const wave of wavesOf(understood))
    await byHalves(wave, {
      act: async those =>
        (await ctx.attempt(part => writeOrders(part, shop, those, meanings))).map(takenOf).forEach(keep),
      failed: async (one, reason) => keep(await quarantine(ctx, shop, one, reason)),
    })
  for (const { one, reason } of faulty) keep(await quarantine(ctx, shop, one, reason))
  await settleUnchanged(ctx, shop, { orders: orders.filter(order => !isNew.has(order)), kept, meanings })
  const came = understood.filter(({ order }) => done.get(order.externalId)!.done === 'taken')
  if (came.length > 0)
    await setCame(
      ctx,
      shop.id,
      came.map(({ order }) => order.modifiedAt),
    )
  return orders.map(({ externalId }) => done.get(externalId) ?? unchangedOf(kept.get(externalId)!))
}

type InTransaction = <T>(act: (ctx: Ctx) => Promise<T>) => Promise<T>
type Given = Iterable<GivenOrder> | AsyncIterable<GivenOrder>
type TakingAll = Taking & { told?: ((taken: Taken) => void) | undefined }
export type Counts = Record<'taken' | 'unchanged' | 'quarantined' | 'unequal', number>

/** Takes any number of orders, a part a transaction, so that a cut leaves whole parts; what was done with each is told. */
export async function takeAll(
  inTransaction: InTransaction,
  shop: Shop,
  given: Given,
  { told = () => {}, ...taking }: TakingAll = {},
): Promise<Counts> {
  const counts: Counts = { taken: 0, unchanged: 0, quarantined: 0, unequal: 0 }
  const take = async (part: readonly GivenOrder[]) => {
    for (const one of await inTransaction(ctx => takeOrders(ctx, shop, part, taking))) {
      counts[one.done]++
      if (one.unequal) counts.unequal++
      told(one)
    }
  }
  let part: GivenOrder[] = []
  for await (const one of given) {
    part.push(one)
    if (part.length < PART) continue
    await take(part)
    part = []
  }
  if (part.length > 0) await take(part)
  return counts
}

/**
 * Whether it says something that is not here: the same document does not, nor does one from before, unless the shop gives
 * an order that it was thought to have thrown away.
 */
function isFresh({ sha256, read }: OrderRead, kept: KeptOrder | undefined, { again, there }: Taking): boolean {
  if (!kept) return true
  if (there && kept.isGone && 'document' in read && !isInTheBin(read.document)) return true
  if (kept.sha256 === sha256) return again === true && kept.state === 'quarantined'
  if ('fault' in read || kept.modifiedAt === null) return true
  return Date.parse(read.document.modifiedAt) >= Date.parse(kept.modifiedAt)
}

type Faulty = { read: OrderRead; order: ShopOrder | null; kept: KeptOrder | undefined }

function sorted(orders: readonly OrderRead[], keptBefore: ReadonlyMap<string, KeptOrder>) {
  const understood: Fresh[] = []
  const faulty: { one: Faulty; reason: Reason }[] = []
  for (const read of orders) {
    const kept = keptBefore.get(read.externalId)
    if ('document' in read.read) understood.push({ read, order: read.read.document, kept })
    else {
      const { code, field, said } = read.read.fault
      faulty.push({ one: { read, order: null, kept }, reason: { code, values: { field, said } } })
    }
  }
  return { understood, faulty }
}

type Trying<One> = {
  act(those: readonly One[]): Promise<unknown>
  failed(one: One, reason: Reason): Promise<unknown>
}

async function byHalves<One>(those: readonly One[], trying: Trying<One>): Promise<void> {
  if (those.length === 0) return
  try {
    await trying.act(those)
  } catch (error) {
    const reason = reasonOf(error)
    if (!reason) throw error
    if (those.length === 1) {
      await trying.failed(those[0]!, reason)
      return
    }
    const middle = Math.ceil(those.length / 2)
    await byHalves(those.slice(0, middle), trying)
    await byHalves(those.slice(middle), trying)
  }
}

/** Keeps an order that cannot be taken as the shop gave it, with the reason; what was made of it before stays. */
export async function quarantine(ctx: Ctx, shop: Shop, { read, order, kept }: Faulty, reason: Reason): Promise<Taken> {
  const id = kept?.id ?? newId()
  const { code, values } = reason
  const none = { customerId: null, invoiceId: null }
  await keepOrders(ctx, shop, [{ id, read, order, state: 'quarantined', reason: code, reasonValues: values, ...none }])
  await noteOrders(ctx, shop, [{ orderId: id, code: 'quarantined', values: { ...values, reason: code } }])
  await keepEarlyRefunds(ctx, shop, { id, externalId: read.externalId, refunds: read.refunds })
  return {
    externalId: read.externalId,
    number: order?.number ?? kept?.number ?? read.externalId,
    ...{ done: 'quarantined', state: 'quarantined', reason: code, values },
    invoiceNumber: kept?.invoiceNumber ?? null,
    unequal: false,
  }
}

function takenOf({ order, kept, sold, decision: { state, reason } }: Written): Taken {
  const invoicedCents = sold?.grossCents ?? kept?.invoicedCents ?? null
  return {
    externalId: order.externalId,
    number: order.number,
    ...{ done: 'taken', state, reason, values: {} },
    invoiceNumber: sold?.invoice.number ?? kept?.invoiceNumber ?? null,
    unequal: invoicedCents !== null && invoicedCents !== order.totalCents,
  }
}

function unchangedOf({
  externalId,
  number,
  state,
  reason,
  invoiceNumber,
  invoicedCents,
  totalCents,
}: KeptOrder): Taken {
  return {
    ...{ externalId, number, state, reason, invoiceNumber, values: {} },
    done: state === 'quarantined' ? 'quarantined' : 'unchanged',
    unequal: invoicedCents !== null && invoicedCents !== totalCents,
  }
}

type Unchanged = { orders: readonly OrderRead[]; kept: ReadonlyMap<string, KeptOrder>; meanings: Meanings }

/** Refunds that came with an order that is here as it is. */
async function settleUnchanged(ctx: Ctx, shop: Shop, { orders, kept, meanings }: Unchanged) {
  const refunded = orders.flatMap(({ externalId, read, refunds }) => {
    const { id, invoiceId } = kept.get(externalId)!
    if (refunds.length === 0 || !invoiceId || 'fault' in read) return []
    return [{ id, order: read.document, meaning: meanings.of(read.document), refunds }]
  })
  await byHalves(refunded, {
    act: those => ctx.attempt(part => settleOrders(part, shop, those)),
    failed: (one, { code, values }) =>
      noteOrders(ctx, shop, [{ orderId: one.id, code: 'refundsNotTaken', values: { ...values, reason: code } }]),
  })
}
