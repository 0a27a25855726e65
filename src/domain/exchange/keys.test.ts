import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { invitationText, ownInvitation } from './actions/pairing.ts'
import { partnerOf } from './actions/partners.ts'
import { signingKey } from './actions/site.ts'
import { collectedOperations as collected } from './operations/collected.ts'
import { partnersOperations as partners, exchangeSettingsOperations as settings } from './operations.ts'
import { theCentre } from './testing/centre.ts'
import { signed } from './testing/mails.ts'

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
})
