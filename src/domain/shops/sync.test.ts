import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { fakeOrders } from './testing/fake-orders.ts'
import { aShopkeeper } from './testing/shopkeeper.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 6)
})
afterAll(() => database.close())

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function keeper(documents: Iterable<unknown> = []) {
  const made = await aShopkeeper(database, { documents })
  open.push(made.close)
  return made
}

const sold = (count: number, more: object = {}) => [...fakeOrders({ count, ...more })]

describe('a shop is connected', () => {
  it('E1 its keys are tried, kept sealed and shown nowhere, and it is asked from then on', async () => {
    const { connect, health, rows, fake, shopId } = await keeper(sold(3))
    const answer = await connect()
    expect(answer).toMatchObject({
      state: 'fine',
      hasKeys: true,
      authorisedBy: 'oauth',
      warnings: ['plainHttp', 'hooksMissing'],
    })
    expect(await health()).toEqual(answer)
    const kept = JSON.stringify([
      await rows(sqlAll('shops')),
      await rows(sqlAll('shop_events')),
      await rows(sqlAll('audit_entries')),
      answer,
    ])
    expect(kept).not.toContain(fake.key)
    expect(kept).not.toContain(fake.secret)
    expect(kept).toContain(shopId)
  })
})

function sqlAll(table: string) {
  return sql`select * from ${sql.identifier(table)} where company_id = current_setting('app.company_id')::uuid`
}
