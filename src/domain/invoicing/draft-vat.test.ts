import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { aParty } from '../parties/factory.ts'
import { invoicingOperations as invoices } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

describe('the VAT of a draft', () => {
  it('L-8 follows where the customer is delivered, and a draft that no longer does is not issued', async () => {
    const { call, within, products } = await aPublisher(database, { constraints, reactions, today: '2026-03-20' })
    const customerId = await within(ctx =>
      aParty(ctx, {
        lastName: 'Hoarau',
        addresses: [{ line1: '1 rue de Paris', postcode: '97400', town: 'Saint-Denis' }],
      }),
    )
    const productId = products.get('ABO-A112')!
    await within(ctx =>
      ctx.db.execute(
        sql`update products set tax_class = 'normal' where company_id = ${ctx.company.id} and id = ${productId}`,
      ),
    )
    const lines = [{ productId, quantity: 1 }]
    expect(await call(invoices.quote, { customerId, lines })).toMatchObject({
      territory: 'dom',
      netCents: 3134,
      grossCents: 3400,
      lines: [{ vatRateBps: 850 }],
    })
    const { id } = await call(invoices.draft, { customerId, lines })
    const ratesSince = await call(invoices.draft, { customerId, lines })
    await within(ctx =>
      ctx.db.execute(
        sql`update products set tax_class = 'reduced' where company_id = ${ctx.company.id} and id = ${productId}`,
      ),
    )
    await expect(call(invoices.issue, { ids: [ratesSince.id] })).rejects.toMatchObject({
      code: 'invoicing.rateChanged',
    })
    await within(ctx =>
      ctx.db.execute(
        sql`update addresses set postcode = '75011' where company_id = ${ctx.company.id} and party_id = ${customerId}`,
      ),
    )
    await expect(call(invoices.issue, { ids: [id] })).rejects.toMatchObject({ code: 'invoicing.deliveredElsewhere' })
    await call(invoices.edit, { id, revision: 1, customerId, lines })
    await call(invoices.issue, { ids: [id] })
    expect(await call(invoices.get, { id })).toMatchObject({
      territory: 'metropolitan',
      grossCents: 3400,
      lines: [{ vatRateBps: 550 }],
    })
  })
})
