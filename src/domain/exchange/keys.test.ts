import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { invitationText, ownInvitation } from './actions/pairing.ts'
import { partnerOf } from './actions/partners.ts'
import { ownSite, signingKey } from './actions/site.ts'
import { ublAnswer } from './formats/ubl-answer.ts'
import { collectedOperations as collected } from './operations/collected.ts'
import { sentOrdersOperations as sent } from './operations/sent.ts'
import { partnersOperations as partners, exchangeSettingsOperations as settings } from './operations.ts'
import type { Answer } from './rules/documents.ts'
import { theCentre } from './testing/centre.ts'
import { anExchangeOrder } from './testing/documents.ts'
import { aMail, signed, takeMail } from './testing/mails.ts'
import { aMailbox, TODAY, twoSites } from './testing/sites.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 5)
})
afterAll(() => database.close())

async function withPartner() {
  const centre = await theCentre(database)
  const { id } = (await centre.within(ctx => partnerOf(ctx, centre.customerId)))!
  const invitation = async (before?: Parameters<typeof ownInvitation>[1]) => {
    const { content, signature } = await centre.calvi.within(ctx => ownInvitation(ctx, before))
    return [
      { name: 'facteur-invitation.json', content, type: 'application/json' },
      { name: 'facteur-invitation.json.jws', content: signature, type: 'application/jose' },
    ]
  }
  const partner = () => centre.call(partners.get, { id })
  const order = async (key = centre.key) => signed('CF', Buffer.from(centre.anOrder()), centre.from, key)
  return { ...centre, partnerId: id, invitation, partner, order }
}

describe('X-43 keys of a partner', () => {
  it('are both good after a rotation: mails signed before it are on their way', async () => {
    const { calvi, key, take, order, invitation } = await withPartner()
    const before = await order()
    await calvi.call(settings.rotateKey, {})
    const next = await calvi.within(signingKey)
    expect(next.keyId).not.toBe(key.keyId)
    const early = await take(await order(next))
    expect(early).toMatchObject({ state: 'quarantined', reason: 'exchange.unknownKey' })
    expect(await take(await invitation(key))).toMatchObject({ kind: 'invitation', state: 'taken' })
    expect(await take(before)).toMatchObject({ state: 'taken' })
    expect(await take(await order(next))).toMatchObject({ state: 'taken' })
  })

  it('that was revoked is worth nothing, until two people compared it anew', async () => {
    const { call, calvi, take, order, partner, partnerId } = await withPartner()
    const onItsWay = await order()
    await call(partners.revoke, { id: partnerId })
    const { id, reason } = await take(onItsWay)
    expect(reason).toBe('exchange.unknownSender')
    const text = await calvi.within(invitationText)
    await call(partners.takeInvitation, { id: partnerId, text })
    const { state, proposed } = await partner()
    expect([state, proposed?.code]).toEqual(['to-confirm', expect.stringMatching(/^\d{4} \d{4} \d{4}$/)])
    expect((await call(collected.again, { id })).reason).toBe('exchange.unknownKey')
    expect(await call(partners.confirm, { id: partnerId, keyId: proposed!.keyId })).toMatchObject({ state: 'paired' })
    expect(await call(collected.again, { id })).toMatchObject({ state: 'taken' })
    expect(await take(await order())).toMatchObject({ state: 'taken' })
  })

  it('that was revoked comes again by mail once its partner is invited again, and is trusted by nobody yet', async () => {
    const { call, take, order, partner, partnerId, invitation } = await withPartner()
    await call(partners.revoke, { id: partnerId })
    const uninvited = await take(await invitation())
    expect(uninvited).toMatchObject({ kind: 'invitation', state: 'quarantined', reason: 'exchange.unknownInvitation' })
    await call(partners.invite, { id: partnerId })
    expect(await take(await invitation())).toMatchObject({ kind: 'invitation', state: 'taken' })
    expect(await partner()).toMatchObject({ state: 'to-confirm' })
    expect(await take(await order())).toMatchObject({ state: 'quarantined', reason: 'exchange.unknownKey' })
  })
})

describe('X-38 a partner whose backup was restored', () => {
  it('sends another order under a number and edition that came before: somebody looks, and nothing of the first is lost', async () => {
    const { call, customerId, taken, anOrder } = await withPartner()
    const first = anOrder()
    const { orderId } = await taken(first)
    const other = first.replace('Matériel', 'Autre matériel')
    const second = await taken(other)
    expect(second).toMatchObject({ state: 'quarantined', reason: 'exchange.sameEdition', orderId })
    expect(second.why).toContain('même numéro')
    await expect(call(collected.accept, { id: second.id, partyId: customerId })).rejects.toMatchObject({
      code: 'exchange.askAgain',
    })
    expect(await call(orders.get, { id: orderId! })).toMatchObject({ state: 'open', netCents: 18_000 })
    expect(await taken(first)).toMatchObject({ state: 'repeated', orderId })
  })

  it('X-47 answers anew under a rank that was told before: somebody looks; the same again says nothing', async () => {
    const { calvi, centre, supplierId, ours } = await twoSites(database, 2525)
    const mailboxId = await aMailbox(calvi, 'imap', 143, 'calvi')
    const [site, to, key] = [
      (await centre.within(ownSite)).siteId,
      (await calvi.within(ownSite)).siteId,
      await centre.within(signingKey),
    ]
    const { id } = await calvi.call(orders.create, {
      ...{ kind: 'supplier', partyId: supplierId, orderedOn: TODAY, confirmed: true },
      lines: [{ productId: ours, quantity: 2 }],
    })
    const { number } = await calvi.call(orders.get, { id })
    await calvi.call(sent.send, { orderIds: [id] })
    const { buyer, seller } = anExchangeOrder()
    let nth = 0
    const say = async (revision: number, answer: Answer, answeredOn: string) => {
      const told = { number: `CC-1-${revision}`, orderNumber: number, answer, answeredOn, sellerNumber: 'CC-1' }
      const xml = ublAnswer({ ...told, currency: 'EUR', note: '', buyer, seller, lines: [] })
      const content = aMail(await signed('R', Buffer.from(xml), { site, to, revision }, key))
      await calvi.within(ctx => takeMail(ctx, mailboxId, { key: `a${++nth}`, content }))
      const { state, reason } = (await calvi.call(collected.list, { limit: 1 })).rows[0]!
      return reason || state
    }
    expect(await say(1, 'received', '2026-06-03')).toBe('taken')
    expect(await say(3, 'accepted', '2026-06-05')).toBe('taken')
    expect(await say(3, 'accepted', '2026-06-05')).toBe('repeated')
    expect(await say(2, 'received', '2026-06-04')).toBe('repeated')
    expect(await say(3, 'refused', '2026-06-05')).toBe('exchange.answerDiffers')
    expect(await say(2, 'refused', '2026-06-09')).toBe('exchange.answerDiffers')
    expect((await calvi.call(sent.of, { id })).sendings[0]!.state).toBe('accepted')
    expect(await say(4, 'refused', '2026-06-09')).toBe('taken')
  })
})
