import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { invoicingOperations as invoices } from './operations.ts'
import { aDesk } from './testing/desk.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

const publisher = () => aDesk(database)

describe('a deposit', () => {
  it('is taken off a final invoice, never more than it holds and never twice', async () => {
    const { call, issue, draft, get, text } = await publisher()
    const deposit = await issue({ kind: 'deposit', lines: [text(3000)] })
    const taking = (cents?: number) => ({ allowances: [{ kind: 'deposit', depositId: deposit.id, cents }] })
    const final = await issue(taking(2000))
    expect(await get(final.id)).toMatchObject({
      grossCents: 8000,
      netCents: 6666,
      openCents: 8000,
      allowances: [{ depositNumber: deposit.number }],
    })
    expect(await get(deposit.id)).toMatchObject({ depositLeftCents: 1000, usedBy: [{ id: final.id }] })
    await expect(draft(taking(1001))).rejects.toMatchObject({ code: 'invoicing.depositUsed' })
    const rest = await draft(taking())
    await expect(draft(taking(1))).rejects.toMatchObject({ code: 'invoicing.depositUsed' })
    await call(invoices.issue, { ids: [rest.id] })
    await expect(call(invoices.cancel, { id: deposit.id, reason: 'Erreur', service: 'keep' })).rejects.toMatchObject({
      code: 'invoicing.depositUsed',
    })
    await call(invoices.cancel, { id: final.id, reason: 'Erreur', service: 'keep' })
    expect(await get(deposit.id)).toMatchObject({ depositLeftCents: 2000 })
  })

  it('is proposed for its customer while it holds something, and what a draft takes off to that draft alone', async () => {
    const { call, issue, draft, text, customerId } = await publisher()
    const deposit = await issue({ kind: 'deposit', lines: [text(3000)] })
    await draft({ kind: 'deposit', lines: [text(500)] })
    const proposed = (draftId?: string) => call(invoices.openDeposits, { customerId, draftId })
    expect(await proposed()).toEqual([
      { id: deposit.id, number: deposit.number, issuedOn: deposit.issuedOn, leftCents: 3000 },
    ])
    const taking = await draft({ allowances: [{ kind: 'deposit', depositId: deposit.id, cents: 3000 }] })
    expect(await proposed()).toEqual([])
    expect(await proposed(taking.id)).toMatchObject([{ id: deposit.id, leftCents: 3000 }])
    await call(invoices.issue, { ids: [taking.id] })
    expect(await proposed()).toEqual([])
  })

  it('is taken once by two who issue at the same moment', async () => {
    const { call, issue, draft, text } = await publisher()
    const deposit = await issue({ kind: 'deposit', lines: [text(3000)] })
    const taking = { allowances: [{ kind: 'deposit', depositId: deposit.id }] }
    const drafts = await Promise.all([draft(taking), draft(taking), draft(taking)].map(one => one.catch(() => null)))
    const outcomes = await Promise.allSettled(
      drafts.filter(one => one !== null).map(({ id }) => call(invoices.issue, { ids: [id] })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
