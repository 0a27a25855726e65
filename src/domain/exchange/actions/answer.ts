import { sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { buyersById } from '../../invoicing/queries/buyers.ts'
import { type Attachment, type NewMessage, queueMessages } from '../../messaging/actions.ts'
import { signDetached } from '../formats/signature.ts'
import { ublAnswer } from '../formats/ubl-answer.ts'
import { ublDespatch } from '../formats/ubl-despatch.ts'
import { leftOfReceived, ordersToAnswer, type ToAnswer } from '../queries/to-answer.ts'
import { exchangeParty, ourselves } from '../queries/to-send.ts'
import { answeredLines } from '../rules/answer.ts'
import type { Answer, ExchangeParty } from '../rules/documents.ts'
import { ANSWER_PURPOSE, fileNameOf } from '../rules/once.ts'
import { answersMail, type ToldAnswer } from '../rules/words.ts'
import { ownSite, signingKey, siteAddress } from './site.ts'

export type AnswerSaid = { orderId: string; answer: Answer; note?: string | undefined }

/** Tells partners what becomes of orders that they sent, one mail a partner; orders that no partner sent are left alone. Source: X-47. */
export async function answerOrders(ctx: Ctx, said: readonly AnswerSaid[]): Promise<void> {
  const asked = new Map(said.map(one => [one.orderId, one]))
  const orders = await ordersToAnswer(ctx, [...asked.keys()])
  await sayToPartners(ctx, orders, (order, { buyer, seller }) => {
    const { answer, note = '' } = asked.get(order.orderId)!
    const lines = answer === 'received' || answer === 'refused' ? [] : answeredLines(order.asked, order.lines)
    const isChanged = lines.some(({ answer }) => answer === 'changed')
    const whole = answer === 'accepted' && isChanged ? 'changed' : answer
    const number = `${order.sellerNumber}-${order.answers + 1}`
    const xml = ublAnswer({
      ...{ number, answeredOn: ctx.today, answer: whole, orderNumber: order.number, sellerNumber: order.sellerNumber },
      ...{ currency: order.currency, note, buyer, seller, lines },
    })
    return { number, xml, told: whole, note }
  })
}

/** Tells partners what left for them; one notice a delivery and order. */
export async function sayDespatched(ctx: Ctx, { deliveryIds }: { deliveryIds: readonly string[] }): Promise<void> {
  const left = await leftOfReceived(ctx, deliveryIds)
  if (left.length === 0) return
  const byOrder = Map.groupBy(left, ({ orderId }) => orderId)
  const orders = await ordersToAnswer(ctx, [...byOrder.keys()])
  await sayToPartners(ctx, orders, (order, { buyer, seller }) => {
    const lines = byOrder.get(order.orderId)!
    const { delivery, deliveredOn, carrier, parcelReference } = lines[0]!
    const xml = ublDespatch({
      ...{ number: delivery, despatchedOn: deliveredOn, carrier, parcelReference, note: '', buyer, seller },
      lines: lines.map(({ nth, quantity, code, label }) => ({
        ...{ orderNumber: order.number, quantity, code, label },
        position: order.asked[nth - 1]?.position ?? nth,
      })),
    })
    return { number: delivery, xml, told: 'dispatched' as const, note: '' }
  })
}

type Written = { number: string; xml: string; told: ToldAnswer['told']; note: string }

/** Each is an answer and its signature; who receives them takes so many documents of one mail. */
const ORDERS_A_MAIL = 250

/** Writes, signs and mails what is said of orders, and counts it as said. */
async function sayToPartners(
  ctx: Ctx,
  orders: readonly ToAnswer[],
  write: (order: ToAnswer, parties: { buyer: ExchangeParty; seller: ExchangeParty }) => Written,
): Promise<void> {
  if (orders.length === 0) return
  const site = await ownSite(ctx)
  const key = await signingKey(ctx)
  const seller = await ourselves(ctx, await siteAddress(ctx, site))
  const buyers = await buyersById(ctx, [...new Set(orders.map(({ partyId }) => partyId))])
  const said = await Promise.all(
    orders.map(async order => {
      const written = write(order, { buyer: exchangeParty(buyers.get(order.partyId)!, order.address), seller })
      const content = Buffer.from(written.xml)
      const revision = order.answers + 1
      const signature = await signDetached(content, { site: site.siteId, to: order.siteId ?? '', revision }, key)
      return { order, ...written, revision, attachments: filesOf(written.number, content, signature) }
    }),
  )
  const messages: NewMessage[] = []
  for (const those of Map.groupBy(said, ({ order }) => order.partnerId).values())
    for (let from = 0; from < those.length; from += ORDERS_A_MAIL) {
      const part = those.slice(from, from + ORDERS_A_MAIL)
      const { partnerId, address, language } = part[0]!.order
      const told = part.map(({ order: { number, sellerNumber }, told, note }) => ({ number, sellerNumber, told, note }))
      messages.push({
        ...answersMail(told, ctx.company.name, language),
        purpose: ANSWER_PURPOSE,
        record: { table: 'partners', id: partnerId },
        to: address,
        attachments: part.flatMap(({ attachments }) => attachments),
      })
    }
  await queueMessages(ctx, messages)
  const counted = said.map(({ order: { id }, told: answered, revision: answers }) => ({ id, answered, answers }))
  await ctx.db.execute(sql`
    update received_orders r set answered = said.answered, answered_at = now(), answers = said.answers,
      updated_at = now(), updated_by = ${ctx.actor.initials}, revision = r.revision + 1
    from (${givenRows(counted, { id: 'uuid', answered: 'text', answers: 'int' })}) said
    where r.company_id = ${ctx.company.id} and r.id = said.id`)
}

const filesOf = (number: string, content: Buffer, signature: string): Attachment[] => [
  { name: fileNameOf(number, 'xml'), mediaType: 'application/xml', content },
  { name: fileNameOf(number, 'xml.jws'), mediaType: 'application/jose', content: Buffer.from(signature) },
]
