import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { invoicingOperations } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { singleIssuesOperations, subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })

/** A subscription and a copy of n° 4 on one invoice of July 2023. */
async function sold() {
  const found = await publisher()
  const { call, within, products } = found
  const customerId = await within(ctx => aParty(ctx))
  const lines = ['ABO-A112', 'NUM-4'].map(code => ({ productId: products.get(code)! }))
  const { id } = await call(invoicingOperations.sell, { customerId, issuedOn: '2023-04-15', lines })
  const subscription = async () => (await call(subscriptionsOperations.list, { invoiceId: id })).rows[0]!
  const single = async () => (await call(singleIssuesOperations.list, { invoiceId: id })).rows[0]!
  return { ...found, id, subscription, single }
}

describe('a cancelled invoice', () => {
  it('ABO-82 X-22 stops the service now, keeps what was served, and says why', async () => {
    const { call, id, subscription, single } = await sold()
    expect(await call(subscriptionsOperations.remaining, { invoiceId: id })).toMatchObject({
      copiesServed: 0,
      issuesLeft: 5, // four of the term, and the single issue
    })
    await call(dispatchOperations.run, { issue: '5', on: '2023-05-01' })
    expect(await call(subscriptionsOperations.remaining, { purchaseId: (await subscription()).id })).toMatchObject({
      copiesServed: 1,
      issuesLeft: 3,
    })
    const cancelled = await call(invoicingOperations.cancel, {
      id,
      reason: 'Remboursée à sa demande',
      on: '2023-07-01',
      service: 'stop-now',
    })
    expect(cancelled).toMatchObject({ cancelledOn: '2023-07-01' })
    expect(await call(invoicingOperations.get, { id })).toMatchObject({
      cancelledOn: '2023-07-01',
      cancelledReason: 'Remboursée à sa demande',
    })
    expect(await subscription()).toMatchObject({ status: 'cancelled', cancelledOn: '2023-07-01' })
    expect(await single()).toMatchObject({ cancelledOn: '2023-07-01' })
    expect(await call(subscriptionsOperations.remaining, { invoiceId: id })).toMatchObject({ issuesLeft: 0 })
    expect(await call(dispatchOperations.recipientsCount, { issue: '6' })).toEqual({ count: 0 })
    expect(await call(dispatchOperations.recipientsCount, { kind: 'single-issue' })).toEqual({ count: 0 })
    expect(await call(subscriptionsOperations.get, { id: (await subscription()).id })).toMatchObject({
      lastDispatchedOn: '2023-05-01',
      cancelledReason: 'Remboursée à sa demande',
      invoiceCancelledOn: '2023-07-01',
      copiesServed: 1,
    })
    await expect(call(subscriptionsOperations.remove, { id: (await subscription()).id })).rejects.toMatchObject({
      code: 'subscriptions.fromInvoice',
    })
  })

  it('X-23 stops the service after an issue, which is still served', async () => {
    const { call, id, issues, subscription, single } = await sold()
    const stop = { id, reason: 'Remboursée en partie', service: 'stop-after-issue' as const }
    await expect(call(invoicingOperations.cancel, stop)).rejects.toMatchObject({ code: 'invoicing.lastIssueAsked' })
    await call(invoicingOperations.cancel, { ...stop, lastIssueId: issues.get('5')! })
    expect(await subscription()).toMatchObject({ cancelledOn: null })
    expect(await call(subscriptionsOperations.get, { id: (await subscription()).id })).toMatchObject({
      lastIssueNumber: '5',
      cancelledReason: 'Remboursée en partie',
    })
    expect(await call(dispatchOperations.recipientsCount, { issue: '5' })).toEqual({ count: 1 })
    expect(await call(dispatchOperations.recipientsCount, { issue: '6' })).toEqual({ count: 0 })
    expect(await single()).toMatchObject({ cancelledOn: null })
  })

  it('X-23 keeps the service when that is asked', async () => {
    const { call, id, subscription } = await sold()
    await call(invoicingOperations.cancel, { id, reason: 'Refaite à un autre nom', service: 'keep' })
    expect(await subscription()).toMatchObject({ cancelledOn: null, status: 'running' })
    expect(await call(dispatchOperations.recipientsCount, { issue: '6' })).toEqual({ count: 1 })
  })

  it('is cancelled once, and not before it was issued', async () => {
    const { call, id } = await sold()
    const cancel = { id, reason: 'Erreur', service: 'stop-now' as const }
    await expect(call(invoicingOperations.cancel, { ...cancel, on: '2023-04-14' })).rejects.toMatchObject({
      code: 'invoicing.cancelledBeforeIssued',
    })
    await call(invoicingOperations.cancel, cancel)
    await expect(call(invoicingOperations.cancel, cancel)).rejects.toMatchObject({ code: 'invoicing.alreadyCancelled' })
  })
})
