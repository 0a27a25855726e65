import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { invoicingOperations } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { agenciesOperations } from '../parties/operations/agencies.ts'
import { freeServicesOperations, singleIssuesOperations, subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = async () => {
  const found = await aPublisher(database, { constraints, reactions })
  const [payer, recipient, other] = await found.within(async ctx => [
    await aParty(ctx, { lastName: 'Payeur' }),
    await aParty(ctx, { lastName: 'Destinataire' }),
    await aParty(ctx, { lastName: 'Tiers' }),
  ])
  return { ...found, payer: payer!, recipient: recipient!, other: other! }
}

describe('who pays, who receives, who is asked to renew', () => {
  it('CIR-10 sells a gift: the copies go to the recipient from the first issue, the bill to who gives', async () => {
    const { call, products, payer, recipient, issues } = await publisher()
    const line = { productId: products.get('ABO-A112')!, gift: true, startIssueId: issues.get('5')! }
    await expect(
      call(invoicingOperations.sell, { customerId: payer, lines: [{ ...line, recipientId: payer }] }),
    ).rejects.toMatchObject({ code: 'invoicing.giftToOneself', data: { field: 'lines.0.recipientId' } })
    await call(invoicingOperations.sell, { customerId: payer, lines: [{ ...line, recipientId: recipient }] })
    const { rows } = await call(subscriptionsOperations.list, { nature: 'gift' })
    expect(rows).toMatchObject([{ lastName: 'Destinataire', payer: 'Payeur Florence', startsOn: '2023-05-01' }])
    const served = await call(dispatchOperations.recipients, { issue: '5' })
    expect(served.rows).toMatchObject([{ lastName: 'Destinataire' }])
    expect(JSON.stringify(served.rows)).not.toMatch(/gross|net|cents|3400/i)
  })

  it('X-33 keeps a renewal contact who neither pays nor receives', async () => {
    const { call, products, payer, recipient, other } = await publisher()
    const lines = [{ productId: products.get('ABO-A112')!, recipientId: recipient, renewalContactId: other }]
    await call(invoicingOperations.sell, { customerId: payer, lines })
    const { id } = (await call(subscriptionsOperations.list, { payerId: payer })).rows[0]!
    expect(await call(subscriptionsOperations.get, { id })).toMatchObject({
      payer: 'Payeur Florence',
      lastName: 'Destinataire',
      renewalContact: 'Tiers Florence',
      nature: 'paid',
    })
  })

  it('refuses a sale that says its start twice', async () => {
    const { call, products, payer, issues } = await publisher()
    const line = { productId: products.get('ABO-A112')!, startsWith: 'next' as const, startIssueId: issues.get('5')! }
    await expect(call(invoicingOperations.sell, { customerId: payer, lines: [line] })).rejects.toMatchObject({
      code: 'invoicing.startTwice',
    })
  })

  it('CIR-12 sells to an agency for many on one invoice, its discount taken off, unless the price is said', async () => {
    const { call, products, payer, recipient, other } = await publisher()
    await call(agenciesOperations.set, { id: payer, isAgency: true, discountBps: 1500 })
    const productId = products.get('ABO-A112')!
    const { id } = await call(invoicingOperations.sell, {
      customerId: payer,
      lines: [
        { productId, recipientId: recipient },
        { productId, recipientId: other, unitGrossCents: 3400 },
      ],
    })
    expect(await call(invoicingOperations.get, { id })).toMatchObject({
      grossCents: 6290,
      lines: [{ grossCents: 2890 }, { grossCents: 3400 }],
    })
    const { rows } = await call(subscriptionsOperations.list, { payerId: payer, sort: 'name' })
    expect(rows.map(({ lastName }) => lastName)).toEqual(['Destinataire', 'Tiers'])
    await call(agenciesOperations.set, { id: payer, isAgency: false, discountBps: 1500 })
    expect(await call(agenciesOperations.get, { id: payer })).toEqual({ isAgency: false, discountBps: 0 })
  })

  it('CIR-13 counts copies apart from subscriptions, and says which leave as a parcel', async () => {
    const { call, within, sell, company } = await publisher()
    await sell('ABO-A112', '2023-07-01', { quantity: 30 })
    await sell('ABO-A112', '2023-07-01', { quantity: 3 })
    const parcels = async () =>
      (await call(subscriptionsOperations.list, { sort: 'number' })).rows.map(({ copies, isParcel }) => [
        copies,
        isParcel,
      ])
    expect(await parcels()).toEqual([
      [30, false],
      [3, false],
    ])
    await within(({ db }) =>
      db.execute(sql`update titles set parcel_from_copies = 10 where company_id = ${company.id}`),
    )
    expect(await parcels()).toEqual([
      [30, true],
      [3, false],
    ])
  })
})

describe('services that nobody pays for', () => {
  it('CIR-11 are listed with their reason, those to review first, until they are stopped', async () => {
    const { call, products, recipient, other, payer } = await publisher()
    const make = (recipientId: string, reason: string, more: object) =>
      call(subscriptionsOperations.create, {
        recipientId,
        reason,
        nature: 'press' as const,
        productId: products.get('ABO-PR12')!,
        startsOn: '2023-01-01',
        ...more,
      })
    const late = await make(recipient, 'Le Monde', { reviewOn: '2023-06-30' })
    await make(other, 'Libération', { expiresOn: '2024-01-31' })
    await make(payer, 'Dépôt légal', { reviewOn: '2023-09-30', nature: 'legal-deposit' })
    const found = async (query = {}) =>
      (await call(freeServicesOperations.list, query)).rows.map(({ reason, dueOn, toReview }) => [
        reason,
        dueOn,
        toReview,
      ])
    expect(await found()).toEqual([
      ['Le Monde', '2023-06-30', true],
      ['Dépôt légal', '2023-09-30', false],
      ['Libération', '2024-01-31', false],
    ])
    expect(await found({ toReview: true })).toHaveLength(1)
    expect(await found({ nature: 'legal-deposit' })).toHaveLength(1)
    expect((await call(subscriptionsOperations.list, { reviewTo: '2023-09-30' })).rows).toHaveLength(2)
    await call(subscriptionsOperations.stop, { id: late.id, reason: 'Ne publie plus de critiques' })
    expect(await found()).toHaveLength(2)
  })
})

describe('stopping one purchase', () => {
  it('X-23 stops it now or after an issue, and takes the stop back, without touching the invoice', async () => {
    const { call, sell, issues } = await publisher()
    const { invoice } = await sell('ABO-A112', '2023-04-15')
    const { id } = (await call(subscriptionsOperations.list, {})).rows[0]!
    const owed = async () => (await call(dispatchOperations.recipientsCount, { issue: '6' })).count
    expect(await owed()).toBe(1)
    await call(subscriptionsOperations.stop, { id, reason: 'Remboursée', lastIssueId: issues.get('5')! })
    expect(await owed()).toBe(0)
    await call(subscriptionsOperations.resume, { id })
    expect(await owed()).toBe(1)
    await call(subscriptionsOperations.stop, { id, reason: 'Remboursée' })
    expect(await owed()).toBe(0)
    await expect(call(subscriptionsOperations.stop, { id, reason: 'Encore' })).rejects.toMatchObject({
      code: 'subscriptions.alreadyStopped',
    })
    expect(await call(invoicingOperations.get, { id: invoice.id })).toMatchObject({ cancelledOn: null })
    await call(subscriptionsOperations.resume, { id })
    await expect(call(subscriptionsOperations.resume, { id })).rejects.toMatchObject({
      code: 'subscriptions.notStopped',
    })
  })
})

describe('what the lists and cards say', () => {
  it('X-9 shows net and gross of a single issue sold at 9,00 beside each other', async () => {
    const { call, sell } = await publisher()
    await sell('NUM-4', '2023-07-01')
    expect((await call(singleIssuesOperations.list, {})).rows).toMatchObject([{ netCents: 750, grossCents: 900 }])
  })

  it('X-12 gives a number as the order of entry: a later start may have a smaller one', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-A112', '2023-08-25', { purchaseNumber: 1042 })
    await sell('ABO-A112', '2023-03-09', { purchaseNumber: 1043 })
    const { rows } = await call(subscriptionsOperations.list, {})
    expect(rows.map(({ number, startsOn }) => [number, startsOn])).toEqual([
      [1043, '2023-03-09'],
      [1042, '2023-08-25'],
    ])
  })

  it('X-15 ABO-42 keeps the stamps of the purchase and of its invoice', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-A112', '2023-08-09')
    const { id } = (await call(subscriptionsOperations.list, {})).rows[0]!
    await call(subscriptionsOperations.update, { id, label: 'Abonnement corrigé' })
    const card = await call(subscriptionsOperations.get, { id })
    expect(card).toMatchObject({ createdBy: 'VG', updatedBy: 'VG', invoicedBy: 'VG', startsOn: '2023-08-09' })
    expect(card.updatedAt).not.toBe(card.createdAt)
    expect(card.invoicedAt).not.toBeNull()
  })

  it('ABO-70 ABO-72 has a line a purchase: the same person twice, each with its copies', async () => {
    const { call, sell } = await publisher()
    const { customerId } = await sell('ABO-A112', '2023-07-01')
    await sell('ABO-A112', '2023-07-01', { customerId, quantity: 4 })
    const { rows } = await call(dispatchOperations.recipients, { issue: '6' })
    expect(rows.map(({ lastName, copies }) => [lastName, copies])).toEqual([
      ['Dupont', 1],
      ['Dupont', 4],
    ])
  })
})
