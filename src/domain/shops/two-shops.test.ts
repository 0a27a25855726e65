import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { shopNamed } from './actions/shops.ts'
import { takeOrders } from './actions/take.ts'
import { aRestOrder } from './testing/rest.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 6)
})
afterAll(() => database.close())

it('E5 two shops that bring the same new customer at once make one contact', async () => {
  const { within } = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  const names = ['Ici', 'Là', 'Ailleurs']
  const shops = await Promise.all(names.map(name => within(ctx => shopNamed(ctx, name))))
  const parties = async () => {
    const { rows } = await within(({ db, company }) =>
      db.execute<{ count: number }>(sql`select count(*)::int from parties where company_id = ${company.id}`),
    )
    return rows[0]!.count
  }
  const { billing } = aRestOrder({ id: 1 })
  const before = await parties()
  const taken = await Promise.all(
    shops.map((shop, at) => within(ctx => takeOrders(ctx, shop, [{ document: aRestOrder({ id: at + 1, billing }) }]))),
  )
  expect(taken.flat().map(({ done }) => done)).toEqual(['taken', 'taken', 'taken'])
  expect(await parties()).toBe(before + 1)
})

it('ABO-7 one shop that is named twice at once for the first time is made once', async () => {
  const { within } = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  const made = await Promise.all([1, 2, 3].map(() => within(ctx => shopNamed(ctx, 'Boutique', 'csv'))))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
})
