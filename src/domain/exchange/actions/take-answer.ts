import { isDeepStrictEqual } from 'node:util'
import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { updateRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { despatchedSoFar, isAllDespatched, type SentLine } from '../rules/answer.ts'
import type { ExchangeAnswer, ExchangeDespatch } from '../rules/documents.ts'
import { sentOrders } from '../tables.ts'
import type { Partner } from './partners.ts'

/** What became of an answer that a partner signed. */
export type TakenAnswer =
  | { state: 'taken' | 'repeated'; orderId: string }
  | { state: 'quarantined'; orderId?: string; reason: string; values: Record<string, string> }

/** An answer to an order, or a notice of what left of one, as a partner signed it. */
export type SignedAnswer = { partner: Partner; edition: number } & (
  | { kind: 'answer'; answer: ExchangeAnswer }
  | { kind: 'despatch'; despatch: ExchangeDespatch }
)

type Sent = Pick<
  typeof sentOrders.$inferSelect,
  'state' | 'answer' | 'answerEdition' | 'answeredAt' | 'sellerNumber' | 'despatched'
>
type Found = {
  id: string
  orderId: string
  partnerId: string
  number: string
  revision: number
  lines: SentLine[]
  sent: Sent
}

/**
 * Notes what partners answer and say that left, in the order given; what is late, or was told before, changes nothing. As many
 * statements for many as for one. Source: X-47.
 */
export async function takeAnswers(ctx: Ctx, signed: readonly SignedAnswer[]): Promise<TakenAnswer[]> {
  const found = await sentTo(ctx, signed)
  const now = new Map<string, Sent>()
  const outcomes = signed.map((one): TakenAnswer => {
    const to = found.get(keyOf(one.partner.id, orderNumberOf(one)))
    if (!to) return { state: 'quarantined', reason: 'exchange.unknownOrder', values: { number: orderNumberOf(one) } }
    const { id, orderId, lines } = to
    const standing = now.get(id) ?? to.sent
    if (one.edition <= standing.answerEdition)
      return contradicts(one, standing)
        ? { state: 'quarantined', orderId, reason: 'exchange.answerDiffers', values: { number: orderNumberOf(one) } }
        : { state: 'repeated', orderId }
    now.set(id, {
      ...standing,
      ...toldBy(one, standing, lines),
      answerEdition: one.edition,
      answeredAt: instantNow(),
    })
    return { state: 'taken', orderId }
  })
  const changed = [...found.values()].filter(({ id }) => now.has(id))
  for (const { id, sent } of changed) ctx.record({ record: 'sent_orders', id, from: sent, to: now.get(id)! })
  const stamps = { updatedBy: ctx.actor.initials, updatedAt: instantNow() }
  await updateRows(
    ctx,
    sentOrders,
    changed.map(({ id, revision }) => ({ id, ...now.get(id)!, revision: revision + 1, ...stamps })),
  )
  return outcomes
}

/**
 * Whether an answer that counts as told before is another one: its site counts from where a restored backup stood. What was told
 * before is either the same, or older.
 */
function contradicts(one: SignedAnswer, { answer }: Sent): boolean {
  const last: Partial<ExchangeAnswer> | null = answer // one that was noted by hand has neither day nor number
  if (one.kind !== 'answer' || !last?.answeredOn) return false
  return (
    one.answer.answeredOn > last.answeredOn ||
    (one.answer.number === last.number && !isDeepStrictEqual(one.answer, last))
  )
}

/** A notice is of one order. */
const orderNumberOf = (one: SignedAnswer): string =>
  one.kind === 'answer' ? one.answer.orderNumber : (one.despatch.lines[0]?.orderNumber ?? '')

function toldBy(one: SignedAnswer, { sellerNumber, despatched }: Sent, lines: readonly SentLine[]): Partial<Sent> {
  if (one.kind === 'answer') {
    const { answer } = one
    return { state: answer.answer, answer, sellerNumber: answer.sellerNumber || sellerNumber }
  }
  const so = despatchedSoFar(despatched, one.despatch.lines)
  return { despatched: so, state: isAllDespatched(lines, so) ? 'dispatched' : 'part-dispatched' }
}

const keyOf = (partnerId: string, number: string) => `${partnerId} ${number}`

/** The orders we sent that answers speak of, as they were sent last. */
async function sentTo({ db, company }: Ctx, signed: readonly SignedAnswer[]): Promise<ReadonlyMap<string, Found>> {
  const asked = signed.map(one => ({ partnerId: one.partner.id, number: orderNumberOf(one) }))
  const distinct = [...new Map(asked.map(one => [keyOf(one.partnerId, one.number), one])).values()]
  const { rows } = await db.execute<Omit<Found, 'sent'> & Sent>(sql`
    select s.id, s.order_id as "orderId", s.partner_id as "partnerId", o.number, s.revision, s.state, s.answer,
      s.answer_edition as "answerEdition", s.answered_at as "answeredAt", s.seller_number as "sellerNumber", s.despatched, s.lines
    from (${givenRows(distinct, { partnerId: 'uuid', number: 'text' })}) asked
    join orders o on o.company_id = ${company.id} and o.number = asked.number
    join sent_orders s on s.company_id = ${company.id} and s.order_id = o.id and s.partner_id = asked."partnerId"
      and s.edition = (select max(last.edition) from sent_orders last
        where last.company_id = ${company.id} and last.order_id = o.id and last.partner_id = asked."partnerId")
    order by s.id for update of s`)
  return new Map(
    rows.map(({ id, orderId, partnerId, number, revision, lines, ...sent }) => [
      keyOf(partnerId, number),
      { id, orderId, partnerId, number, revision, lines, sent },
    ]),
  )
}
