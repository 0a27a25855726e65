import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { contractsOperations } from '../domain/contracts/operations/contracts.ts'
import { contractTermsOperations } from '../domain/contracts/operations/terms.ts'
import { aPublisher } from '../domain/dispatch/factory.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { loadContracts } from './demo-contracts.ts'
import { reactions } from './reactions.ts'
import { constraints, say } from './texts.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

it('REC-8 the demonstration shows a contract in each of the states, and terms to look at', async () => {
  const { call, within } = await aPublisher(database, { constraints, reactions, today: '2023-08-31' })
  await within(loadContracts)
  const { rows } = await call(contractsOperations.list, { limit: 50 })
  expect(new Set(rows.map(({ state }) => state))).toEqual(
    new Set(['draft', 'upcoming', 'active', 'paused', 'terminated']),
  )
  const terms = contractTermsOperations(say)
  const count = async (state: 'issued' | 'drafted' | 'to-invoice' | 'cancelled') =>
    (await call(terms.count, { state })).count
  expect([await count('issued'), await count('drafted')]).toEqual([2, 3])
  expect(await count('to-invoice')).toBeGreaterThan(0)
  expect(await count('cancelled')).toBeGreaterThan(0)
})
