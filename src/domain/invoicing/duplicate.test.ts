import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { invoicingOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { today: '2023-08-31', constraints, reactions })

describe('a document copied', () => {
  it('is a draft of the same lines at the same prices, without number, day or start', async () => {
    const { call, sell, products } = await publisher()
    const { invoice, customerId } = await sell('ABO-A112', '2023-08-01', { quantity: 2, startsOn: '2023-08-01' })
    const copy = await call(invoicingOperations.duplicate, { id: invoice.id })
    const draft = await call(invoicingOperations.get, { id: copy.id })
    expect(draft).toMatchObject({ state: 'draft', number: null, customerId, grossCents: 6800, draftedOn: null })
    expect(draft.lines).toMatchObject([
      { productId: products.get('ABO-A112'), quantity: 2, grossCents: 6800, startsOn: null },
    ])
    expect(copy).toEqual({ id: draft.id, revision: draft.revision })
  })

  it('is never a credit note', async () => {
    const { call, sell } = await publisher()
    const { invoice } = await sell('NUM-4', '2023-08-01')
    const { creditNote } = await call(invoicingOperations.cancel, { id: invoice.id, reason: 'Abîmé', service: 'keep' })
    await expect(call(invoicingOperations.duplicate, { id: creditNote!.id })).rejects.toMatchObject({
      code: 'invoicing.creditNoteOnce',
    })
  })
})
