import { createHash } from 'node:crypto'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, formatDay } from '../../../values/day.ts'
import { formatMoney } from '../../../values/money.ts'
import { type Attachment, queueMessage } from '../../messaging/actions.ts'
import { confirmOrder, setStatus } from '../../orders/actions/life.ts'
import { orderPdf } from '../../orders/actions/print.ts'
import { statusMeaning } from '../../orders/actions/statuses.ts'
import { signDetached } from '../formats/signature.ts'
import { ublOrder } from '../formats/ubl-order.ts'
import { ordersToSend, ourselves, partnerAsParty, type ToSend } from '../queries/to-send.ts'
import { fileNameOf, ORDERS_PURPOSE } from '../rules/once.ts'
import { ordersMail } from '../rules/words.ts'
import { sentOrders } from '../tables.ts'
import { countExchanged } from './count-exchanged.ts'
import { addressedPartner, type Partner } from './partners.ts'
import { ownSite, signingKey, siteAddress } from './site.ts'

export type Sending = {
  orderIds: readonly string[]
  /** Where they go, the first time and when it changes. */
  address?: string | undefined
  /** Confirms the drafts among them in the same step. Source: X-37. */
  confirmDrafts?: boolean | undefined
}

/**
 * Sends orders of one supplier in one mail, all of them or none, and marks them as transmitted in this transaction: the mail
 * waits in the outbox once it commits. Source: INT-20 to INT-27, X-37 to.
 */
export async function sendOrders(ctx: Ctx, { orderIds, address, confirmDrafts = false }: Sending) {
  const asked = await ordersToSend(ctx, orderIds)
  const supplierId = refuseUnsendable(asked, orderIds.length, confirmDrafts)
  for (const { id, confirmed } of asked) if (!confirmed) await confirmOrder(ctx, id)
  const partner = await addressedPartner(ctx, supplierId, address)
  const prepared = await signed(ctx, asked, partner)
  const messageId = await mailed(ctx, asked, prepared, partner)
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  await insertRows(
    ctx,
    sentOrders,
    asked.map(({ id, editions, order }, at) => ({
      ...{ id: newId(), orderId: id, edition: editions + 1, partnerId: partner.id, messageId },
      lines: order.lines.map(({ position, quantity, label }) => ({ position, quantity, label })),
      ...{ sha256: prepared[at]!.sha256, ...stamps },
    })),
  )
  countExchanged(
    ctx,
    'sent',
    asked.flatMap(({ editions }) => (editions === 0 ? [partner.id] : [])),
  )
  await wait(ctx, asked)
  for (const { id, editions } of asked)
    ctx.record({ record: 'orders', id, from: null, to: { transmittedTo: partner.address, edition: editions + 1 } })
  return { messageId, address: partner.address, sent: asked.map(({ id, editions }) => ({ id, edition: editions + 1 })) }
}

/** The supplier of them all. */
function refuseUnsendable(asked: readonly ToSend[], count: number, confirmDrafts: boolean): string {
  if (asked.length < count) refuse('exchange.notSendable', { field: 'orderIds' })
  const [first] = asked
  if (!first) refuse('exchange.nothingToSend', { field: 'orderIds' })
  if (asked.some(({ partyId }) => partyId !== first!.partyId))
    refuse('exchange.severalSuppliers', { field: 'orderIds' })
  for (const { order, confirmed, givenUp } of asked) {
    const values = { number: order.number }
    if (!confirmed && !confirmDrafts) refuse('exchange.draft', { field: 'orderIds', values })
    if (order.lines.length === 0) refuse('exchange.emptyOrder', { field: 'orderIds', values })
    if (givenUp) refuse('exchange.givenUp', { field: 'orderIds', values })
  }
  return first!.partyId
}

type Prepared = { xml: Buffer; signature: string; sha256: string }

async function signed(ctx: Ctx, asked: readonly ToSend[], { partyId, address, siteId }: Partner): Promise<Prepared[]> {
  const site = await ownSite(ctx)
  const key = await signingKey(ctx)
  const buyer = await ourselves(ctx, await siteAddress(ctx, site))
  const seller = await partnerAsParty(ctx, partyId, address)
  return Promise.all(
    asked.map(async ({ order, editions }) => {
      const xml = Buffer.from(ublOrder({ ...order, buyer, seller }))
      const said = { site: site.siteId, to: siteId ?? '', revision: editions + 1 }
      const sha256 = createHash('sha256').update(xml).digest('hex')
      return { xml, signature: await signDetached(xml, said, key), sha256 }
    }),
  )
}

async function mailed(ctx: Ctx, asked: readonly ToSend[], prepared: readonly Prepared[], { id, address }: Partner) {
  const { language } = asked[0]!
  const told = asked.map(({ order, grossCents, editions }) => ({
    number: order.number,
    orderedOn: formatDay(day(order.orderedOn), language),
    deliverOn: order.deliverOn === null ? '' : formatDay(day(order.deliverOn), language),
    net: formatMoney(
      order.lines.reduce((sum, { netCents }) => sum + netCents, 0),
      order.currency,
      language,
    ),
    gross: formatMoney(grossCents, order.currency, language),
    edition: editions + 1,
  }))
  const attachments: Attachment[] = []
  for (const [at, order] of asked.entries()) {
    const { xml, signature } = prepared[at]!
    const { name, pdf } = await orderPdf(ctx, order.id)
    const file = (ending: string) => fileNameOf(order.order.number, ending)
    attachments.push(
      { name, mediaType: 'application/pdf', content: pdf },
      { name: file('xml'), mediaType: 'application/xml', content: xml },
      { name: file('xml.jws'), mediaType: 'application/jose', content: Buffer.from(signature) },
    )
  }
  const messageId = await queueMessage(ctx, {
    ...ordersMail(told, ctx.company.name, ctx.actor.name, language),
    purpose: ORDERS_PURPOSE,
    record: { table: 'partners', id },
    to: address,
    asUser: true,
    attachments,
  })
  return messageId!
}

/** They wait for the supplier, unless they were further along or are sent once more. Source: INT-26, X-39. */
async function wait(ctx: Ctx, asked: readonly ToSend[]) {
  const waiting = await statusMeaning(ctx, 'supplier', 'waiting')
  if (waiting === null) return
  for (const { id, statusKey } of asked)
    if (statusKey === null || statusKey === 'accepted') await setStatus(ctx, id, waiting)
}
