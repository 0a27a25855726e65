import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'
import { buyersById } from '../../invoicing/queries/buyers.ts'
import { queueMessage } from '../../messaging/actions.ts'
import { deliveryById } from '../queries/deliveries.ts'
import { orderById } from '../queries/orders.ts'
import { DELIVERY_PURPOSE, ORDER_PURPOSE, orderMail, type Told } from '../rules/mail.ts'
import { orders } from '../tables.ts'
import { deliveryPdf, orderPdf, type Printed, paperName } from './print.ts'

/** What a person changed of a mail before it leaves. */
export type MailSaid = { to?: string | undefined; subject?: string | undefined; text?: string | undefined }
type Mail = {
  to: string
  language: Language
  subject: string
  text: string
  attachment: string
  lastSentAt: string | null
}

export async function orderMailOf(ctx: Ctx, id: string): Promise<Mail> {
  const order = await orderById(ctx, id)
  const { language, kind, number, theirReference } = order
  return written(ctx, order.partyId, language, {
    ...{ kind, number, theirReference, carrier: '', parcelReference: '' },
    deliverOn: order.deliverOn === null ? '' : formatDay(day(order.deliverOn), language),
    total: formatMoney(order.grossCents, order.currency, language),
    lastSentAt: await lastSent(ctx, id, ORDER_PURPOSE),
  })
}

export async function deliveryMailOf(ctx: Ctx, id: string): Promise<Mail> {
  const delivery = await deliveryById(ctx, id)
  const { kind, number, carrier, parcelReference } = delivery
  const { language } = await orderById(ctx, delivery.lines[0]!.orderId)
  return written(ctx, delivery.partyId, language, {
    ...{ kind, number, carrier, parcelReference, theirReference: '', deliverOn: '', total: '' },
    lastSentAt: await lastSent(ctx, id, DELIVERY_PURPOSE),
  })
}

async function written(
  ctx: Ctx,
  partyId: string,
  language: Language,
  { lastSentAt, ...told }: Omit<Told, 'name' | 'company'> & { lastSentAt: string | null },
): Promise<Mail> {
  const { name, email } = (await buyersById(ctx, [partyId])).get(partyId)!
  const mail = orderMail({ ...told, name, company: ctx.company.name }, language)
  return { to: email, language, ...mail, attachment: paperName(told, language), lastSentAt }
}

async function lastSent({ db, company }: Ctx, id: string, purpose: string): Promise<string | null> {
  const { rows } = await db.execute<{ queuedAt: string | null }>(sql`
    select max(queued_at) as "queuedAt" from messages
    where company_id = ${company.id} and record_id = ${id} and purpose = ${purpose} and state <> 'failed'`)
  return rows[0]!.queuedAt
}

/** Mails an order as it was looked at, with its PDF; one that is no order, or no longer, is not. */
export async function mailOrder(ctx: Ctx, id: string, said: MailSaid) {
  const { cancelledOn, confirmedOn } = await orderById(ctx, id)
  if (cancelledOn !== null) refuse('orders.cancelled')
  if (confirmedOn === null) refuse('orders.notConfirmed')
  const mail = await orderMailOf(ctx, id)
  const sent = await queued(
    ctx,
    { table: 'orders', id },
    ORDER_PURPOSE,
    { ...mail, ...asSaid(said) },
    await orderPdf(ctx, id),
  )
  await changeRecord(ctx, orders, id, { mailedAt: instantNow() })
  return sent
}

export async function mailDelivery(ctx: Ctx, id: string, said: MailSaid) {
  const { cancelledOn } = await deliveryById(ctx, id)
  if (cancelledOn !== null) refuse('orders.deliveryCancelled')
  const mail = await deliveryMailOf(ctx, id)
  const paper = await deliveryPdf(ctx, id)
  return queued(ctx, { table: 'deliveries', id }, DELIVERY_PURPOSE, { ...mail, ...asSaid(said) }, paper)
}

const asSaid = ({ to, subject, text }: MailSaid) => ({
  ...(to === undefined ? {} : { to }),
  ...(subject === undefined ? {} : { subject }),
  ...(text === undefined ? {} : { text }),
})

/** The paper goes along as it is now: the order may change before the message leaves. */
async function queued(
  ctx: Ctx,
  record: { table: string; id: string },
  purpose: string,
  { to, subject, text }: Pick<Mail, 'to' | 'subject' | 'text'>,
  { name, pdf }: Printed,
) {
  if (to === '') refuse('orders.noMailAddress', { field: 'to' })
  const attachments = [{ name, mediaType: 'application/pdf', content: pdf }]
  const messageId = await queueMessage(ctx, { purpose, record, to, subject, text, attachments })
  ctx.record({ record: record.table, id: record.id, from: null, to: { mailedTo: to } })
  return { messageId: messageId!, to }
}
