import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { aParty } from '../parties/factory.ts'
import { createPurchases } from './actions/by-hand.ts'
import { singleIssuesOperations, subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })

describe('purchases by hand', () => {
  it('are many in one statement, numbered in their order, with what the product says', async () => {
    const { call, within, products, issues, company } = await publisher()
    const made = await within(async ctx => {
      const [one, other] = [await aParty(ctx), await aParty(ctx, { lastName: 'Payeur' })]
      return createPurchases(ctx, [
        { recipientId: one, productId: products.get('ABO-A112')!, startsOn: '2023-03-09' },
        { recipientId: one, productId: products.get('NUM-XXX')!, boughtOn: '2023-04-30', copies: 3 },
        {
          recipientId: one,
          payerId: other,
          nature: 'gift',
          productId: products.get('ABO-N115')!,
          issueId: issues.get('5')!,
          number: 700,
          source: 'import:1',
        },
      ])
    })
    expect(made.map(({ number }) => number)).toEqual([701, 702, 700])
    const { rows } = await call(subscriptionsOperations.list, { sort: 'number' })
    expect(rows).toMatchObject([
      { number: 700, startsOn: '2023-05-01', expiresOn: '2024-07-31', lastName: 'Dupont' },
      { number: 701, startsOn: '2023-03-09', expiresOn: '2024-03-08', copies: 1 },
    ])
    const { rows: singles } = await call(singleIssuesOperations.list, {})
    expect(singles).toMatchObject([{ number: 702, issueNumber: '4', copies: 3, grossCents: 2700, netCents: 2250 }])
    const entries = await within(({ db }) =>
      db.execute(sql`select from audit_entries where company_id = ${company.id} and record = 'purchases'`),
    )
    expect(entries.rows).toHaveLength(3)
  })
})
