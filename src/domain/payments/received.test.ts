import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { constraints } from '../../app/texts.ts'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { aParty } from '../parties/factory.ts'
import { receivedOperations } from './operations/received.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

it('says what came in each month of a year, what was paid back taken off', async () => {
  const { call, within } = await aCompany(database, { today: '2023-08-31', constraints })
  const paid: [string, number][] = [
    ['2022-08-31', 700],
    ['2022-09-01', 3400],
    ['2023-08-05', 5000],
    ['2023-08-31', -1200],
  ]
  await within(async ctx => {
    const customerId = await aParty(ctx)
    for (const [at, [on, cents]] of paid.entries())
      await ctx.db.execute(sql`
        insert into payments (company_id, id, number, customer_id, method, received_on, cents, created_by)
        values (${ctx.company.id}, ${newId()}, ${at + 1}, ${customerId}, 'cheque', ${on}, ${cents}, 'VG')`)
  })
  const months = await call(receivedOperations.byMonth, {})
  expect(months).toHaveLength(12)
  expect(months[0]).toEqual({ month: '2022-09-01', cents: 3400 })
  expect(months.at(-1)).toEqual({ month: '2023-08-01', cents: 3800 })
})
