import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aProduct } from '../catalog/factory.ts'
import { messagingOperations } from '../messaging/operations.ts'
import { orderStatusesOperations as statuses } from '../orders/operations/settings.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { aParty } from '../parties/factory.ts'
import { aCreditor } from '../payments/factory.ts'
import { invitationText } from './actions/pairing.ts'
import { sentOrdersOperations as sent } from './operations/sent.ts'
import { partnersOperations as partners, exchangeSettingsOperations as settings } from './operations.ts'

const TODAY = '2026-06-03'
let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const mailOf = (name: string) => ({
  ...({ host: '127.0.0.1', port: 2525, security: 'none', user: null, replyTo: null } as const),
  ...{ fromName: name, fromAddress: `commandes@${name.toLowerCase()}.example` },
})

async function aSite(name = 'Calvi') {
  const of = await aCreditor(database, { reactions, constraints, today: TODAY })
  await of.call(messagingOperations.mailSettings.update, mailOf(name))
  const supplierId = await of.within(ctx =>
    aParty(ctx, { kind: 'organisation', legalName: 'STAUBER', isSupplier: true, isCustomer: false }),
  )
  const productId = await of.within(ctx =>
    aProduct(ctx, {
      code: 'CASS-20',
      label: 'Casserole',
      kind: 'other',
      priceBasis: 'net',
      priceCents: 9000,
      vatRateBps: 2000,
    }),
  )
  const order = (given: object = {}) =>
    of.call(orders.create, {
      ...{ kind: 'supplier', partyId: supplierId, priceBasis: 'net', lines: [{ productId, quantity: 2 }] },
      ...given,
    })
  const rows = async (filters: object = {}) => (await of.call(sent.list, { limit: 50, ...filters })).rows
  const numbers = async (filters: object = {}) => (await rows(filters)).map(({ number }) => number)
  return { ...of, supplierId, productId, order, rows, numbers }
}

