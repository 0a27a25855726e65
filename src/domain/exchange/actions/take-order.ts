import { and, eq, sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { byHalves } from '../../../values/by-halves.ts'
import { confirmOrder } from '../../orders/actions/life.ts'
import { rewriteOrder } from '../../orders/actions/rewrite.ts'
import type { ExchangeOrder } from '../rules/documents.ts'
import { receivedOrders } from '../tables.ts'
import type { Partner } from './partners.ts'
import { refusedHere } from './refused-here.ts'
import { askedOf, saidOf, settleOrders, takenWith, writeReceived } from './write-received.ts'

/** What became of an order that a partner signed; without an id when it became no order. */
export type TakenOrder =
  | { state: 'taken' | 'repeated'; orderId: string }
  | { state: 'quarantined'; orderId?: string; reason: string; values?: Record<string, string> }

/** Looked at once more: an order that waits as a draft is settled anew, its prices as they are when `anyPrice`. */
export type Taking = { again?: boolean; anyPrice?: boolean }

/** An order as a partner signed it; `sha256` is of its bytes. */
export type SignedOrder = { partner: Partner; order: ExchangeOrder; edition: number; sha256: string }

/**
 * Writes orders of partners as customer orders, each once: the same again changes nothing, a later edition changes it as long as
 * nothing of it was delivered, an earlier one says nothing any more. As many statements for many new ones as for one.
 * Source: INT-3, X-38, X-42, X-44.
 */
export async function takeOrders(ctx: Ctx, signed: readonly SignedOrder[], how: Taking = {}): Promise<TakenOrder[]> {
  await lockReceived(ctx)
  const taken: TakenOrder[] = []
  for (const round of roundsOf(signed)) {
    const some = round.map(at => signed[at]!)
    for (const [nth, outcome] of (await takeDistinct(ctx, some, how)).entries()) taken[round[nth]!] = outcome
  }
  return taken
}

/** One at a time takes or decides what partners sent to a company, whatever it locks after this. */
export const lockReceived = ({ db, company }: Ctx) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`received orders ${company.id}`}, 0))`)

const keyOf = ({ partner, order }: Pick<SignedOrder, 'partner' | 'order'>) => `${partner.id} ${order.number}`

/** Places of orders, in rounds that hold no order twice: what came twice is taken one after the other. */
function roundsOf(signed: readonly SignedOrder[]): number[][] {
  const met = new Map<string, number>()
  const rounds: number[][] = []
  for (const [at, one] of signed.entries()) {
    const nth = met.get(keyOf(one)) ?? 0
    met.set(keyOf(one), nth + 1)
    rounds[nth] = [...(rounds[nth] ?? []), at]
  }
  return rounds
}

async function takeDistinct(ctx: Ctx, signed: readonly SignedOrder[], how: Taking): Promise<TakenOrder[]> {
  const known = await knownOf(ctx, signed)
  const outcomes = new Map<SignedOrder, TakenOrder>()
  const fresh = signed.filter(one => !known.has(keyOf(one)))
  // One that our own rules refuse stops no other.
  const written = await byHalves<SignedOrder, TakenOrder>(fresh, {
    together: some => ctx.attempt(part => writeReceived(part, some, how)),
    alone: (_, error) => refusedHere(error),
    halves: error => error instanceof Refusal,
  })
  for (const [at, outcome] of written.entries()) outcomes.set(fresh[at]!, outcome)
  for (const one of signed) {
    const before = known.get(keyOf(one))
    if (!before) continue
    const outcome =
      standing(before, one, how) ?? (await ctx.attempt(part => retake(part, before, one, how)).catch(refusedHere))
    outcomes.set(one, outcome)
  }
  return signed.map(one => outcomes.get(one)!)
}

/** `begun`: something was delivered or given up of it, or it was closed or cancelled. */
type Known = Pick<typeof receivedOrders.$inferSelect, 'id' | 'orderId' | 'edition' | 'sha256'> & {
  partnerId: string
  number: string
  revision: number
  confirmed: boolean
  begun: boolean
}

/** Those of these orders that were taken before. */
async function knownOf({ db, company }: Ctx, signed: readonly SignedOrder[]): Promise<Map<string, Known>> {
  const given = signed.map(({ partner, order }) => ({ partnerId: partner.id, number: order.number }))
  const { rows } = await db.execute<Known>(sql`
    select r.id, r.order_id as "orderId", r.edition, r.sha256, r.partner_id as "partnerId", r.number, o.revision,
      o.confirmed_on is not null as confirmed, o.closed_on is not null or o.cancelled_on is not null or exists (
        select from order_lines l left join delivery_lines d on d.company_id = ${company.id} and d.order_line_id = l.id
        where l.company_id = ${company.id} and l.order_id = o.id and (l.given_up > 0 or d.id is not null)) as begun
    from (${givenRows(given, { partnerId: 'uuid', number: 'text' })}) given
    join received_orders r on r.company_id = ${company.id} and r.partner_id = given."partnerId" and r.number = given.number
    join orders o on o.company_id = ${company.id} and o.id = r.order_id`)
  return new Map(rows.map(row => [`${row.partnerId} ${row.number}`, row]))
}

/** What becomes of an order that was taken before and stays as it is; undefined: it is taken anew. */
function standing(known: Known, { edition, sha256 }: SignedOrder, { again = false }: Taking): TakenOrder | undefined {
  const { orderId } = known
  const isSame = known.sha256 === sha256
  if (isSame && again) return known.confirmed ? { state: 'taken', orderId } : undefined // settled by hand meanwhile
  if (isSame || edition < known.edition) return { state: 'repeated', orderId }
  return known.edition === edition ? { state: 'quarantined', orderId, reason: 'exchange.sameEdition' } : undefined
}

/** What was sent once more replaces what it was, unless something was done with it here already. */
async function retake(ctx: Ctx, known: Known, signed: SignedOrder, how: Taking): Promise<TakenOrder> {
  const { id, orderId, begun, confirmed, revision } = known
  if (begun) return { state: 'quarantined', orderId, reason: 'exchange.alreadyBegun' }
  const { edition, sha256, order } = signed
  const [settled] = await settleOrders(ctx, [signed], how)
  await rewriteOrder(ctx, orderId, saidOf(signed, settled!), revision)
  await changeRecord(ctx, receivedOrders, id, { edition, sha256, asked: askedOf(order) })
  const outcome = takenWith(orderId, order, settled!)
  if (outcome.state === 'taken' && !confirmed) await confirmOrder(ctx, orderId)
  return outcome
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
