import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { adjustmentsOperations, holdsOperations } from './operations/holds.ts'
import { subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** A publisher on 15/06/2023: n°1 to n°5 are out, n°6 is to come. */
const publisher = async () => {
  const one = await aPublisher(database, { constraints, reactions, today: '2023-06-15' })
  const { company, within, issues } = one
  await within(({ db }) =>
    db.execute(sql`update issues set status = 'dispatched' where company_id = ${company.id} and ordinal < 6`),
  )
  const last = async () => (await one.call(subscriptionsOperations.list, { sort: '-number' })).rows[0]!
  const owed = async (id: string) =>
    (await one.call(subscriptionsOperations.ledger, { id })).issues
      .filter(({ state }) => state === 'owed')
      .map(({ number }) => number)
  return { ...one, last, owed, issue: (number: string) => issues.get(number)! }
}

describe('suspending', () => {
  it('CIR-15 tells before what is missed, how the end moves, and the first issue that can still be stopped', async () => {
    const { call, sell, last, issue, owed } = await publisher()
    await sell('ABO-N115', '2023-05-02')
    const { id } = await last()
    const hold = { purchaseIds: [id], fromIssueId: issue('6'), toIssueId: issue('6') }
    expect(await call(holdsOperations.preview, hold)).toEqual({
      subscriptions: 1,
      firstStoppable: { issueId: issue('6'), number: '6', countedOn: '2023-08-01', closesOn: null },
      missed: [{ number: '6', countedOn: '2023-08-01', subscriptions: 1 }],
      ends: [{ id, number: 1, before: '10', after: '11' }],
    })
    expect(await owed(id)).toEqual(['6', '7', '8', '9', '10'])
    await call(holdsOperations.place, { ...hold, reason: 'Vacances' })
    expect(await owed(id)).toEqual(['7', '8', '9', '10', '11'])
    await expect(call(dispatchOperations.run, { issue: '6' })).rejects.toMatchObject({ code: 'dispatch.nobodyOwed' })
  })

  it('CIR-15 refuses an issue whose file is closed, a range upside down, and an issue of nowhere', async () => {
    const { call, sell, last, issue, titleId } = await publisher()
    await sell('ABO-A224', '2022-05-02')
    const { id } = await last()
    const place = (range: object) => call(holdsOperations.place, { purchaseIds: [id], ...range })
    await expect(place({ fromIssueId: issue('5') })).rejects.toMatchObject({ code: 'subscriptions.tooLateToHold' })
    await expect(place({})).rejects.toMatchObject({ code: 'subscriptions.holdRangeAsked' })
    await expect(place({ fromIssueId: issue('6'), toIssueId: issue('4') })).rejects.toMatchObject({
      code: 'subscriptions.holdEndsBefore',
    })
    await expect(place({ fromIssueId: titleId })).rejects.toMatchObject({ code: 'catalog.issueOfAnotherTitle' })
    await expect(place({ fromOn: '2023-07-01', kind: 'other' })).rejects.toMatchObject({
      code: 'subscriptions.reasonOfHold',
    })
  })

  it('CIR-15 until further notice owes nothing, and what is resumed is owed from an issue on, in bulk too', async () => {
    const { call, sell, last, issue, owed, within, company } = await publisher()
    await sell('ABO-N115', '2023-05-02')
    const first = await last()
    await sell('ABO-N115', '2023-05-02')
    const second = await last()
    const purchaseIds = [first.id, second.id]
    expect(await call(holdsOperations.place, { purchaseIds, fromOn: '2023-07-01', kind: 'unpaid' })).toEqual({
      placed: 2,
    })
    expect(await owed(first.id)).toEqual([])
    const { holds } = await call(subscriptionsOperations.ledger, { id: first.id })
    await within(({ db }) =>
      db.execute(sql`update issues set status = 'dispatched' where company_id = ${company.id} and number = '6'`),
    )
    expect(await call(holdsOperations.end, { id: holds[0]!.id })).toEqual({ resumesWith: '7' })
    expect(await owed(first.id)).toEqual(['7', '8', '9', '10', '11'])
    expect(await owed(second.id)).toEqual([])
    await call(holdsOperations.end, { id: holds[0]!.id, fromIssueId: issue('6') })
    expect(await owed(first.id)).toEqual(['6', '7', '8', '9', '10'])
  })

  it('CIR-7 CIR-15 moves the renewal that waits, and refuses once it is served', async () => {
    const { call, sell, last, issue, owed } = await publisher()
    const { customerId } = await sell('ABO-N115', '2022-08-02') // n°3 to n°7
    const former = await last()
    await sell('ABO-N115', '2023-07-10', { customerId })
    const renewal = await last()
    expect([renewal.startsOn, await owed(renewal.id)]).toEqual(['2023-11-02', ['8', '9', '10', '11', '12']])
    await call(holdsOperations.place, { purchaseIds: [former.id], fromIssueId: issue('6'), toIssueId: issue('6') })
    expect([(await last()).startsOn, await owed(renewal.id)]).toEqual(['2024-02-02', ['9', '10', '11', '12', '13']])
    const { holds } = await call(subscriptionsOperations.ledger, { id: former.id })
    await call(holdsOperations.remove, { id: holds[0]!.id })
    expect((await last()).startsOn).toBe('2023-11-02')
    await call(adjustmentsOperations.make, { purchaseIds: [former.id], issues: -1, reason: 'Erreur' })
    expect([(await last()).startsOn, await owed(renewal.id)]).toEqual(['2023-08-02', ['7', '8', '9', '10', '11']])
  })
})

describe('the status', () => {
  it('CIR-9 says what holds a subscription back, what goes on in grace, what was stopped; and the list finds each', async () => {
    const { call, sell, last, issue, within, company } = await publisher()
    const sold = async (start: string) => {
      await sell('ABO-A112', start)
      return (await last()).id
    }
    const place = async (kind: 'customer' | 'unpaid' | 'undeliverable', to?: string) =>
      call(holdsOperations.place, {
        purchaseIds: [await sold('2023-01-01')],
        fromIssueId: issue('6'),
        kind,
        ...(to ? { toIssueId: issue(to) } : {}),
      })
    await sold('2023-01-01')
    await place('customer', '6')
    await place('customer')
    await place('unpaid')
    await place('undeliverable')
    const stopped = await sold('2023-01-01')
    await within(({ db }) =>
      db.execute(
        sql`update purchases set last_issue_id = ${issue('6')} where company_id = ${company.id} and id = ${stopped}`,
      ),
    )
    await sold('2022-05-02')
    await within(({ db }) =>
      db.execute(sql`update titles set grace_issues = 1, warning_days = 40 where company_id = ${company.id}`),
    )
    await sold('2022-05-02') // until 01/05/2023, and n°5 of that day was its own
    await sold('2022-07-20')
    await sold('2023-07-01')
    const { rows } = await call(subscriptionsOperations.list, { sort: 'number' })
    const statuses = rows.map(({ status }) => status)
    expect(statuses).toEqual([
      'running',
      'suspended',
      'suspended-indefinitely',
      'unpaid',
      'undeliverable',
      'stopped',
      'gracing',
      'gracing',
      'expiring',
      'upcoming',
    ])
    for (const status of new Set(statuses)) {
      const { rows: found } = await call(subscriptionsOperations.list, { status, sort: 'number' })
      expect(
        found.map(({ number }) => number),
        status,
      ).toEqual(rows.filter(row => row.status === status).map(({ number }) => number))
    }
    expect(await call(subscriptionsOperations.get, { id: stopped })).toMatchObject({ status: 'stopped' })
  })
})

describe('adjusting', () => {
  it('CIR-3 gives and takes issues with a reason, never more than are left', async () => {
    const { call, sell, last, owed } = await publisher()
    await sell('ABO-N115', '2023-05-02')
    const { id } = await last()
    const make = (issues: number) => call(adjustmentsOperations.make, { purchaseIds: [id], issues, reason: 'Geste' })
    await make(2)
    expect(await owed(id)).toHaveLength(7)
    await expect(make(-8)).rejects.toMatchObject({ code: 'subscriptions.takesTooMany' })
    const { adjustments } = await call(subscriptionsOperations.ledger, { id })
    expect(adjustments).toMatchObject([{ issues: 2, reason: 'Geste', madeBy: 'VG' }])
    await call(adjustmentsOperations.remove, { id: adjustments[0]!.id })
    expect(await owed(id)).toHaveLength(5)
  })
})

describe('why', () => {
  const why = async (one: Awaited<ReturnType<typeof publisher>>, asked: object) =>
    (await one.call(subscriptionsOperations.why, asked as never)).answers.map(({ state, facts }) => [
      state,
      ...facts.map(({ sentence }) => sentence),
    ])

  it('M-1 gives the exact facts that make somebody served, owed or neither, by purchase and by subscriber', async () => {
    const one = await publisher()
    await one.sell('ABO-N115', '2022-11-02')
    const { id, number, contactNumber } = await one.last()
    await one.call(dispatchOperations.run, { issue: '4', on: '2023-06-03' })
    await one.call(holdsOperations.place, {
      purchaseIds: [id],
      fromIssueId: one.issue('6'),
      toIssueId: one.issue('6'),
      reason: 'vacances',
    })
    const [served] = await why(one, { number, issue: '4' })
    expect([served![0], ...served!.slice(3)]).toEqual([
      'served',
      'Le n°\u00a04 est compté au 01/02/2023.',
      'C’est le 1er des 5\u00a0numéros dus.',
      'Servi par l’expédition 1 du 03/06/2023, envoi 1.',
      'Donc le n°\u00a04\u00a0: servi.',
    ])
    expect(served![2]).toBe('Servi par numéro\u00a0: 5\u00a0numéros à partir du 02/11/2022.')
    const [held] = await why(one, { contact: contactNumber, issue: '6' })
    expect(held!.slice(4)).toEqual([
      'C’est le 3e des 5\u00a0numéros dus.',
      'Suspendu de n°\u00a06 à n°\u00a06, à la demande de l’abonné (vacances).',
      'Donc le n°\u00a06\u00a0: suspendu.',
    ])
    const [after] = await why(one, { id, issue: '10' })
    expect(after!.slice(4)).toEqual([
      '1\u00a0numéro suspendu avant celui-ci\u00a0: autant à servir en plus à la fin.',
      '5\u00a0numéros dus en tout, 5 avant celui-ci\u00a0: il vient après la fin.',
      'Donc le n°\u00a010\u00a0: après la fin.',
    ])
  })

  it('M-1 says when it does not know the purchase, the subscriber or the issue', async () => {
    const one = await publisher()
    await one.sell('ABO-A112', '2023-05-02')
    const { answers } = await one.call(subscriptionsOperations.why, { number: 1, issue: '5' })
    expect(answers[0]).toMatchObject({ state: 'before' })
    await expect(one.call(subscriptionsOperations.why, { issue: '5' })).rejects.toMatchObject({
      code: 'subscriptions.whoseAsked',
    })
    await expect(one.call(subscriptionsOperations.why, { number: 9, issue: '5' })).rejects.toMatchObject({
      code: 'subscriptions.unknownPurchase',
    })
    await expect(one.call(subscriptionsOperations.why, { number: 1, issue: '999' })).rejects.toMatchObject({
      code: 'subscriptions.unknownIssue',
    })
  })
})