describe('INTERGESTAN: sending', () => {
  it('INT-11, INT-13 to INT-18, X-34, X-36 shows confirmed orders that were not sent, and all of them when asked', async () => {
    const { call, order, rows, numbers, supplierId } = await aSite()
    const [first, second] = [
      await order({ orderedOn: '2026-05-02' }),
      await order({ orderedOn: '2026-05-20', owner: 'JD' }),
    ]
    const draft = await order({ confirmed: false, orderedOn: '2026-05-21' })
    expect(await numbers()).toEqual([second.number, first.number])
    expect((await rows())[0]).toMatchObject({
      ...{ legalName: 'STAUBER', netCents: 18_000, grossCents: 21_600, isDraft: false, edition: 0, sentState: null },
      ...{ line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris', address: '', supplierId },
    })
    expect(await numbers({ from: '2026-05-10', to: '2026-05-20' })).toEqual([second.number])
    expect(await numbers({ owner: 'JD' })).toEqual([second.number])
    await call(sent.send, { orderIds: [first.id], address: 'appros@stauber.example' })
    expect(await numbers({ supplierId })).toEqual([second.number])
    expect(await numbers({ all: 'true' })).toEqual([draft.number, second.number, first.number])
    expect(await call(sent.count, { all: 'true' })).toEqual({ count: 3 })
    expect((await rows({ all: 'true' }))[2]).toMatchObject({
      edition: 1,
      sentState: 'sent',
      address: 'appros@stauber.example',
    })
  })

  it('INT-20, INT-22 to INT-24, INT-26, X-37 asks where orders go at the first sending alone, and confirms drafts when told', async () => {
    const { call, order, numbers } = await aSite()
    const [first, draft] = [await order(), await order({ confirmed: false })]
    const both = [first.id, draft.id]
    await expect(call(sent.send, { orderIds: [first.id] })).rejects.toMatchObject({ code: 'exchange.noAddress' })
    await expect(call(sent.send, { orderIds: [first.id], address: 'appros' })).rejects.toMatchObject({
      code: 'exchange.notAnAddress',
    })
    const address = 'appros@stauber.example'
    await expect(call(sent.send, { orderIds: both, address })).rejects.toMatchObject({ code: 'exchange.draft' })
    expect(await numbers()).toEqual([first.number])
    expect(await call(sent.send, { orderIds: both, address, confirmDrafts: true })).toMatchObject({
      address,
      sent: [{ edition: 1 }, { edition: 1 }],
    })
    for (const id of both) expect(await call(orders.get, { id })).toMatchObject({ status: 'en attente', state: 'open' })
    const third = await order()
    expect(await call(sent.send, { orderIds: [third.id] })).toMatchObject({ address })
    expect(await numbers()).toEqual([])
  })

  it('INT-27, X-39 what was transmitted is known apart from the status, which a second sending leaves as it is', async () => {
    const { call, order, rows } = await aSite()
    const { id } = await order()
    await call(sent.send, { orderIds: [id], address: 'appros@stauber.example' })
    const further = (await call(statuses.all, { kind: 'supplier' })).find(({ key }) => key === 'in-progress')!
    await call(orders.setStatus, { id, statusId: further.id })
    await call(sent.send, { orderIds: [id] })
    expect(await call(orders.get, { id })).toMatchObject({ status: 'acceptée' })
    expect(await rows({ all: 'true' })).toMatchObject([{ edition: 2, sentState: 'sent' }])
  })

  it('X-38 tells each sending of an order, and which one was not heard of for too long', async () => {
    const { call, within, order, numbers, company } = await aSite()
    const { id, number } = await order()
    await call(sent.send, { orderIds: [id], address: 'appros@stauber.example' })
    await call(sent.send, { orderIds: [id] })
    expect(await call(sent.of, { id })).toMatchObject({
      sendings: [
        { edition: 2, state: 'sent', isUnheard: false, address: 'appros@stauber.example', changes: [] },
        { edition: 1, state: 'sent' },
      ],
    })
    expect(await numbers({ unheard: 'true' })).toEqual([])
    await within(ctx =>
      ctx.db.execute(
        sql`update sent_orders set created_at = now() - interval '3 hours' where company_id = ${company.id}`,
      ),
    )
    const { revision } = await call(settings.get, undefined)
    await call(settings.update, { address: '', answersByItself: true, alertHours: 2, revision })
    expect(await numbers({ unheard: 'true' })).toEqual([number])
    expect((await call(sent.of, { id })).sendings[0]).toMatchObject({ isUnheard: true })
    // A supplier without Facteur answers by telephone.
    expect((await call(sent.of, { id })).canNote).toBe(true)
    const said = { answer: 'accepted', sellerNumber: 'V-77', note: 'Sous huit jours' } as const
    expect((await call(sent.note, { id, ...said })).sendings).toMatchObject([
      { edition: 2, state: 'accepted', sellerNumber: 'V-77', note: 'Sous huit jours', isUnheard: false, changes: [] },
      { edition: 1, state: 'sent' },
    ])
    expect(await numbers({ unheard: 'true' })).toEqual([])
    await call(sent.note, { id, answer: 'refused' })
    expect((await call(sent.of, { id })).sendings[0]).toMatchObject({
      state: 'refused',
      sellerNumber: 'V-77',
      note: '',
    })
  })

  it('X-47 the answer of one who answers by itself, or to what was never sent, is not noted by hand', async () => {
    const { call, within, order, company } = await aSite()
    const { id } = await order()
    await expect(call(sent.note, { id, answer: 'received' })).rejects.toMatchObject({ code: 'exchange.neverSent' })
    await call(sent.send, { orderIds: [id], address: 'appros@stauber.example' })
    await within(({ db }) =>
      db.execute(
        sql`update partners set state = 'paired', site_id = gen_random_uuid() where company_id = ${company.id}`,
      ),
    )
    expect((await call(sent.of, { id })).canNote).toBe(false)
    await expect(call(sent.note, { id, answer: 'received' })).rejects.toMatchObject({
      code: 'exchange.answersByItself',
    })
  })
})

describe('INTERGESTAN: partners', () => {
  it('INT-25 an address for orders is changed, refused when it is none, and when somebody changed it meanwhile', async () => {
    const { call, supplierId: partyId } = await aSite()
    const made = await call(partners.save, { partyId, address: 'a@stauber.example' })
    expect(made).toMatchObject({ party: 'STAUBER', state: 'plain', pricePolicy: 'ours', proposed: null, keys: [] })
    await call(partners.save, { partyId, address: 'b@stauber.example', revision: made.revision })
    await expect(
      call(partners.save, { partyId, address: 'c@x.example', revision: made.revision }),
    ).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
    await expect(call(partners.save, { partyId, address: 'b@' })).rejects.toMatchObject({
      code: 'exchange.notAnAddress',
    })
    const nobody = '00000000-0000-1000-8000-000000000000'
    await expect(call(partners.save, { partyId: nobody })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { rows } = await call(partners.list, { limit: 10, search: 'staub' })
    expect(rows).toMatchObject([{ address: 'b@stauber.example', sentCount: 0, receivedCount: 0 }])
  })

  it('X-43, X-46 two sites hand over invitations, read the same code and trust each other, until one revokes', async () => {
    const [calvi, centre] = [await aSite('Calvi'), await aSite('Centre')]
    const partnerAt = async ({ call, supplierId }: typeof calvi, address: string) =>
      (await call(partners.save, { partyId: supplierId, address })).id
    const [there, here] = [
      await partnerAt(calvi, 'commandes@centre.example'),
      await partnerAt(centre, 'commandes@calvi.example'),
    ]
    const [ours, theirs] = [await calvi.within(invitationText), await centre.within(invitationText)]
    await expect(calvi.call(partners.takeInvitation, { id: there, text: ours })).rejects.toMatchObject({
      code: 'exchange.ownInvitation',
    })
    const [head, middle, tail] = theirs.split('.')
    const forged = Buffer.from(Buffer.from(middle!, 'base64url').toString().replace('centre', 'autre')).toString(
      'base64url',
    )
    for (const text of ['bonjour', `${head}.${forged}.${tail}`])
      await expect(calvi.call(partners.takeInvitation, { id: there, text })).rejects.toMatchObject({
        code: 'exchange.notAnInvitation',
      })
    const a = await calvi.call(partners.takeInvitation, { id: there, text: theirs })
    const b = await centre.call(partners.takeInvitation, { id: here, text: ours })
    expect(a.state).toBe('to-confirm')
    expect(a.proposed!.code).toBe(b.proposed!.code)
    await expect(calvi.call(partners.confirm, { id: there, keyId: 'x' })).rejects.toMatchObject({
      code: 'exchange.otherKey',
    })
    const paired = await calvi.call(partners.confirm, { id: there, keyId: a.proposed!.keyId })
    expect(paired).toMatchObject({ state: 'paired', proposed: null })
    const revoked = await calvi.call(partners.revoke, { id: there })
    expect(revoked.state).toBe('revoked')
    expect(revoked.keys.every(({ revokedAt }) => revokedAt !== null)).toBe(true)
    const { rows } = await calvi.call(messagingOperations.messages.list, { limit: 10 })
    expect(rows).toMatchObject([{ to: 'commandes@centre.example', purpose: 'exchange.invitation' }])
  })

  it('X-46 a new key is trusted at once by who trusts the one that vouches for it', async () => {
    const [calvi, centre] = [await aSite('Calvi'), await aSite('Centre')]
    const { id } = await centre.call(partners.save, { partyId: centre.supplierId, address: 'commandes@calvi.example' })
    const { proposed } = await centre.call(partners.takeInvitation, { id, text: await calvi.within(invitationText) })
    await centre.call(partners.confirm, { id, keyId: proposed!.keyId })
    const partner = await calvi.call(partners.save, { partyId: calvi.supplierId, address: 'commandes@centre.example' })
    const paired = await calvi.call(partners.takeInvitation, {
      id: partner.id,
      text: await centre.within(invitationText),
    })
    await calvi.call(partners.confirm, { id: partner.id, keyId: paired.proposed!.keyId })

    const before = await calvi.call(settings.get, undefined)
    const { settings: after, told } = await calvi.call(settings.rotateKey, undefined)
    expect(told).toBe(1)
    expect(after.keyId).not.toBe(before.keyId)
    const { rows } = await calvi.within(ctx =>
      ctx.db.execute<{ attachments: { name: string; content: string }[] }>(sql`
        select attachments from messages where company_id = ${calvi.company.id} order by queued_at desc limit 1`),
    )
    const [content, signature] = rows[0]!.attachments.map(file => Buffer.from(file.content, 'base64').toString())
    const [head, , tail] = signature!.split('.')
    const text = `${head}.${Buffer.from(content!).toString('base64url')}.${tail}`
    const known = await centre.call(partners.takeInvitation, { id, text })
    expect(known).toMatchObject({ state: 'paired', proposed: null })
    expect(known.keys.find(({ keyId }) => keyId === after.keyId)!.trustedAt).not.toBeNull()
  })

  it('X-40, INT-10 warns of an address that a user signs in with, and refuses what is no address', async () => {
    const { call, user } = await aSite()
    const { revision, usedAddress, userOfAddress } = await call(settings.get, undefined)
    expect([usedAddress, userOfAddress]).toEqual(['commandes@calvi.example', ''])
    const given = { answersByItself: false, alertHours: 48, revision }
    await expect(call(settings.update, { ...given, address: 'x' })).rejects.toMatchObject({
      code: 'exchange.notAnAddress',
    })
    const changed = await call(settings.update, { ...given, address: user.email })
    expect(changed).toMatchObject({ userOfAddress: user.name, alertHours: 48, answersByItself: false })
    await expect(call(settings.update, { ...given, address: '' })).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
  })
})
