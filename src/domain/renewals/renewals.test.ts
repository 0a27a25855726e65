import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { messagingOperations } from '../messaging/operations.ts'
import { aParty } from '../parties/factory.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { noticeStillWanted } from './actions/last-check.ts'
import { renewalsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const TODAY = '2023-08-31'
const publisher = () => aPublisher(database, { today: TODAY, constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

const WORDS = {
  subjectFr: 'Votre abonnement à {titre} se termine le {fin}',
  bodyFr:
    'Bonjour {nom},\n\nVotre {abonnement} prend fin le {fin}.\nRenouvelez-le pour {prix}.\nOffert à {beneficiaire}.\n{lien}',
}
const mail = (left: number, more: object = {}) => ({
  countedIn: 'days' as const,
  left,
  channel: 'mail' as const,
  ...WORDS,
  ...more,
})

const aSeries = ({ call, titleId }: Publisher, steps: object[] = [mail(30)], more: object = {}) =>
  call(renewalsOperations.create, {
    name: 'Relances',
    titleId,
    link: 'https://example.org/renouveler?achat={achat}',
    steps: steps as never,
    ...more,
  })

const ids = (steps: readonly { id: string }[]) => steps as unknown as [{ id: string }, { id: string }]

/** Ends on 14/09/2023, in 14 days. */
const ENDING = '2022-09-15'
const florence = { lastName: 'Dupont', firstName: 'Florence', emails: ['florence@example.org'] }
const purchaseOf = async ({ call }: Publisher, customerId: string) =>
  (await call(subscriptionsOperations.list, { recipientId: customerId, sort: 'startsOn' })).rows[0]!
const verdictsOf = async ({ call }: Publisher, stepId: string) =>
  Object.fromEntries(
    (await call(renewalsOperations.preview, { stepId })).verdicts.map(({ verdict, count }) => [verdict, count]),
  )

describe('renewal notices', () => {
  it('CIR-21 are sent once to whom they are due, as a mail with the words of the step', async () => {
    const world = await publisher()
    const { call, sell } = world
    await sell('ABO-A112', ENDING, { to: florence })
    await sell('ABO-A112', '2023-08-01', { to: { emails: ['far@example.org'] } }) // a year to go
    const { steps } = await aSeries(world)
    const [{ id: stepId }] = ids(steps)
    const preview = await call(renewalsOperations.preview, { stepId })
    expect(preview).toMatchObject({ due: 1, people: 1, verdicts: [{ verdict: 'due', count: 1 }] })
    const read = await call(renewalsOperations.read, { stepId, purchaseId: preview.example! })
    expect(read.to).toBe('florence@example.org')
    expect(read.subject).toBe('Votre abonnement à Capital Social se termine le 14/09/2023')
    expect(read.text).toContain('Bonjour Mme Florence Dupont,')
    expect(read.text).toMatch(/Renouvelez-le pour 34,00\s€\./)
    expect(read.text).not.toContain('Offert')
    expect(read.text).toMatch(/https:\/\/example\.org\/renouveler\?achat=\d+$/)
    expect(await call(renewalsOperations.send, { stepId, expectedCount: 1 })).toMatchObject({ notices: 1, people: 1 })
    const { rows } = await call(messagingOperations.messages.list, {})
    expect(rows).toMatchObject([
      { to: 'florence@example.org', subject: read.subject, state: 'queued', purpose: 'renewals.notice' },
    ])
    expect((await call(messagingOperations.messages.get, { id: rows[0]!.id })).text).toBe(read.text)
    await expect(call(renewalsOperations.send, { stepId })).rejects.toMatchObject({ code: 'renewals.nobodyDue' })
    expect(await verdictsOf(world, stepId)).toEqual({ sent: 1 })
  })

  it('ABO-48 keep the purchase they were about: it is not deleted, and the refusal says why', async () => {
    const world = await publisher()
    const { call, products, within } = world
    const recipientId = await within(ctx => aParty(ctx, florence))
    const { id } = await call(subscriptionsOperations.create, {
      recipientId,
      productId: products.get('ABO-A112')!,
      startsOn: ENDING,
    })
    const { steps } = await aSeries(world)
    const [{ id: stepId }] = ids(steps)
    expect(await call(renewalsOperations.send, { stepId })).toMatchObject({ notices: 1 })
    await expect(call(subscriptionsOperations.remove, { id })).rejects.toMatchObject({ code: 'renewals.wasReminded' })
    expect(constraints.replacement_requests_purchase).toEqual({ code: 'returns.hasRequests' })
  })

  it('M-13 leave out, each with its reason, those who renewed, cancelled, object, are held, get it free or cannot be reached', async () => {
    const world = await publisher()
    const { call, sell, within } = world
    const sold = async (name: string, code = 'ABO-A112') =>
      (await sell(code, ENDING, { to: { lastName: name, emails: [`${name}@example.org`] } })).customerId
    await sold('due')
    const renewed = await sold('renewed')
    await sell('ABO-A112', '2023-08-20', { customerId: renewed, renewsId: (await purchaseOf(world, renewed)).id })
    const cancelled = await sold('cancelled')
    const held = await sold('held')
    const objecting = await sold('objecting')
    await sell('ABO-A112', ENDING, { to: { lastName: 'silent', emails: [] } })
    const free = await sold('free')
    const ids = await Promise.all([cancelled, held, free].map(async id => (await purchaseOf(world, id)).id))
    await within(async ({ db, company }) => {
      await db.execute(
        sql`update purchases set cancelled_on = '2023-08-01' where company_id = ${company.id} and id = ${ids[0]}`,
      )
      await db.execute(sql`insert into holds (company_id, id, purchase_id, kind, from_on, created_by, updated_by)
        values (${company.id}, gen_random_uuid(), ${ids[1]}, 'customer', '2023-08-01', 'VG', 'VG')`)
      await db.execute(sql`update purchases set nature = 'press', reason = 'Journaliste', net_cents = 0, vat_cents = 0, gross_cents = 0
        where company_id = ${company.id} and id = ${ids[2]}`)
      await db.execute(
        sql`update parties set no_marketing_on = '2023-01-01' where company_id = ${company.id} and id = ${objecting}`,
      )
    })
    const { steps } = await aSeries(world)
    expect(await verdictsOf(world, steps[0]!.id)).toEqual({
      due: 1,
      renewed: 1,
      cancelled: 1,
      held: 1,
      objection: 1,
      unreachable: 1,
      complimentary: 1,
    })
    const { rows } = await call(renewalsOperations.candidates, { stepId: steps[0]!.id, verdict: 'objection' })
    expect(rows.map(({ contactId }) => contactId)).toEqual([objecting])
    expect(await call(renewalsOperations.send, { stepId: steps[0]!.id })).toMatchObject({ notices: 1 })
  })

  it('M-13 never reach one person twice on one day, whatever the series', async () => {
    const world = await publisher()
    const { call, sell, products } = world
    const { customerId } = await sell('ABO-A112', ENDING, { to: florence })
    await sell('ABO-A224', '2021-09-15', { customerId })
    const ofTitle = await aSeries(world)
    const ofOffer = await aSeries(world, [mail(30)], { name: 'Deux ans', productId: products.get('ABO-A224')! })
    expect(await call(renewalsOperations.send, { stepId: ofTitle.steps[0]!.id })).toMatchObject({ notices: 1 })
    expect(await verdictsOf(world, ofOffer.steps[0]!.id)).toEqual({ today: 1 })
    await expect(call(renewalsOperations.send, { stepId: ofOffer.steps[0]!.id })).rejects.toMatchObject({
      code: 'renewals.nobodyDue',
    })
    expect(
      await call(renewalsOperations.send, { stepId: ofOffer.steps[0]!.id }, { today: '2023-09-01' }),
    ).toMatchObject({ notices: 1 })
  })

  it('CIR-12 go to an agency once for all its subscribers, listed in one mail', async () => {
    const world = await publisher()
    const { call, sell, within } = world
    const agency = await within(ctx =>
      aParty(ctx, { kind: 'organisation', legalName: 'EBSCO', emails: ['ebsco@example.org'] }),
    )
    for (const lastName of ['Lecteur', 'Liseuse']) {
      const recipientId = await within(ctx => aParty(ctx, { lastName, firstName: 'A' }))
      await sell('ABO-A112', ENDING, { customerId: agency, recipientId })
    }
    const { steps } = await aSeries(world)
    expect(await call(renewalsOperations.send, { stepId: steps[0]!.id })).toMatchObject({ notices: 2, people: 1 })
    const { rows } = await call(messagingOperations.messages.list, {})
    const { text } = await call(messagingOperations.messages.get, { id: rows[0]!.id })
    expect(rows).toHaveLength(1)
    expect(text).toContain('Lecteur A')
    expect(text).toContain('Liseuse A')
  })

  it('CIR-10 reach the recipient of a gift at the last step only, and never with its price', async () => {
    const world = await publisher()
    const { call, sell, within } = world
    const recipientId = await within(ctx => aParty(ctx, { lastName: 'Filleul', emails: ['filleul@example.org'] }))
    const { customerId } = await sell('ABO-A112', '2022-08-15', { to: florence, recipientId, gift: true }) // ended on 14/08/2023
    const { steps } = await aSeries(world, [mail(30), mail(-10, { alsoRecipient: true })])
    const [first, last] = ids(steps)
    expect(await verdictsOf(world, first.id)).toEqual({}) // the last step has come
    expect(await call(renewalsOperations.send, { stepId: last.id })).toMatchObject({ notices: 2, people: 2 })
    const { rows } = await call(messagingOperations.messages.list, { sort: 'to' })
    expect(rows.map(({ to }) => to)).toEqual(['filleul@example.org', 'florence@example.org'])
    const texts = await Promise.all(rows.map(({ id }) => call(messagingOperations.messages.get, { id })))
    expect(texts.map(({ text }) => text.includes('34,00'))).toEqual([false, true])
    expect(texts[1]!.text).toContain('Offert à Filleul')
    expect(customerId).not.toBe(recipientId)
  })

  it('CIR-21 stop on payment: a renewal bought after the mail was queued withdraws it, and the next step leaves them out', async () => {
    const world = await publisher()
    const { call, sell, company } = world
    const { customerId } = await sell('ABO-A112', ENDING, { to: florence })
    const { steps } = await aSeries(world, [mail(30), mail(7)])
    const [first, second] = ids(steps)
    await call(renewalsOperations.send, { stepId: first.id })
    const [message] = (await call(messagingOperations.messages.list, {})).rows
    const wanted = () => database.transaction(company.id, db => noticeStillWanted({ db, company }, message!))
    expect(await wanted()).toBe(true)
    await sell('ABO-A112', '2023-08-31', { customerId, renewsId: (await purchaseOf(world, customerId)).id })
    expect(await wanted()).toBe(false)
    const { rows } = await call(renewalsOperations.notices, {})
    expect(rows).toMatchObject([{ cancelledOn: expect.any(String), renewedOn: '2023-08-31' }])
    const preview = await call(renewalsOperations.preview, { stepId: second.id }, { today: '2023-09-10' })
    expect(preview).toMatchObject({ due: 0, verdicts: [{ verdict: 'renewed', count: 1 }] })
  })

  it('CIR-21 go in waves, and each renewal counts for the last notice before it', async () => {
    const world = await publisher()
    const { call, sell } = world
    const readers: string[] = []
    for (const name of ['a', 'b', 'c', 'd'])
      readers.push(
        (await sell('ABO-A112', ENDING, { to: { lastName: name, emails: [`${name}@example.org`] } })).customerId,
      )
    const { id, steps } = await aSeries(world, [mail(30), mail(7)])
    const renew = async (at: number, on: string) =>
      sell('ABO-A112', on, { customerId: readers[at]!, renewsId: (await purchaseOf(world, readers[at]!)).id })
    await call(renewalsOperations.send, { stepId: steps[0]!.id })
    await renew(0, '2023-09-02')
    expect(await call(renewalsOperations.send, { stepId: steps[1]!.id }, { today: '2023-09-08' })).toMatchObject({
      notices: 3,
    })
    await renew(1, '2023-09-09')
    const waves = await call(renewalsOperations.responses, { id }, { today: '2023-09-20' })
    expect(waves).toMatchObject([
      { position: 2, sentOn: '2023-09-08', notices: 3, renewed: 1, rateBps: 3333, grossCents: 3400 },
      { position: 1, sentOn: '2023-08-31', notices: 4, renewed: 1, rateBps: 2500, grossCents: 3400 },
    ])
    const rates = await call(renewalsOperations.rates, { from: '2023-09-01', to: '2023-09-30' })
    expect(rates).toMatchObject([
      { key: '2023-09-01', label: '2023-09', ended: 4, renewed: 2, rateBps: 5000, firstEnded: 4, firstRenewed: 2 },
    ])
    expect(waves.reduce((sum, { renewed }) => sum + renewed, 0)).toBe(rates[0]!.renewed)
    const period = { from: '2023-09-01', to: '2023-09-30' }
    for (const [by, label] of [
      ['offer', 'ABO-A112 · Abonnement de 1 an à Capital Social'],
      ['source', 'hand'],
      ['issue', '6'],
    ] as const)
      expect(await call(renewalsOperations.rates, { by, ...period }), `CIR-23 by ${by}`).toMatchObject([
        { label, ended: 4, renewed: 2 },
      ])
  })
})
