import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })

describe('subscriptions that come to their end', () => {
  it('ABO-11 ABO-81 stand out, soonest first, with the months of their code and the days that are left', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-A224', '2021-09-28')
    await sell('ABO-A112', '2022-09-02')
    await sell('ABO-A112', '2023-06-01') // far from its end
    const { rows } = await call(subscriptionsOperations.expiring, { within: 30 })
    expect(rows.map(({ termMonths, expiresOn, expiresIn }) => [termMonths, expiresOn, expiresIn])).toEqual([
      [12, '2023-09-01', 1],
      [24, '2023-09-27', 27],
    ])
  })

  it('X-16 have the same status on every screen: among all, among those that expire, on the card', async () => {
    const { call, sell } = await publisher()
    for (const on of ['2022-08-31', '2022-09-01', '2022-09-16', '2022-09-17', '2023-08-31']) await sell('ABO-A112', on)
    const { rows: all } = await call(subscriptionsOperations.list, { sort: 'number' })
    const { rows: ending } = await call(subscriptionsOperations.expiring, {
      within: 3650,
      lapsedWithin: 3650,
      sort: 'number',
    })
    const cards = await Promise.all(all.map(({ id }) => call(subscriptionsOperations.get, { id })))
    const statuses = ['expired', 'expiring', 'expiring', 'running', 'running']
    for (const screen of [all, ending, cards]) expect(screen.map(({ status }) => status)).toEqual(statuses)
  })
})
