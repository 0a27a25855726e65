import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { NewParty } from '../parties/actions.ts'
import { changeParty } from '../parties/actions.ts'
import { addressesOperations } from '../parties/operations/addresses.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { aPublisher } from './factory.ts'
import { leftOutOperations } from './operations/left-out.ts'
import { missedOperations } from './operations/missed.ts'
import { runLifeOperations } from './operations/run-life.ts'
import { watchOperations } from './operations/watch.ts'
import { dispatchOperations, runsOperations, shipmentsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

async function publisher() {
  const one = await aPublisher(database, { constraints, reactions })
  /** Sells and returns the id and number of the purchase. */
  const bought = async (code: string, on: string, given: Parameters<typeof one.sell>[2] = {}) => {
    const { customerId } = await one.sell(code, on, given)
    const { rows } = await one.within(({ db }) =>
      db.execute<{ id: string; number: number }>(
        sql`select id, number from purchases where company_id = ${one.company.id} order by number desc limit 1`,
      ),
    )
    return { ...rows[0]!, customerId }
  }
  const run = (issue = '5') => one.call(dispatchOperations.run, { issue })
  const notIn = async (issue = '5') =>
    (await one.call(watchOperations.notIn, { issue })).rows.map(({ lastName, why, reason }) => [lastName, why, reason])
  const changes = async (issue = '5') =>
    (await one.call(watchOperations.changes, { issue })).rows.map(({ lastName, change, by }) => [lastName, change, by])
  const pairs = async (issue = '5') => (await one.call(watchOperations.duplicates, { issue })).rows
  return { ...one, bought, run, notIn, changes, pairs }
}

const named = (lastName: string): { to: NewParty } => ({ to: { lastName } })
const sameHouse = { line1: '12, rue de la Forêt', line2: '', line3: '', postcode: '06000', town: 'Nice', country: 'FR' }

describe('who is not in a run', () => {
  it('ABO-51 X-4 M-2 is listed with the reason of each, and whoever is in it is not', async () => {
    const one = await publisher()
    await one.bought('ABO-A112', '2023-01-01', named('Servi'))
    await one.run()
    await one.bought('ABO-A112', '2023-02-01', named('Dedans'))
    await one.bought('ABO-A112', '2023-05-02', named('Futur'))
    await one.bought('ABO-A112', '2022-05-01', named('Fini'))
    const cancelled = await one.bought('ABO-A112', '2023-01-01', named('Annulé'))
    const stopped = await one.bought('ABO-A112', '2023-01-01', named('Arrêté'))
    const left = await one.bought('ABO-A112', '2023-01-01', named('Écarté'))
    const held = await one.bought('ABO-A112', '2023-01-01', named('Absent'))
    await one.within(async ({ db }) => {
      await db.execute(
        sql`update purchases set cancelled_on = '2023-08-01', cancelled_reason = 'Rétractation' where company_id = ${one.company.id} and id = ${cancelled.id}`,
      )
      await db.execute(
        sql`update purchases set last_issue_id = ${one.issues.get('4')} where company_id = ${one.company.id} and id = ${stopped.id}`,
      )
      await db.execute(sql`
        insert into holds (company_id, id, purchase_id, kind, reason, from_on, created_by, updated_by)
        values (${one.company.id}, gen_random_uuid(), ${held.id}, 'customer', 'Vacances', '2023-04-01', 'VG', 'VG')`)
    })
    const issueId = one.issues.get('5')!
    await one.call(leftOutOperations.leaveOut, { purchaseIds: [left.id], issueId, reason: 'À la main' })
    expect(await one.notIn()).toEqual([
      ['Servi', 'served', ''],
      ['Futur', 'starts-later', ''],
      ['Fini', 'used-up', ''],
      ['Annulé', 'cancelled', 'Rétractation'],
      ['Arrêté', 'stopped', ''],
      ['Écarté', 'left-out', 'À la main'],
      ['Absent', 'held', 'Vacances'],
    ])
    const { rows } = await one.call(watchOperations.notIn, { issue: '5', why: 'served' })
    expect(rows).toMatchObject([{ lastName: 'Servi', runNumber: 1, on: '2023-08-31' }])
    expect(await one.call(watchOperations.notInCount, { issue: '5', why: 'held' })).toEqual({ count: 1 })
    const { rows: inIt } = await one.call(dispatchOperations.recipients, { issue: '5' })
    expect(inIt.map(({ lastName }) => lastName)).toEqual(['Dedans'])
  })

  it('M-2 leaves a purchase out once, not when it is in a run, and takes it back', async () => {
    const one = await publisher()
    const { id } = await one.bought('ABO-A112', '2023-01-01')
    const which = { purchaseIds: [id], issueId: one.issues.get('5')! }
    await one.call(leftOutOperations.leaveOut, { ...which, reason: 'Retiré au bureau', countsAsServed: true })
    await expect(one.call(leftOutOperations.leaveOut, { ...which, reason: 'x' })).rejects.toMatchObject({
      code: 'dispatch.alreadyLeftOut',
    })
    await expect(one.run()).rejects.toMatchObject({ code: 'dispatch.nobodyOwed' })
    expect(await one.call(leftOutOperations.takeBack, which)).toEqual({ count: 1 })
    await expect(one.call(leftOutOperations.takeBack, which)).rejects.toMatchObject({ code: 'dispatch.notLeftOut' })
    await one.run()
    await expect(one.call(leftOutOperations.leaveOut, { ...which, reason: 'x' })).rejects.toMatchObject({
      code: 'dispatch.inRun',
    })
  })

  it('ABO-53 tells of single issues too: sent by which run, left out, cancelled', async () => {
    const one = await publisher()
    await one.bought('NUM-4', '2023-04-11', named('Servi'))
    await one.call(dispatchOperations.run, { kind: 'single-issue' })
    const left = await one.bought('NUM-5', '2023-07-15', named('Écarté'))
    await one.call(leftOutOperations.leaveOut, { purchaseIds: [left.id], reason: 'Retiré au bureau' })
    const { rows } = await one.call(watchOperations.notIn, { kind: 'single-issue' })
    expect(rows.map(({ lastName, why, issueNumber }) => [lastName, why, issueNumber])).toEqual([
      ['Servi', 'served', '4'],
      ['Écarté', 'left-out', '5'],
    ])
  })
})

describe('what changed since the last run of an issue', () => {
  it('is nothing before the first run, then who came, went, moved, and holds, with who did it', async () => {
    const one = await publisher()
    const moved = await one.bought('ABO-A112', '2023-01-01', named('Déménagé'))
    const gone = await one.bought('ABO-A112', '2023-01-01', named('Parti'))
    const held = await one.bought('ABO-A112', '2023-01-01', named('Revenu'))
    const issueId = one.issues.get('5')!
    await one.call(leftOutOperations.leaveOut, { purchaseIds: [held.id], issueId, reason: 'Absent' })
    expect(await one.changes()).toEqual([])
    await one.run()
    expect(await one.changes()).toEqual([])
    await one.bought('ABO-A112', '2023-02-01', named('Nouveau'))
    await one.within(ctx => changeParty(ctx, moved.customerId, { addresses: [{ purpose: 'billing', ...sameHouse }] }))
    await one.within(({ db }) =>
      db.execute(sql`update purchases set cancelled_on = '2023-08-31', cancelled_reason = 'x', updated_at = now(), updated_by = 'LM'
        where company_id = ${one.company.id} and id = ${gone.id}`),
    )
    await one.call(leftOutOperations.takeBack, { purchaseIds: [held.id], issueId })
    expect((await one.changes()).toSorted()).toEqual([
      ['Déménagé', 'address', 'VG'],
      ['Nouveau', 'came', 'VG'],
      ['Parti', 'gone', 'LM'],
      ['Revenu', 'released', 'VG'],
    ])
  })

  it('CIR-16 tells of addresses the one that serves today: a temporary one, none planned for later', async () => {
    const one = await publisher()
    const away = await one.bought('ABO-A112', '2023-01-01', named('En vacances'))
    const later = await one.bought('ABO-A112', '2023-01-01', named('Plus tard'))
    await one.run()
    const { move } = addressesOperations
    await one.call(move, { id: away.customerId, purpose: 'temporary', ...sameHouse, validTo: '2023-10-01' })
    await one.call(move, { id: later.customerId, purpose: 'billing', ...sameHouse, validFrom: '2023-12-01' })
    expect(await one.changes()).toEqual([['En vacances', 'address', 'VG']])
  })
})

describe('probable duplicates', () => {
  it('X-14 are the same recipient twice, and the same name at the same address', async () => {
    const one = await publisher()
    const { customerId } = await one.bought('ABO-A112', '2023-01-01', named('Didier'))
    await one.bought('ABO-A112', '2023-01-02', { customerId })
    const twin = (line1: string) => ({
      to: { lastName: 'Marc', addresses: [{ purpose: 'billing' as const, ...sameHouse, line1 }] },
    })
    await one.bought('ABO-A112', '2023-01-01', twin('12, rue de la Forêt'))
    await one.bought('ABO-A112', '2023-01-01', twin('12 RUE DE LA FORET'))
    await one.bought('ABO-A112', '2023-01-01', twin('14 rue de la Forêt'))
    expect(
      (await one.pairs()).map(({ firstNumber, secondNumber, cause }) => [firstNumber, secondNumber, cause]),
    ).toEqual([
      [1, 2, 'recipient'],
      [3, 4, 'address'],
    ])
  })

  it('X-14 kept separate are two envelopes, and are not asked about again, of three either', async () => {
    const one = await publisher()
    const { id: firstId, customerId } = await one.bought('ABO-A112', '2023-01-01')
    await one.bought('ABO-A112', '2023-01-02', { customerId })
    await one.bought('ABO-A112', '2023-01-03', { customerId })
    for (const { secondId } of await one.pairs())
      await one.call(watchOperations.answerDuplicate, { firstId, secondId, answer: 'separate' })
    expect(await one.pairs()).toEqual([])
    await one.call(leftOutOperations.leaveOut, { purchaseIds: [firstId], issueId: one.issues.get('5')!, reason: 'x' })
    expect(await one.pairs()).toEqual([])
    expect(await one.run()).toMatchObject({ shipmentCount: 2 })
  })

  it('X-14 CIR-13 together travel in one parcel with the sum of copies, each with its own line', async () => {
    const one = await publisher()
    const { id: firstId, customerId } = await one.bought('ABO-A112', '2023-01-01', { quantity: 2 })
    const { id: secondId } = await one.bought('ABO-A112', '2023-01-02', { customerId, quantity: 3 })
    await one.within(({ db }) =>
      db.execute(sql`update titles set parcel_from_copies = 5 where company_id = ${one.company.id}`),
    )
    await one.call(watchOperations.answerDuplicate, { firstId, secondId, answer: 'together' })
    expect(await one.pairs()).toEqual([])
    const run = await one.run()
    expect(run).toMatchObject({ shipmentCount: 2, copyCount: 5 })
    const lines = async () =>
      (await one.call(shipmentsOperations.list, { runId: run.id })).rows.map(
        ({ id: _id, copies, parcelCopies, parcel }) => [copies, parcelCopies, parcel],
      )
    expect(await lines()).toEqual([
      [2, 5, true],
      [3, 0, false],
    ])
    const { rows } = await one.call(shipmentsOperations.list, { runId: run.id })
    await one.call(runLifeOperations.removeShipments, { id: run.id, shipmentIds: [rows[0]!.id] })
    expect(await lines()).toEqual([[3, 3, false]])
  })

  it('X-14 of a purchase too many cancel one made by hand, and hold one that was paid', async () => {
    const one = await publisher()
    const { id: firstId, customerId, number } = await one.bought('ABO-A112', '2023-01-01')
    const paid = await one.bought('ABO-A112', '2023-01-02', { customerId })
    const byHand = await one.bought('ABO-A112', '2023-01-03', { customerId })
    await one.within(({ db }) =>
      db.execute(
        sql`update purchases set invoice_id = null, invoice_line_id = null where company_id = ${one.company.id} and id = ${byHand.id}`,
      ),
    )
    const issueId = one.issues.get('5')!
    const answer = (secondId: string) =>
      one.call(watchOperations.answerDuplicate, { firstId, secondId, issueId, answer: 'duplicate' })
    expect(await answer(paid.id)).toMatchObject({ done: 'held' })
    expect(await answer(byHand.id)).toMatchObject({ done: 'cancelled' })
    await expect(answer(byHand.id)).rejects.toMatchObject({ code: 'subscriptions.alreadyAnswered' })
    const reason = `Achat en double de l’achat ${number}`
    expect((await one.notIn()).map(([, ...why]) => why)).toEqual([
      ['held', reason],
      ['cancelled', reason],
    ])
    expect(await one.pairs()).toEqual([])
  })

  it('X-14 are of one title and one issue only', async () => {
    const one = await publisher()
    const first = await one.bought('NUM-4', '2023-04-11')
    const second = await one.bought('NUM-5', '2023-07-15', { customerId: first.customerId })
    expect((await one.call(watchOperations.duplicates, { kind: 'single-issue' })).rows).toEqual([])
    await expect(
      one.call(watchOperations.answerDuplicate, { firstId: first.id, secondId: second.id, answer: 'together' }),
    ).rejects.toMatchObject({ code: 'dispatch.notAlike' })
  })
})

describe('missed copies', () => {
  it('M-2 X-6 ABO-9 are those owed of issues that left, neither sent nor left out; a catch-up run serves them', async () => {
    const one = await publisher()
    await one.bought('ABO-A112', '2022-11-01')
    await one.run('4')
    const late = await one.bought('ABO-A112', '2022-11-02', named('Oublié'))
    await one.bought('ABO-A112', '2023-02-02', named('Plus tard'))
    const { rows } = await one.call(missedOperations.list, {})
    expect(rows).toMatchObject([{ purchaseId: late.id, lastName: 'Oublié', issueNumber: '4' }])
    expect((await one.call(missedOperations.byIssue, {})).rows).toMatchObject([
      { issueNumber: '4', count: 1, copies: 1 },
    ])
    await one.run('4')
    expect(await one.call(missedOperations.count, {})).toEqual({ count: 0 })
    expect((await one.call(runsOperations.list, {})).rows).toHaveLength(2)
    expect((await one.call(subscriptionsOperations.list, { search: 'Oublié' })).rows).toMatchObject([
      { lastDispatchedOn: '2023-08-31' },
    ])
  })
})
