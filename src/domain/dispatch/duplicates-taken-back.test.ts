import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { ANSWERS } from './contract/watch.ts'
import { aPublisher } from './factory.ts'
import { watchOperations } from './operations/watch.ts'
import { dispatchOperations, shipmentsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** Somebody who bought the same twice. */
async function twice() {
  const one = await aPublisher(database, { constraints, reactions })
  const { customerId } = await one.sell('ABO-A112', '2023-01-01', { to: { lastName: 'Marc' } })
  await one.sell('ABO-A112', '2023-01-01', { customerId })
  const pairs = async (answered?: boolean) =>
    (await one.call(watchOperations.duplicates, { issue: '5', ...(answered ? { answered } : {}) })).rows
  const [pair] = await pairs()
  const { firstId, secondId } = pair!
  const answer = (given: (typeof ANSWERS)[number]) =>
    one.call(watchOperations.answerDuplicate, { firstId, secondId, issueId: one.issues.get('5')!, answer: given })
  const takeBack = () => one.call(watchOperations.takeBackAnswer, { firstId, secondId })
  const waiting = async () => (await one.call(dispatchOperations.recipientsCount, { issue: '5' })).count
  return { ...one, pairs, firstId, secondId, answer, takeBack, waiting }
}

describe('an answer about probable duplicates', () => {
  it('X-14 kept separate is shown among the answers, and asked again once taken back', async () => {
    const { pairs, answer, takeBack, firstId, secondId } = await twice()
    await answer('separate')
    expect(await pairs()).toEqual([])
    expect(await pairs(true)).toMatchObject([{ firstId, secondId, answer: 'separate', lastName: 'Marc' }])
    await takeBack()
    expect(await pairs(true)).toEqual([])
    expect(await pairs()).toMatchObject([{ firstId, secondId, answer: null }])
    await expect(takeBack()).rejects.toMatchObject({ code: 'dispatch.notAnswered' })
  })

  it('X-14 together is undone: two envelopes leave', async () => {
    const { answer, takeBack, call } = await twice()
    await answer('together')
    await takeBack()
    const { id: runId } = await call(dispatchOperations.run, { issue: '5' })
    const { rows } = await call(shipmentsOperations.list, { runId })
    expect(rows.map(({ parcelCopies }) => parcelCopies)).toEqual([1, 1])
  })

  it.each([
    ['held because it was paid', false],
    ['cancelled because it was made by hand', true],
  ])('X-14 of a purchase %s is undone: it is served again', async (_what, byHand) => {
    const { answer, takeBack, waiting, pairs, within, secondId } = await twice()
    if (byHand)
      await within(({ db, company }) =>
        db.execute(sql`update purchases set invoice_id = null, invoice_line_id = null
          where company_id = ${company.id} and id = ${secondId}`),
      )
    await answer('duplicate')
    expect(await waiting()).toBe(1)
    expect(await pairs(true)).toMatchObject([{ answer: 'duplicate', secondId }])
    await takeBack()
    expect(await waiting()).toBe(2)
    expect(await pairs()).toHaveLength(1)
  })
})

describe('the changes since the last run', () => {
  it('CIR-12 tell of who was stopped after an issue before this one', async () => {
    const { call, within, issues, secondId } = await twice()
    await call(dispatchOperations.run, { issue: '6' })
    await within(({ db, company }) =>
      db.execute(sql`update purchases set last_issue_id = ${issues.get('5')!}, cancelled_reason = 'Parti', updated_at = now()
        where company_id = ${company.id} and id = ${secondId}`),
    )
    const { rows } = await call(watchOperations.changes, { issue: '6' })
    expect(rows).toMatchObject([{ purchaseId: secondId, change: 'gone', reason: 'Parti' }])
    expect((await call(watchOperations.changes, { issue: '5' })).rows).toEqual([])
  })
})
