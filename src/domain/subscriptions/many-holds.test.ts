import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { runWork } from '../long-work/jobs.ts'
import { workOperations } from '../long-work/operations.ts'
import { aParty } from '../parties/factory.ts'
import { createPurchases } from './actions/by-hand.ts'
import { HELD_AT_ONCE, placePart } from './actions/many-holds.ts'
import { holdWork, liftWork } from './jobs.ts'
import { holdsOperations, ledgerOperations } from './operations/holds.ts'
import { subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { today: '2023-06-15', constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>
const SAID = { kind: 'customer' as const, reason: '', countsAsServed: false }
const summer = { fromOn: '2023-07-01', toOn: '2023-09-30' } // n°6, of 1 August

const idsOf = async ({ call }: Publisher) =>
  (await call(subscriptionsOperations.list, { sort: 'number' })).rows.map(({ id }) => id)
const owedN6 = async ({ call }: Publisher) => (await call(dispatchOperations.recipientsCount, { issue: '6' })).count

/** Two who can be suspended for the summer; one cancelled, one over before it, one whose renewal was served. */
async function all() {
  const one = await publisher()
  await one.sell('ABO-A112', '2023-01-01')
  await one.sell('ABO-N115', '2023-01-01')
  await one.sell('ABO-A112', '2023-01-02')
  await one.sell('ABO-A112', '2022-05-01') // until 30/04/2023
  const ids = await idsOf(one)
  await one.call(subscriptionsOperations.stop, { id: ids[2]!, reason: 'Parti' })
  return { ...one, ids }
}

describe('CIR-15 many subscriptions suspended together', () => {
  it('CIR-15 suspends those that can be, and tells which cannot and why, as its preview said', async () => {
    const one = await all()
    const preview = await one.call(holdsOperations.previewMany, { purchaseIds: one.ids, ...summer })
    expect(preview).toMatchObject({
      count: 4,
      done: 2,
      missed: [{ number: '6', subscriptions: 2 }],
      refused: [
        { why: 'cancelled', count: 1, purchases: [{ id: one.ids[2] }] },
        { why: 'nothing-owed', count: 1, purchases: [{ id: one.ids[3] }] },
      ],
    })
    expect(await owedN6(one)).toBe(2)
    const placed = await one.call(holdsOperations.placeMany, { purchaseIds: one.ids, ...summer })
    expect(placed).toMatchObject({ workId: null, done: 2, refused: preview.refused })
    expect(await owedN6(one)).toBe(0)
    expect(await one.call(ledgerOperations.ledger, { id: one.ids[1]! })).toMatchObject({
      holds: [{ kind: 'customer', ...summer }],
    })
    const again = await one.call(holdsOperations.placeMany, { purchaseIds: one.ids, ...summer })
    expect(again.refused.find(({ why }) => why === 'held-already')).toMatchObject({ count: 2 })
  })

  it('CIR-15 suspends all that the filters and the search of the list match, and finds and resumes them together', async () => {
    const one = await all()
    await one.sell('ABO-A112', '2023-02-01', { to: { lastName: 'Zebulon' } })
    const matching = { startsFrom: '2023-01-01', search: 'zebu' }
    expect(await one.call(holdsOperations.previewMany, { matching, ...summer })).toMatchObject({ count: 1, done: 1 })
    expect(await one.call(holdsOperations.placeMany, { matching, ...summer })).toMatchObject({ done: 1 })
    const { togetherId } = await one.call(holdsOperations.placeMany, {
      matching: { startsFrom: '2023-01-01' },
      ...summer,
    })
    const together = { heldTogether: togetherId }
    expect(await one.call(subscriptionsOperations.count, together)).toEqual({ count: 2 })
    expect(await owedN6(one)).toBe(0)
    expect(await one.call(holdsOperations.liftMany, { matching: together })).toMatchObject({ done: 2, refused: [] })
    expect(await one.call(subscriptionsOperations.count, together)).toEqual({ count: 0 })
    expect(await owedN6(one)).toBe(2)
    expect(await one.call(holdsOperations.liftMany, { matching: { startsFrom: '2023-01-01' } })).toMatchObject({
      done: 1,
      refused: [{ why: 'not-held', count: 3 }],
    })
    expect(await owedN6(one)).toBe(3)
  })

  it('CIR-7 leaves out those whose renewal was served, moves the others’ renewals along, and moves them back', async () => {
    const one = await publisher()
    for (const startsOn of ['2022-08-01', '2022-08-15']) {
      const { customerId } = await one.sell('ABO-A112', startsOn)
      await one.sell('ABO-A112', '2023-06-15', { customerId })
    }
    const [first, , second, waiting] = await idsOf(one)
    await one.call(dispatchOperations.run, { issue: '6' }) // the renewal of the first has it
    const startOf = async () => (await one.call(subscriptionsOperations.get, { id: waiting! })).startsOn
    expect(await startOf()).toBe('2023-08-15')
    const may = { fromOn: '2023-05-01', toOn: '2023-05-31' } // n°5
    const placed = await one.call(holdsOperations.placeMany, { purchaseIds: [first!, second!], ...may })
    expect(placed).toMatchObject({ done: 1, refused: [{ why: 'renewal-served', purchases: [{ id: first }] }] })
    expect(await startOf()).toBe('2023-11-02') // the day after n°7, expected on 01/11
    await one.call(holdsOperations.liftMany, { matching: { heldTogether: placed.togetherId } })
    expect(await startOf()).toBe('2023-08-15')
  })

  it('CIR-15 resumes from the first issue still open: what was missed stays missed', async () => {
    const one = await publisher()
    await one.sell('ABO-A112', '2023-01-01')
    const [id] = await idsOf(one)
    await one.call(holdsOperations.placeMany, { purchaseIds: [id!], fromOn: '2023-02-01' })
    await one.within(({ db, company }) =>
      db.execute(sql`update issues set closes_on = '2023-05-01' where company_id = ${company.id} and ordinal <= 5`),
    )
    await one.call(holdsOperations.liftMany, { purchaseIds: [id!] })
    const { holds, issues } = await one.call(ledgerOperations.ledger, { id: id! })
    expect(holds).toMatchObject([{ fromNumber: '4', toNumber: '5', fromOn: null }])
    expect(issues.filter(({ state }) => state === 'held').map(({ number }) => number)).toEqual(['4', '5'])
  })

  it('CIR-15 suspends and resumes thousands as work that goes on, and none twice when it is cut short', async () => {
    const one = await publisher()
    const many = HELD_AT_ONCE + 100
    await one.within(async ctx => {
      const recipientId = await aParty(ctx, { lastName: 'Abonné' })
      const productId = one.products.get('ABO-A112')!
      await createPurchases(
        ctx,
        Array.from({ length: many }, () => ({ recipientId, productId, boughtOn: '2023-01-01' })),
      )
    })
    await one.sell('ABO-A112', '2022-05-01')
    const work = (runId: string) =>
      runWork(one.outer(), [holdWork, liftWork] as never, {
        data: { companyId: one.company.id, runId },
        signal: new AbortController().signal,
      })
    expect(await one.call(holdsOperations.previewMany, { matching: {}, ...summer })).toMatchObject({
      count: many + 1,
      done: null,
    })
    const begun = await one.call(holdsOperations.placeMany, { matching: {}, ...summer })
    await one.within(ctx => placePart(ctx, { matching: {} }, { ...SAID, ...summer, togetherId: begun.togetherId }, ''))
    await work(begun.workId!)
    expect(await one.call(workOperations.get, { id: begun.workId! })).toMatchObject({
      state: 'done',
      total: many + 1,
      done: many + 1,
      result: { summary: expect.stringContaining(`${many} suspendus\u202f; 1\u00a0: aucun numéro dû`) },
    })
    expect(await owedN6(one)).toBe(0)
    const matching = { heldTogether: begun.togetherId }
    expect(await one.call(subscriptionsOperations.count, matching)).toEqual({ count: many })
    const lifting = await one.call(holdsOperations.liftMany, { matching })
    await work(lifting.workId!)
    expect(await owedN6(one)).toBe(many)
  })

  it('CIR-15 proposes to stop the next issue to come, however many old ones never left', async () => {
    const one = await publisher()
    await one.sell('ABO-A112', '2022-05-01')
    const [id] = await idsOf(one)
    expect((await one.call(ledgerOperations.ledger, { id: id! })).firstStoppable).toMatchObject({ number: '6' })
  })

  it('asks which subscriptions, and for a period', async () => {
    const one = await publisher()
    await expect(one.call(holdsOperations.placeMany, summer)).rejects.toMatchObject({
      code: 'subscriptions.whichAsked',
    })
    await expect(one.call(holdsOperations.placeMany, { matching: {}, toOn: '2023-07-01' })).rejects.toMatchObject({
      code: 'subscriptions.holdRangeAsked',
    })
  })
})
