import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { changeIssue } from '../catalog/actions.ts'
import { anIssue } from '../catalog/factory.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations, shipmentsOperations } from '../dispatch/operations.ts'
import { subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

const terms = async ({ call }: Publisher) =>
  (await call(subscriptionsOperations.list, { sort: 'number' })).rows.map(({ startsOn, expiresOn }) => [
    startsOn,
    expiresOn,
  ])
const setIssues = ({ within, company }: Publisher, set: ReturnType<typeof sql>, number: string) =>
  within(({ db }) => db.execute(sql`update issues set ${set} where company_id = ${company.id} and number = ${number}`))
const setTitle = ({ within, company }: Publisher, set: ReturnType<typeof sql>) =>
  within(({ db }) => db.execute(sql`update titles set ${set} where company_id = ${company.id}`))

describe('the first issue', () => {
  it('CIR-5 is the current one, the next one still open, or one that was chosen', async () => {
    const one = await publisher()
    await setIssues(one, sql`closes_on = '2023-07-10'`, '6')
    await one.sell('ABO-A112', '2023-06-10', { startsWith: 'current' })
    await one.sell('ABO-A112', '2023-06-10', { startsWith: 'next' })
    await one.sell('ABO-A112', '2023-07-11', { startsWith: 'next' }) // too late for n°6: the first expected issue
    await one.sell('ABO-N115', '2023-06-10', { startIssueId: one.issues.get('4')! })
    await one.sell('ABO-A112', '2023-06-10')
    expect(await terms(one)).toEqual([
      ['2023-05-01', '2024-04-30'],
      ['2023-08-01', '2024-07-31'],
      ['2023-11-01', '2024-10-31'],
      ['2023-02-01', '2024-04-30'],
      ['2023-06-10', '2024-06-09'],
    ])
  })

  it('CIR-5 says for which issues it is too late, and until when they were open', async () => {
    const one = await publisher()
    await setIssues(one, sql`closes_on = '2023-07-10'`, '6')
    const { titleId } = one
    expect(await one.call(subscriptionsOperations.starts, { titleId, on: '2023-07-11' })).toMatchObject({
      current: { number: '5', inStock: null },
      next: { number: '7', issueId: null, countedOn: '2023-11-01' },
      tooLateFor: [{ number: '6', closesOn: '2023-07-10' }],
    })
    expect(await one.call(subscriptionsOperations.starts, { titleId, on: '2023-07-10' })).toMatchObject({
      next: { number: '6', issueId: one.issues.get('6') },
      tooLateFor: [],
    })
  })

  it('CIR-30 of a box is the first whose cut-off day is not over', async () => {
    const one = await publisher()
    await setTitle(one, sql`kind = 'box', counted_by = 'closing'`)
    await one.within(({ db, company }) =>
      db.execute(sql`update issues set closes_on = cover_on - 10 where company_id = ${company.id}`),
    )
    await one.sell('ABO-N115', '2023-04-21')
    await one.sell('ABO-N115', '2023-04-22')
    expect((await terms(one)).map(([start]) => start)).toEqual(['2023-04-21', '2023-07-22'])
    expect(await one.call(dispatchOperations.recipientsCount, { issue: '5' })).toEqual({ count: 1 })
    expect(await one.call(dispatchOperations.recipientsCount, { issue: '6' })).toEqual({ count: 2 })
  })
})

describe('a renewal', () => {
  it('CIR-7 X-21 starts after the last issue owed, even when it is paid early', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('ABO-A112', '2022-10-01')
    await one.sell('ABO-A112', '2023-08-20', { customerId })
    const byIssue = await one.sell('ABO-N115', '2022-05-01') // n°1 to n°5, displayed until 31/07/2023
    await one.sell('ABO-N115', '2023-04-20', { customerId: byIssue.customerId })
    expect(await terms(one)).toEqual([
      ['2022-10-01', '2023-09-30'],
      ['2023-10-01', '2024-09-30'],
      ['2022-05-01', '2023-07-31'],
      ['2023-05-02', '2024-08-01'],
    ])
    const { rows } = await one.call(dispatchOperations.recipients, { issue: '6' })
    expect(rows.map(({ number }) => number)).toEqual([1, 4])
  })

  it('CIR-7 of what has lapsed starts on the day of its sale, or where a start was asked', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('ABO-A112', '2022-05-01')
    await one.sell('ABO-A112', '2023-06-15', { customerId })
    const other = await one.sell('ABO-A112', '2022-10-01')
    await one.sell('ABO-A112', '2023-08-20', { customerId: other.customerId, startsOn: '2023-08-20' })
    const long = await one.sell('ABO-A112', '2022-05-01')
    await one.sell('ABO-A112', '2023-07-15', { customerId: long.customerId }) // 76 days after: new
    expect((await terms(one)).map(([start]) => start)).toEqual([
      '2022-05-01',
      '2023-06-15',
      '2022-10-01',
      '2023-08-20',
      '2022-05-01',
      '2023-07-15',
    ])
    const { rows } = await one.within(({ db, company }) =>
      db.execute<{ renewed: boolean }>(
        sql`select renews_id is not null as renewed from purchases where company_id = ${company.id} order by number`,
      ),
    )
    expect(rows.map(({ renewed }) => renewed)).toEqual([false, true, false, false, false, false])
  })

  it('X-14 is never one of two purchases of the same day, and each of two former ones has its own', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('ABO-A112', '2022-10-01')
    await one.sell('ABO-A112', '2022-10-01', { customerId })
    await one.sell('ABO-A112', '2023-08-20', { customerId })
    await one.sell('ABO-A112', '2023-08-21', { customerId })
    expect((await terms(one)).map(([start]) => start)).toEqual(['2022-10-01', '2022-10-01', '2023-10-01', '2023-10-01'])
  })

  it('CIR-8 is owed one issue less for a copy served in grace, whose shipment says so: 12 + (−1) = 11', async () => {
    const one = await publisher()
    await setTitle(one, sql`grace_issues = 1`)
    const { customerId } = await one.sell('ABO-N115', '2022-05-01') // n°1 to n°5
    for (const issue of ['1', '2', '3', '4', '5', '6']) await one.call(dispatchOperations.run, { issue })
    const { rows } = await one.within(({ db, company }) =>
      db.execute<{ purpose: string; last: string }>(
        sql`select purpose, last_issue_number as last from shipments where company_id = ${company.id} order by number`,
      ),
    )
    expect(rows.map(({ purpose }) => purpose)).toEqual([...Array(5).fill('regular'), 'grace'])
    expect(new Set(rows.map(({ last }) => last))).toEqual(new Set(['5']))
    await one.sell('ABO-N115', '2023-08-20', { customerId })
    const { rows: bought } = await one.call(subscriptionsOperations.list, { sort: '-number' })
    const ledger = await one.call(subscriptionsOperations.ledger, { id: bought[0]!.id })
    expect(ledger).toMatchObject({ credited: 5, used: 1, left: 4 })
    expect(ledger.issues.filter(({ state }) => state === 'owed').map(({ number }) => number)).toEqual([
      '7',
      '8',
      '9',
      '10',
    ])
    expect(ledger.issues.find(({ number }) => number === '6')).toMatchObject({ state: 'given' })
    await expect(one.call(dispatchOperations.run, { issue: '6' })).rejects.toMatchObject({
      code: 'dispatch.nobodyOwed',
    })
    expect((await one.call(shipmentsOperations.list, {})).rows).toHaveLength(6)
  })

  it('CIR-7 waits behind an issue that comes out later, so that no issue is owed by both', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('ABO-N115', '2022-08-02') // n°3 to n°7, the last one expected on 01/11/2023
    const n7 = await one.within(ctx => anIssue(ctx, one.titleId))
    await one.sell('ABO-N115', '2023-08-10', { customerId })
    expect((await terms(one))[1]).toEqual(['2023-11-02', '2025-02-01'])
    await one.within(ctx => changeIssue(ctx, n7, { coverOn: '2023-12-15', onSaleOn: '2023-12-15', affects: 1 }))
    expect((await terms(one))[1]).toEqual(['2023-12-16', '2025-03-15'])
  })
})
