import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { router } from '../../app/router.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { shopNamed } from './actions/shops.ts'
import { takeOrders } from './actions/take.ts'
import { ordersFound } from './queries/order-search.ts'
import { aRestOrder } from './testing/rest.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const somebody = (said: Record<string, string>) => ({
  ...{ first_name: 'Zoé', last_name: 'Lemaître', company: '', address_1: '3 rue du Port', address_2: '' },
  ...{ city: 'Sète', postcode: '34200', country: 'FR', phone: '', email: '' },
  ...said,
})

async function aShop() {
  const publisher = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  const orders = [
    { id: 101, number: 'W-1001', billing: somebody({ email: 'zoe@exemple.test' }) },
    {
      id: 102,
      number: '#2002',
      billing: somebody({ first_name: 'Éric', last_name: 'Durand', email: 'eric@exemple.test' }),
    },
    {
      id: 103,
      number: '3003',
      status: 'failed',
      paidAt: null,
      billing: somebody({ first_name: 'Élie', last_name: "L'Hôte" }),
    },
  ]
  await publisher.within(async ctx => {
    const shop = await shopNamed(ctx, 'Boutique')
    const given = orders.map(order => ({ document: aRestOrder(order) }))
    return takeOrders(ctx, { ...shop, numberPrefix: 'WEB-' }, given)
  })
  const found = async (search: string) =>
    (await publisher.call(router.shopOrders.list, { search })).rows.map(({ externalId }) => externalId).sort()
  return { ...publisher, found }
}

/** So many that reading them all is dear. */
async function manyOrders({ db, company }: Ctx) {
  await db.execute(sql`
    insert into shop_orders (company_id, id, shop_id, external_id, number, document, sha256, state, customer_id, created_by, updated_by)
    select ${company.id}, gen_random_uuid(), o.shop_id, 'many-' || n, 'M' || n, '{}', n::text, 'taken', o.customer_id, 'VG', 'VG'
    from generate_series(1, 3000) n join shop_orders o on o.company_id = ${company.id} and o.external_id = '101'`)
}

async function statisticsOfOrders() {
  const owner = new pg.Client({ connectionString: inject('ownerUrl') })
  await owner.connect()
  await owner.query('analyze public.shop_orders')
  await owner.end()
}

describe('orders that are searched', () => {
  it('are found by how their number begins, and by the number of their invoice', async () => {
    const { found } = await aShop()
    expect(await found('W-10')).toEqual(['101'])
    expect(await found(' w-1001 ')).toEqual(['101'])
    expect(await found('2002')).toEqual(['102'])
    expect(await found('WEB-W-1001')).toEqual(['101'])
    expect(await found('1001')).toEqual([])
    expect(await found("W-1' or 1=1")).toEqual([])
  })

  it('are found by what their customer is found by, or by the name of who bought nothing', async () => {
    const { found } = await aShop()
    expect(await found('lemaitre zo')).toEqual(['101'])
    expect(await found('eric@exemple.test')).toEqual(['102'])
    expect(await found('sete')).toEqual(['101', '102'])
    expect(await found('hote élie')).toEqual(['103'])
    expect(await found('personne')).toEqual([])
  })

  it('are read from indexes', async () => {
    const { within } = await aShop()
    await within(manyOrders)
    await statisticsOfOrders()
    const plan = await within(async ctx => {
      const { rows } = await ctx.db.execute<{ 'QUERY PLAN': string }>(
        sql`explain select o.id from shop_orders o where o.company_id = ${ctx.company.id} and ${ordersFound(ctx, 'lemaitre')}`,
      )
      return rows.map(row => row['QUERY PLAN']).join('\n')
    })
    expect(plan).not.toContain('Seq Scan')
    const conditions = plan.split('\n').filter(line => line.includes('Index Cond'))
    for (const said of [/number.* >= .*number.* < /, /customer_id = ANY/, /word >= .*word < /])
      expect(conditions.some(line => said.test(line))).toBe(true)
  })
})
