import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aParty } from '../parties/factory.ts'
import { aCreditNote, aCreditor } from './factory.ts'
import { paymentsOperations as payments } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const creditor = () => aCreditor(database, { reactions, constraints })

describe('what a customer has to their credit', () => {
  it('is every open payment and credit note of theirs, the oldest first, and pays an invoice', async () => {
    const { call, within, owes, customerId } = await creditor()
    const another = await within(ctx => aParty(ctx))
    await call(payments.record, { customerId: another, cents: 900, method: 'cash' })
    const paid = await call(payments.record, {
      customerId,
      cents: 1000,
      method: 'transfer',
      receivedOn: '2026-03-01',
    })
    const note = await within(ctx => aCreditNote(ctx, customerId, 700))
    const invoice = await owes(3400)
    const credits = () => call(payments.creditsFor, { id: invoice.id })
    expect(await credits()).toMatchObject([
      { id: paid.id, kind: 'payment', number: '2', on: '2026-03-01', openCents: 1000 },
      { id: note.id, kind: 'credit-note', number: note.number, openCents: 700 },
    ])
    await call(payments.allocateCreditNote, { id: note.id, allocations: [{ invoiceId: invoice.id, cents: 700 }] })
    expect(await credits()).toMatchObject([{ id: paid.id }])
    const [allocation] = await call(payments.ofDocument, { id: invoice.id })
    expect(allocation).toMatchObject({ creditNoteNumber: note.number, cents: 700, canUndo: true })
    await call(payments.undoAllocation, { id: allocation!.id })
    expect(await credits()).toHaveLength(2)
  })
})
