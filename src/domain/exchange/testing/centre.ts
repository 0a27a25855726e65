import type { Database } from '../../../platform/db/database.ts'
import { messagingOperations } from '../../messaging/operations.ts'
import { ordersOperations as orders } from '../../orders/operations.ts'
import { ownSite, signingKey } from '../actions/site.ts'
import { ublOrder } from '../formats/ubl-order.ts'
import { collectedOperations as collected } from '../operations/collected.ts'
import type { ExchangeOrder } from '../rules/documents.ts'
import { anExchangeOrder } from './documents.ts'
import { type Attached, aMail, signed, takeMail } from './mails.ts'
import { aMailbox, twoSites } from './sites.ts'

/** The centre with its mailbox, and orders of Calvi that can be put into it. */
export async function theCentre(database: Database) {
  const { calvi, centre, customerId } = await twoSites(database, 2525)
  const mailboxId = await aMailbox(centre, 'imap', 143, 'appros')
  const key = await calvi.within(signingKey)
  const from = { site: (await calvi.within(ownSite)).siteId, to: (await centre.within(ownSite)).siteId }
  let nth = 0
  const take = async (files: readonly Attached[]) => {
    await centre.within(ctx => takeMail(ctx, mailboxId, { key: `k${++nth}`, content: aMail(files) }))
    const { rows } = await centre.call(collected.list, { limit: 1 })
    return rows[0]!
  }
  const anOrder = (more: Partial<ExchangeOrder['lines'][number]> = {}) => {
    const order = anExchangeOrder({ number: `CF-${++nth}`, orderedOn: '2026-06-01' })
    return ublOrder({ ...order, lines: order.lines.map(line => ({ ...line, gtin: '', ...more })) })
  }
  const taken = async (xml: string) => take(await signed('CF', Buffer.from(xml), from, key))
  const unsigned = (xml: string) => take([{ name: 'CF.xml', content: xml, type: 'application/xml' }])
  const state = async (id: string) => (await centre.call(orders.get, { id })).state
  const told = async () => {
    const { rows } = await centre.call(messagingOperations.messages.list, { limit: 20, purpose: 'exchange.answer' })
    return rows.length
  }
  return { ...centre, calvi, customerId, from, key, take, taken, unsigned, anOrder, state, told }
}
