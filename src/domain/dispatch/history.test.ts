import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { aPublisher } from './factory.ts'
import { dispatchOperations, shipmentsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })

describe('what was dispatched', () => {
  it('ABO-10 is kept: each envelope of a purchase, which a later run neither replaces nor changes', async () => {
    const { call, sell, within, company } = await publisher()
    await sell('ABO-A112', '2023-01-01', { to: { lastName: 'Fidèle' } })
    await call(dispatchOperations.run, { issue: '4', on: '2023-02-01' })
    await call(dispatchOperations.run, { issue: '5', on: '2023-05-02' })
    const { rows: bought } = await call(subscriptionsOperations.list, {})
    const { rows } = await call(shipmentsOperations.list, { purchaseId: bought[0]!.id })
    expect(rows.map(({ issueNumber, sentOn, lastName }) => [issueNumber, sentOn, lastName]).toSorted()).toEqual([
      ['4', '2023-02-01', 'Fidèle'],
      ['5', '2023-05-02', 'Fidèle'],
    ])
    await within(({ db }) =>
      db.execute(sql`update dispatch_runs set handed_over_at = now() where company_id = ${company.id}`),
    )
    const { rowCount } = await within(({ db }) =>
      db.execute(sql`delete from shipments where company_id = ${company.id}`),
    )
    expect(rowCount).toBe(0)
  })

  it('CIR-4 follows one of two rules, by end date or by issues remaining; neither sends an issue twice, in as many runs as are made', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-A112', '2022-05-02', { to: { lastName: 'Date' } }) // issues 2 to 5: its term holds four dates
    await sell('ABO-N115', '2022-05-02', { to: { lastName: 'Numéros' } }) // five issues: 2 to 6
    const served = new Map<string, string[]>()
    for (const issue of ['1', '2', '3', '4', '5', '6', '2', '6']) {
      const { rows } = await call(dispatchOperations.recipients, { issue })
      if (rows.length > 0) await call(dispatchOperations.run, { issue })
      for (const { lastName } of rows) served.set(lastName, [...(served.get(lastName) ?? []), issue])
    }
    expect([...served]).toEqual([
      ['Date', ['2', '3', '4', '5']],
      ['Numéros', ['2', '3', '4', '5', '6']],
    ])
    await sell('ABO-A112', '2022-05-02', { to: { lastName: 'Retard' } })
    expect(await call(dispatchOperations.run, { issue: '2' })).toMatchObject({ shipmentCount: 1 })
  })
})
