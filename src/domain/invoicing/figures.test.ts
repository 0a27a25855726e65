import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { figuresOperations } from './operations/figures.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const TODAY = '2023-08-31'
const publisher = () => aPublisher(database, { today: TODAY, constraints, reactions })

describe('the figures of sales', () => {
  it('say what was sold each month before tax, beside the same month a year before', async () => {
    const { call, sell } = await publisher()
    for (const on of ['2021-08-31', '2022-08-15', '2023-08-01', '2023-08-31']) await sell('ABO-A112', on)
    const months = await call(figuresOperations.revenue, {})
    expect(months).toHaveLength(12)
    expect(months[0]).toEqual({ month: '2022-09-01', netCents: 0, netCentsBefore: 0 })
    expect(months.at(-1)).toEqual({ month: '2023-08-01', netCents: 5666, netCentsBefore: 2833 })
    expect((await call(figuresOperations.revenue, {}, { today: '2022-08-15' })).at(-1)).toMatchObject({
      netCentsBefore: 2833,
    })
  })

  it('say what is owed by how long it is overdue', async () => {
    const { call, sell, within } = await publisher()
    for (const on of ['2023-05-01', '2023-08-01', '2023-08-30', '2023-08-31']) await sell('ABO-A112', on)
    await within(({ db, company }) =>
      db.execute(sql`
        update invoice_states set due_on = issued_on, open_cents = gross_cents where company_id = ${company.id}`),
    )
    const ages = await call(figuresOperations.overdue, {})
    expect(ages.map(({ age, count, openCents }) => [age, count, openCents])).toEqual([
      ['not-due', 1, 3400],
      ['to-30', 2, 6800],
      ['to-60', 0, 0],
      ['to-90', 0, 0],
      ['older', 1, 3400],
    ])
  })
})
