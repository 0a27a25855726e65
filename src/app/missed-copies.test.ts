import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { aCompany } from '../domain/accounts/factory.ts'
import { markDispatched } from '../domain/catalog/actions.ts'
import { catalogOperations } from '../domain/catalog/operations.ts'
import { missedOperations } from '../domain/dispatch/operations/missed.ts'
import { dispatchOperations } from '../domain/dispatch/operations.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { loadCapitalSocial } from './demo-company.ts'
import { reactions } from './reactions.ts'
import { constraints } from './texts.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

it('M-2 X-6 reports exactly the 21 who missed issue 4 with issues 1 to 4 dispatched, and those of issues 5 and 6 once they left', async () => {
  const one = await aCompany(database, { today: '2023-08-31', constraints, reactions })
  await one.within(loadCapitalSocial)
  const byIssue = async () =>
    Object.fromEntries(
      (await one.call(missedOperations.byIssue, {})).rows.map(({ issueNumber, count }) => [issueNumber, count]),
    )
  expect(await byIssue()).toEqual({ 1: 0, 2: 0, 3: 0, 4: 21 })
  const { rows } = await one.call(missedOperations.list, { limit: 200 })
  expect(rows).toHaveLength(21)
  expect(new Set(rows.map(({ issueNumber }) => issueNumber))).toEqual(new Set(['4']))

  const { rows: issues } = await one.call(catalogOperations.issues.list, {})
  for (const { id, number } of issues)
    if (number === '5' || number === '6') await one.within(ctx => markDispatched(ctx, id))
  expect(await byIssue()).toEqual({ 1: 0, 2: 0, 3: 0, 4: 21, 5: 22, 6: 35 })

  await one.call(dispatchOperations.run, { issue: '4' })
  expect(await byIssue()).toEqual({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 22, 6: 35 })
  const missed = (await one.call(missedOperations.list, { limit: 200 })).rows
  const the21 = new Set(rows.map(({ purchaseId }) => purchaseId))
  for (const issue of ['5', '6'])
    expect(missed.filter(({ issueNumber, purchaseId }) => issueNumber === issue && the21.has(purchaseId))).toHaveLength(
      21,
    )
})
