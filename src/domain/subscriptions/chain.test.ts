import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { leftOutOperations } from '../dispatch/operations/left-out.ts'
import { runLifeOperations } from '../dispatch/operations/run-life.ts'
import { watchOperations } from '../dispatch/operations/watch.ts'
import { dispatchOperations, runsOperations, shipmentsOperations } from '../dispatch/operations.ts'
import { adjustmentsOperations, holdsOperations } from './operations/holds.ts'
import { subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

async function publisher({ graceIssues = 0 } = {}) {
  const one = await aPublisher(database, { constraints, reactions })
  const { within, company, call, issues } = one
  await within(({ db }) =>
    db.execute(sql`update titles set grace_issues = ${graceIssues} where company_id = ${company.id}`),
  )
  const ledger = (id: string) => call(subscriptionsOperations.ledger, { id })
  const owed = async (id: string) =>
    (await ledger(id)).issues.filter(({ state }) => state === 'owed').map(({ number }) => number)
  const purchases = async () => (await call(subscriptionsOperations.list, { sort: 'number' })).rows
  const run = (issue: string) => call(dispatchOperations.run, { issue })
  return { ...one, ledger, owed, purchases, run, issue: (number: string) => issues.get(number)! }
}

/** n°1 to n°5 of a first term; a renewal that goes on after it. */
async function chained(given: { graceIssues?: number; served?: readonly string[] } = {}) {
  const one = await publisher(given)
  const { customerId } = await one.sell('ABO-N115', '2022-05-01')
  for (const issue of given.served ?? []) await one.run(issue)
  await one.sell('ABO-N115', '2023-05-20', { customerId })
  const [former, renewal] = await one.purchases()
  return { ...one, customerId, former: former!.id, renewal: renewal!.id }
}

describe('what holds a purchase, wherever it is placed', () => {
  it('CIR-7 M-2 left out of a run, it moves the renewal that waits, and taken back, moves it back', async () => {
    const { call, former, renewal, owed, issue } = await chained()
    expect(await owed(renewal)).toEqual(['6', '7', '8', '9', '10'])
    const which = { purchaseIds: [former], issueId: issue('4') }
    await call(leftOutOperations.leaveOut, { ...which, reason: 'Étiquette illisible' })
    expect([await owed(former), (await owed(renewal))[0]]).toEqual([['1', '2', '3', '5', '6'], '7'])
    await call(leftOutOperations.takeBack, which)
    expect([await owed(former), (await owed(renewal))[0]]).toEqual([['1', '2', '3', '4', '5'], '6'])
  })

  it('CIR-7 X-14 held as a duplicate, it moves the renewal that waits', async () => {
    const one = await chained()
    const { purchases, sell, call, customerId, former, renewal, issue, owed } = one
    await sell('ABO-N115', '2022-05-01', { customerId })
    const twin = (await purchases()).at(-1)!.id
    const answer = { firstId: twin, secondId: former, answer: 'duplicate', issueId: issue('4') } as const
    expect(await call(watchOperations.answerDuplicate, answer)).toMatchObject({ done: 'held' })
    expect(await owed(former)).toEqual(['1', '2', '3'])
    const before = (await purchases()).find(({ id }) => id === renewal)!
    expect(before.startsOn! > '2023-08-01').toBe(true)
  })
})

describe('a term that is changed, or goes on again', () => {
  it('CIR-7 moves the renewal that waits behind it, longer and shorter', async () => {
    const { call, former, owed, renewal } = await chained()
    await call(subscriptionsOperations.update, { id: former, issuesDue: 7 })
    expect([(await owed(former)).at(-1), (await owed(renewal))[0]]).toEqual(['7', '8'])
    await call(subscriptionsOperations.update, { id: former, issuesDue: 5 })
    expect([(await owed(former)).at(-1), (await owed(renewal))[0]]).toEqual(['5', '6'])
  })

  it('CIR-7 is refused when the renewal was served, or a copy that left would count no more', async () => {
    const { call, former, owed } = await chained({ served: ['1', '2'] }).then(async one => {
      await one.run('6')
      return one
    })
    await expect(call(subscriptionsOperations.update, { id: former, issuesDue: 6 })).rejects.toMatchObject({
      code: 'subscriptions.renewalStarted',
    })
    await expect(call(subscriptionsOperations.update, { id: former, issuesDue: 1 })).rejects.toMatchObject({
      code: expect.stringMatching(/^subscriptions\.(renewalStarted|servedInstead)$/),
    })
    expect(await owed(former)).toEqual(['3', '4', '5'])
  })

  it('CIR-7 moves the renewal that waits when its stop is taken back', async () => {
    const { call, former, renewal, owed, issue } = await chained()
    await call(subscriptionsOperations.stop, { id: former, reason: 'Demandé', lastIssueId: issue('4') })
    await call(subscriptionsOperations.resume, { id: former })
    expect([(await owed(former)).at(-1), (await owed(renewal))[0]]).toEqual(['5', '6'])
  })
})

describe('once the renewal was served', () => {
  const served = ['1', '2', '3', '5'] // n°4 was missed
  const renewed = async () => {
    const one = await chained({ served })
    await one.run('6')
    expect([await one.owed(one.former), await one.owed(one.renewal)]).toEqual([['4'], ['7', '8', '9', '10']])
    return one
  }

  it('CIR-7 refuses what would have both owe an issue, whoever asks', async () => {
    const { call, former, issue, owed } = await renewed()
    const refused = { code: 'subscriptions.renewalStarted', data: { values: { number: 1, renewal: 2 } } }
    const purchaseIds = [former]
    const at = { purchaseIds, fromIssueId: issue('4'), toIssueId: issue('4') }
    await expect(call(holdsOperations.place, { ...at, kind: 'unpaid' })).rejects.toMatchObject(refused)
    await expect(
      call(leftOutOperations.leaveOut, { purchaseIds, issueId: issue('4'), reason: 'Erreur' }),
    ).rejects.toMatchObject(refused)
    await expect(call(adjustmentsOperations.make, { purchaseIds, issues: 1, reason: 'Geste' })).rejects.toMatchObject(
      refused,
    )
    await call(leftOutOperations.leaveOut, { purchaseIds, issueId: issue('4'), reason: 'Don', countsAsServed: true })
    expect(await owed(former)).toEqual([])
  })

  it('CIR-15 refuses to take a suspension back, to change it or to end it earlier when its issue was served at the end', async () => {
    const { call, former, ledger, owed, run, renewal, issue, sell, customerId, purchases } = await chained()
    const at = { fromIssueId: issue('4'), toIssueId: issue('4') }
    await call(holdsOperations.place, { purchaseIds: [former], kind: 'unpaid', ...at })
    for (const number of ['1', '2', '3', '5', '6']) await run(number)
    expect([await owed(former), (await owed(renewal))[0]]).toEqual([[], '7'])
    const { id } = (await ledger(former)).holds[0]!
    const refused = { code: 'subscriptions.servedInstead', data: { values: { number: 1, issue: '6' } } }
    await expect(call(holdsOperations.remove, { id })).rejects.toMatchObject(refused)
    await expect(call(holdsOperations.end, { id, fromIssueId: issue('4') })).rejects.toMatchObject(refused)
    await expect(call(holdsOperations.update, { id, countsAsServed: true })).rejects.toMatchObject(refused)
    expect([await owed(former), (await owed(renewal))[0]]).toEqual([[], '7'])
    await sell('ABO-N115', '2022-05-02', { customerId })
    expect(await purchases()).toHaveLength(3)
  })

  it('CIR-3 refuses to take an adjustment back when what it gave was served, or when the renewal began after it', async () => {
    const one = await publisher()
    const { call, sell, run, purchases, ledger } = one
    await sell('ABO-N115', '2022-05-01')
    const { id } = (await purchases())[0]!
    await call(adjustmentsOperations.make, { purchaseIds: [id], issues: 1, reason: 'Geste' })
    for (const number of ['1', '2', '3', '4', '6']) await run(number)
    const adjustment = (await ledger(id)).adjustments[0]!.id
    await expect(call(adjustmentsOperations.remove, { id: adjustment })).rejects.toMatchObject({
      code: 'subscriptions.servedInstead',
      data: { values: { number: 1, issue: '6' } },
    })
  })
})

describe('a copy served in grace before the renewal came', () => {
  it('CIR-8 M-2 is owed all the same when its run is signed off', async () => {
    const one = await chained({ graceIssues: 1, served: ['1', '2', '3', '4', '5', '6'] })
    const [run] = (await one.call(runsOperations.list, {})).rows
    expect(run).toMatchObject({ issueNumber: '6', shipmentCount: 1 })
    expect(await one.call(runLifeOperations.check, { id: run!.id })).toMatchObject({ missingCount: 0, unowedCount: 0 })
  })
})

describe('a copy served in grace that did not leave after all', () => {
  const inGrace = () => chained({ graceIssues: 1, served: ['1', '2', '3', '4', '5', '6'] })
  const graceRun = async (one: Awaited<ReturnType<typeof inGrace>>) => {
    const { rows } = await one.call(shipmentsOperations.list, {})
    return rows.find(({ issueNumber }) => issueNumber === '6')!
  }

  it('CIR-8 is owed by the renewal again when its run is undone', async () => {
    const one = await inGrace()
    expect((await one.owed(one.renewal))[0]).toBe('7')
    await one.call(runLifeOperations.undo, { id: (await graceRun(one)).runId })
    expect([(await one.owed(one.renewal))[0], (await one.ledger(one.renewal)).holds]).toEqual(['6', []])
  })

  it('CIR-8 is owed by the renewal again when its run is cancelled', async () => {
    const one = await inGrace()
    const { runId: id } = await graceRun(one)
    await one.call(runLifeOperations.signOff, { id, withUnowed: true })
    await one.call(runLifeOperations.handOver, { id })
    await one.call(runLifeOperations.cancel, { id, reason: 'Palette perdue' })
    expect((await one.owed(one.renewal))[0]).toBe('6')
  })

  it('CIR-8 is owed by the renewal again when its line is taken out of the run', async () => {
    const one = await publisher({ graceIssues: 1 })
    const { customerId } = await one.sell('ABO-N115', '2022-05-01')
    await one.sell('ABO-A224', '2022-05-01')
    for (const issue of ['1', '2', '3', '4', '5', '6']) await one.run(issue)
    await one.sell('ABO-N115', '2023-05-20', { customerId })
    const renewal = (await one.purchases()).at(-1)!.id
    expect((await one.owed(renewal))[0]).toBe('7')
    const { rows } = await one.call(shipmentsOperations.list, {})
    const line = rows.find(({ issueNumber, recipientId }) => issueNumber === '6' && recipientId === customerId)!
    await one.call(runLifeOperations.removeShipments, { id: line.runId, shipmentIds: [line.id] })
    expect((await one.owed(renewal))[0]).toBe('6')
  })
})
