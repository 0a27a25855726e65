import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { despatchedSoFar, isAllDespatched } from '../rules/answer.ts'
import type { ExchangeAnswer, ExchangeDespatch } from '../rules/documents.ts'
import { sentOrders } from '../tables.ts'
import type { Partner } from './partners.ts'

/** What became of an answer that a partner signed. */
export type TakenAnswer =
  | { state: 'taken' | 'repeated'; orderId: string }
  | { state: 'quarantined'; reason: string; values: Record<string, string> }

type Sent = typeof sentOrders.$inferSelect
type Found = Pick<Sent, 'id' | 'orderId' | 'answerEdition' | 'despatched'> & {
  ordered: { position: number; quantity: number }[]
}

/** The order we sent that an answer speaks of, as it was sent last. */
async function sentTo({ db, company }: Ctx, partner: Partner, number: string): Promise<Found | undefined> {
  const { rows } = await db.execute<Found>(sql`
    select s.id, s.order_id as "orderId", s.answer_edition as "answerEdition", s.despatched,
      (select jsonb_agg(jsonb_build_object('position', l.position, 'quantity', l.quantity)) from order_lines l
        where l.company_id = ${company.id} and l.order_id = o.id) as ordered
    from orders o join sent_orders s on s.company_id = ${company.id} and s.order_id = o.id and s.partner_id = ${partner.id}
    where o.company_id = ${company.id} and o.number = ${number} order by s.edition desc limit 1 for update of s`)
  return rows[0]
}

const unknownOrder = (number: string): TakenAnswer => ({
  state: 'quarantined',
  reason: 'exchange.unknownOrder',
  values: { number },
})

/** Notes what a partner answers; one that is late, or was told before, changes nothing. Source: X-47. */
export async function takeAnswer(
  ctx: Ctx,
  partner: Partner,
  { answer, edition }: { answer: ExchangeAnswer; edition: number },
): Promise<TakenAnswer> {
  const sent = await sentTo(ctx, partner, answer.orderNumber)
  if (!sent) return unknownOrder(answer.orderNumber)
  const { id, orderId, answerEdition } = sent
  if (edition <= answerEdition) return { state: 'repeated', orderId }
  await changeRecord(ctx, sentOrders, id, {
    ...{ state: answer.answer, answer, answerEdition: edition, answeredAt: instantNow() },
    ...(answer.sellerNumber === '' ? {} : { sellerNumber: answer.sellerNumber }),
  })
  return { state: 'taken', orderId }
}

/** Notes what a partner says left for us, of one order a notice. */
export async function takeDespatch(
  ctx: Ctx,
  partner: Partner,
  { despatch, edition }: { despatch: ExchangeDespatch; edition: number },
): Promise<TakenAnswer> {
  const number = despatch.lines[0]?.orderNumber ?? ''
  const sent = await sentTo(ctx, partner, number)
  if (!sent) return unknownOrder(number)
  const { id, orderId, answerEdition, ordered } = sent
  if (edition <= answerEdition) return { state: 'repeated', orderId }
  const despatched = despatchedSoFar(sent.despatched, despatch.lines)
  await changeRecord(ctx, sentOrders, id, {
    ...{ despatched, answerEdition: edition, answeredAt: instantNow() },
    state: isAllDespatched(ordered, despatched) ? 'dispatched' : 'part-dispatched',
  })
  return { state: 'taken', orderId }
}
