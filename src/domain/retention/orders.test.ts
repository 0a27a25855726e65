import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { insertRows } from '../../platform/db/write-rows.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { shopNamed } from '../shops/actions/shops.ts'
import { shopDeliveries } from '../shops/tables.ts'
import { aLine, anOrder, aPerson } from '../shops/testing/orders.ts'
import { keptOrders } from '../shops/testing/sales.ts'
import { erase } from './actions/erase.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const TABLES = ['shop_orders', 'shop_customers', 'shop_deliveries', 'parties', 'addresses']

it('L-18 L-19 forgets the orders of a shop as they came, and how it knows whoever made or received them', async () => {
  const { within } = await aPublisher(database, { reactions, constraints })
  const tracesOf = (word: string) =>
    within(async ({ db, company }) => {
      const found: string[] = []
      for (const table of TABLES) {
        const { rows } = await db.execute(
          sql`select 1 from ${sql.identifier(table)} t where company_id = ${company.id} and t::text ilike ${`%${word}%`}`,
        )
        if (rows.length > 0) found.push(table)
      }
      return found
    })
  const billing = aPerson({ lastName: 'Zyzzyva', email: 'zyzzyva@example.fr' })
  const shipping = aPerson({ lastName: 'Xylophon', email: '', line1: '3 rue du Lac' })
  const order = anOrder({ billing, shipping, lines: [aLine({ sku: 'LIVRE' })], orderedAt: '2020-01-01T09:00:00Z' })
  const { customerId, recipientId } = await within(async ctx => {
    const shop = await shopNamed(ctx, 'Boutique')
    const [kept] = await keptOrders(ctx, shop, [order])
    const delivery = { topic: 'order.updated', externalId: order.externalId, sha256: 'x', body: JSON.stringify(order) }
    await insertRows(ctx, shopDeliveries, [{ id: newId(), shopId: shop.id, ...delivery }])
    await ctx.db.execute(sql`update invoice_states set open_cents = 0 where company_id = ${ctx.company.id}`)
    return kept!
  })
  const forget = (id: string) => within(ctx => erase({ ...ctx, today: '2030-01-01' }, { partyIds: [id], asked: true }))
  expect(await tracesOf('xylophon')).toEqual(['shop_orders', 'shop_deliveries', 'parties'])
  await forget(recipientId!)
  expect(await tracesOf('xylophon')).toEqual([])
  expect(await tracesOf('zyzzyva')).toEqual(['shop_customers', 'parties'])
  await forget(customerId)
  expect(await tracesOf('zyzzyva')).toEqual([])
  const { rows } = await within(({ db, company }) =>
    db.execute(sql`select sha256, document, number from shop_orders where company_id = ${company.id}`),
  )
  expect(rows).toEqual([{ sha256: order.externalId, document: '', number: order.number }])
})
