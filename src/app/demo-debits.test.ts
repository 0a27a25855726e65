import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { debitBatchesOperations, debitCandidatesOperations } from '../domain/debits/operations/batches.ts'
import { mandatesOperations } from '../domain/debits/operations/mandates.ts'
import { debitReturnsOperations } from '../domain/debits/operations/returns.ts'
import { createBankAccount } from '../domain/payments/actions/accounts.ts'
import { aCreditor } from '../domain/payments/factory.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { sealWith } from '../platform/mail/seal.ts'
import { loadDebits } from './demo-debits.ts'
import { reactions } from './reactions.ts'
import { constraints } from './texts.ts'

let database: Database
beforeAll(() => {
  sealWith('a secret of the tests alone, not used elsewhere')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

it('L-16 the demonstration shows mandates, invoices to collect and batches in each of their states', async () => {
  const { call, within } = await aCreditor(database, { constraints, reactions, today: '2023-08-31' })
  await within(async ctx => {
    await createBankAccount(ctx, { name: 'Crédit du Lac', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' })
    await loadDebits(ctx)
  })
  const summary = await call(debitCandidatesOperations.summary, undefined)
  expect(Object.fromEntries(summary.map(({ verdict, count }) => [verdict, count]))).toEqual({
    ...{
      collecting: 2,
      'given-up': 1,
      lapsed: 1,
      'no-mandate': 1,
      noticed: 1,
      ready: 1,
      revoked: 1,
      'to-notice': 2,
      unsigned: 1,
    },
  })
  const { rows: batches } = await call(debitBatchesOperations.list, { limit: 50 })
  expect(batches.map(({ state, returnedCount }) => [state, returnedCount])).toEqual([
    ['planned', 0],
    ['cancelled', 0],
    ['handed-over', 0],
    ['collected', 2],
  ])
  const { rows: mandates } = await call(mandatesOperations.list, { limit: 50 })
  expect(new Set(mandates.map(({ state }) => state))).toEqual(new Set(['valid', 'unsigned', 'lapsed', 'revoked']))
  const { rows: returns } = await call(debitReturnsOperations.list, { limit: 50 })
  expect(returns.map(({ retryOn }) => retryOn).toSorted()).toEqual(['2023-07-30', null])
})
