import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, refusalTexts } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { NO_END } from '../../values/day.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { aParty } from '../parties/factory.ts'
import { renewalsOperations } from '../renewals/operations.ts'
import { createPurchases } from './actions/by-hand.ts'
import { adjustmentsOperations, holdsOperations } from './operations/holds.ts'
import { freeServicesOperations, subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** A publisher on 31/08/2023, with a critic who gets each issue until somebody says otherwise. */
async function publisher(product = 'ABO-A112') {
  const one = await aPublisher(database, { constraints, reactions })
  const recipientId = await one.within(ctx => aParty(ctx, { lastName: 'Critique' }))
  const press = {
    recipientId,
    productId: one.products.get(product)!,
    nature: 'press' as const,
    reason: 'Rubrique livres',
    startsOn: '2023-01-01',
  }
  const endless = { ...press, expiresOn: NO_END, reviewOn: '2024-06-30' }
  const make = async (given: object = {}) =>
    (await one.call(subscriptionsOperations.create, { ...endless, ...given })).id
  const get = (id: string) => one.call(subscriptionsOperations.get, { id })
  const ledger = (id: string) => one.call(subscriptionsOperations.ledger, { id })
  const update = (id: string, said: object) => one.call(subscriptionsOperations.update, { id, ...said })
  return { ...one, recipientId, press, make, get, ledger, update }
}

describe('a subscription without end', () => {
  it('CIR-9 CIR-11 is for what nobody pays for, with a review date, made as changed', async () => {
    const { make, get, update, press, call, products, within } = await publisher()
    const other = await within(ctx => aParty(ctx))
    const asked = [
      [{ reviewOn: undefined }, 'subscriptions.reviewAsked', 'reviewOn'],
      [{ nature: 'paid' }, 'subscriptions.paidHasEnd', 'expiresOn'],
      [{ nature: 'gift', payerId: other }, 'subscriptions.paidHasEnd', 'expiresOn'],
      [{ reason: '' }, 'subscriptions.reasonAsked', 'reason'],
    ] as const
    for (const [given, code, field] of asked) await expect(make(given)).rejects.toMatchObject({ code, data: { field } })
    for (const language of ['fr', 'en'] as const)
      expect(Object.keys(refusalTexts[language])).toEqual(
        expect.arrayContaining(['subscriptions.reviewAsked', 'subscriptions.paidHasEnd', 'subscriptions.renewsNoEnd']),
      )
    const id = await make()
    expect(await get(id)).toMatchObject({ expiresOn: NO_END, reviewOn: '2024-06-30', status: 'perpetual' })
    await expect(update(id, { reviewOn: null })).rejects.toMatchObject({ code: 'subscriptions.reviewAsked' })
    await expect(update(id, { nature: 'paid' })).rejects.toMatchObject({ code: 'subscriptions.paidHasEnd' })
    const { id: dated } = await call(subscriptionsOperations.create, { ...press, termMonths: 12 })
    await expect(update(dated, { expiresOn: NO_END })).rejects.toMatchObject({ code: 'subscriptions.reviewAsked' })
    await update(id, { startsOn: '2023-02-01', productId: products.get('ABO-N115')! })
    expect(await get(id)).toMatchObject({
      startsOn: '2023-02-01',
      expiresOn: NO_END,
      servedBy: 'date',
      issuesDue: null,
    })
  })

  it('CIR-9 is served each issue of its title, of a product of five issues too, and its label says so instead of a last one', async () => {
    const { make, call, within, company, ledger } = await publisher('ABO-N115')
    const id = await make({ startsOn: '2022-05-01' })
    for (const issue of ['1', '2', '3', '4', '5', '6']) await call(dispatchOperations.run, { issue })
    const { rows } = await within(({ db }) =>
      db.execute(sql`select issue_number as issue, last_issue_number as last from shipments
        where company_id = ${company.id} and purchase_id = ${id} order by number`),
    )
    expect(rows).toEqual(['1', '2', '3', '4', '5', '6'].map(issue => ({ issue, last: 'SANS FIN' })))
    const { credited, left, used, lastNumber, issues } = await ledger(id)
    expect({ credited, left, used, lastNumber }).toEqual({ credited: null, left: null, used: 6, lastNumber: '' })
    expect(issues.map(({ state }) => state)).toEqual([...Array(6).fill('served'), 'owed'])
    const why = await call(subscriptionsOperations.why, { id, issue: '6' })
    expect(why.answers[0]!.facts.map(({ fact }) => fact)).toEqual([
      'bought',
      'without-end',
      'counted',
      'shipment',
      'therefore',
    ])
    expect(await call(subscriptionsOperations.remaining, { purchaseId: id })).toMatchObject({ issuesLeft: null })
  })

  it('CIR-9 has its own status, and is never about to expire nor reminded', async () => {
    const { make, call, titleId } = await publisher()
    const id = await make()
    const statuses = ['perpetual', 'running', 'expiring', 'expired', 'gracing', 'stopped'] as const
    const found = await Promise.all(
      statuses.map(async status => (await call(subscriptionsOperations.list, { status })).rows.map(row => row.id)),
    )
    expect(found).toEqual([[id], [], [], [], [], []])
    for (const asked of [{ within: 3650 }, { on: '9999-12-30', within: 3650 }, { issuesLeft: 100 }])
      expect((await call(subscriptionsOperations.expiring, asked)).rows).toEqual([])
    const step = { countedIn: 'issues' as const, left: 3, channel: 'mail' as const }
    const words = { subjectFr: 'Fin le {fin}', bodyFr: 'Votre {abonnement} prend fin le {fin}. {lien}' }
    const { steps } = await call(renewalsOperations.create, {
      name: 'Relances',
      titleId,
      link: 'https://example.org/{achat}',
      steps: [
        { ...step, ...words },
        { ...step, ...words, countedIn: 'days' as const, left: 30 },
      ],
    })
    for (const { id: stepId } of steps)
      expect(await call(renewalsOperations.preview, { stepId })).toMatchObject({ verdicts: [] })
    expect((await call(freeServicesOperations.list, {})).rows).toMatchObject([
      { id, expiresOn: NO_END, dueOn: '2024-06-30' },
    ])
  })

  it('CIR-9 is given an end later, unless a copy that left would count no more, and it is taken away again', async () => {
    const { make, get, update, ledger, call } = await publisher()
    const id = await make()
    await call(dispatchOperations.run, { issue: '6' })
    await expect(update(id, { expiresOn: '2023-07-31' })).rejects.toMatchObject({ code: 'subscriptions.servedInstead' })
    await update(id, { expiresOn: '2023-12-31', reviewOn: null })
    expect(await get(id)).toMatchObject({ expiresOn: '2023-12-31', status: 'running' })
    expect(await ledger(id)).toMatchObject({ credited: 4, left: 3, used: 1, lastNumber: '7' })
    await update(id, { expiresOn: NO_END, reviewOn: '2025-01-31' })
    expect(await get(id)).toMatchObject({ expiresOn: NO_END, status: 'perpetual' })
    await update(id, { termMonths: 24 })
    expect(await get(id)).toMatchObject({ expiresOn: '2024-12-31', termMonths: 24 })
  })

  it('CIR-7 CIR-9 is not renewed, and what is renewed keeps an end', async () => {
    const { make, update, sell, recipientId, call, press } = await publisher()
    const id = await make()
    const sale = { customerId: recipientId, renewsId: id }
    await expect(sell('ABO-A112', '2023-08-31', sale)).rejects.toMatchObject({ code: 'subscriptions.renewsNoEnd' })
    await update(id, { expiresOn: '2023-12-31' })
    await sell('ABO-A112', '2023-08-31', sale)
    await expect(update(id, { expiresOn: NO_END })).rejects.toMatchObject({ code: 'subscriptions.renewedHasEnd' })
    const { id: stopped } = await call(subscriptionsOperations.create, {
      ...press,
      expiresOn: NO_END,
      reviewOn: '2024-06-30',
    })
    await call(subscriptionsOperations.stop, { id: stopped, reason: 'Parti' })
    await call(subscriptionsOperations.resume, { id: stopped })
  })

  it('CIR-7 CIR-9 goes on from a term that ends, moves when that end moves, and stays without end', async () => {
    const { call, within, press, get, update } = await publisher()
    const { id: former } = await call(subscriptionsOperations.create, { ...press, expiresOn: '2023-10-31' })
    const [made] = await within(ctx =>
      createPurchases(ctx, [
        { ...press, startsOn: '2023-11-01', expiresOn: NO_END, reviewOn: '2024-06-30', renewsId: former },
      ]),
    )
    await update(former, { expiresOn: '2023-12-31' })
    expect(await get(made!.id)).toMatchObject({ startsOn: '2024-01-01', expiresOn: NO_END })
  })

  it('CIR-3 CIR-9 CIR-15 has no issues to add or take; a suspension skips its issues and moves no end', async () => {
    const { make, call, issues, ledger } = await publisher()
    const id = await make()
    const adjust = { purchaseIds: [id], issues: -1, reason: 'Geste' }
    await expect(call(adjustmentsOperations.make, adjust)).rejects.toMatchObject({ code: 'subscriptions.adjustsNoEnd' })
    const hold = { purchaseIds: [id], fromIssueId: issues.get('6')!, toIssueId: issues.get('6')! }
    expect(await call(holdsOperations.preview, hold)).toMatchObject({ missed: [{ number: '6' }], ends: [] })
    await call(holdsOperations.place, hold)
    expect((await ledger(id)).issues.find(({ number }) => number === '6')).toMatchObject({ state: 'held' })
  })
})
