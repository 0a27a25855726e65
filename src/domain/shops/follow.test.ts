import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { moveParty } from '../parties/actions/addresses.ts'
import { changeParty } from '../parties/actions.ts'
import { keepDelivery } from './actions/deliveries.ts'
import { shopNamed } from './actions/shops.ts'
import { takeDocuments } from './actions/take-documents.ts'
import { aRestOrder } from './testing/rest.ts'
import { aShopkeeper } from './testing/shopkeeper.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const BILLING = aRestOrder({ id: 1 }).billing as Record<string, string>
const order = aRestOrder({ id: 1, status: 'completed', customer_id: 48 })

/** Customer 48 as the REST API gives it, moved and with another mail on 10 August 2023 unless said. */
const customer = (given: { at?: string; billing?: object; id?: number } = {}) => ({
  id: given.id ?? 48,
  role: 'customer',
  email: 'nouvelle@exemple.test',
  date_created_gmt: '2022-01-01T00:00:00',
  date_modified_gmt: given.at ?? '2023-08-10T09:00:00',
  billing: {
    ...BILLING,
    ...{ email: 'nouvelle@exemple.test', address_1: '9 quai Neuf', postcode: '29900', city: 'Concarneau' },
    ...given.billing,
  },
  shipping: {},
})

async function aShop() {
  const publisher = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  const { within } = publisher
  const shop = await within(ctx => shopNamed(ctx, 'Boutique'))
  const rows = async <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
    (await within(({ db, company }) => db.execute<T>(sql`${statement} company_id = ${company.id} order by 1`))).rows
  const take = (...documents: unknown[]) => within(ctx => takeDocuments(ctx, shop, documents))
  await take(order)
  const [{ partyId }] = (await rows<{ partyId: string }>(
    sql`select party_id as "partyId" from shop_customers where`,
  )) as [{ partyId: string }]
  const contact = async () => {
    const [party] = await rows<{ emails: string[] }>(sql`select emails from parties where id = ${partyId} and`)
    const places = await rows<{ town: string; from: string | null }>(sql`
      select town, valid_from as from from addresses
      where party_id = ${partyId} and purpose = 'billing' and valid_to is null and`)
    return { mails: party!.emails, towns: places.map(({ town }) => town) }
  }
  return { ...publisher, shop, take, rows, partyId, contact }
}

describe('E5 a customer that a shop tells of', () => {
  it('moves the contact it is here, and is written to by its new mail; the same again changes nothing', async () => {
    const { take, contact, rows } = await aShop()
    for (let time = 0; time < 2; time++) await take(customer())
    expect(await contact()).toEqual({
      mails: ['nouvelle@exemple.test', '1@exemple.test'],
      towns: ['Concarneau'],
    })
    expect(await rows(sql`select 1 from addresses where purpose = 'billing' and`)).toHaveLength(2)
  })

  it('changes nothing that was said later, by an order or by hand, nor anybody whom it does not name', async () => {
    const { take, contact, within, partyId, rows } = await aShop()
    const before = await contact()
    await take(customer({ at: '2023-07-01T09:00:00' })) // before the order
    await take(customer({ billing: { first_name: 'Zoé', last_name: 'Autre' } }))
    await take(customer({ id: 49 })) // nobody here
    expect(await contact()).toEqual(before)
    expect(await rows(sql`select 1 from shop_customers where`)).toHaveLength(1)
    await within(ctx =>
      moveParty(ctx, partyId, { purpose: 'billing', line1: '1 rue A', postcode: '75001', town: 'Paris' }),
    )
    await within(ctx => changeParty(ctx, partyId, { emails: ['a.la.main@exemple.test'] }))
    await take(customer())
    expect(await contact()).toEqual({ mails: ['a.la.main@exemple.test'], towns: ['Paris'] })
    await take(customer({ at: '2099-01-01T00:00:00' })) // after that
    expect(await contact()).toMatchObject({ mails: ['nouvelle@exemple.test', 'a.la.main@exemple.test'] })
  })

  it('comes by a notification, and one that is no use holds up no other', async () => {
    const { close, within, shopId, workOff, deliveries, connect, call: _, rows } = await aShopkeeper(database)
    await connect()
    const send = (topic: string, externalId: string, body: unknown) =>
      within(ctx => keepDelivery(ctx, shopId, { topic, externalId, body: Buffer.from(JSON.stringify(body)) }))
    await within(async ctx => takeDocuments(ctx, await shopNamed(ctx, 'La Vigie'), [order]))
    await send('customer.updated', '48', customer())
    await send('customer.updated', '47', { id: 47 })
    await send('product.deleted', '11', { id: 11 })
    await workOff()
    expect((await deliveries()).every(({ done }) => done)).toBe(true)
    expect(
      await rows(sql`select emails from parties where company_id = current_setting('app.company_id')::uuid
        and id in (select party_id from shop_customers)`),
    ).toEqual([{ emails: ['nouvelle@exemple.test', '1@exemple.test'] }])
    await close()
  })
})

describe('E9 a product that a shop tells of', () => {
  it('is called by its new name, and by its SKU is found what was sold of it', async () => {
    const { take, rows } = await aShop()
    const product = (given: object) => ({ id: 31, type: 'simple', stock_status: 'instock', name: 'Un an', ...given })
    await take(aRestOrder({ id: 2, status: 'completed', lines: [{ product: 31, sku: '' }] }))
    const kept = () =>
      rows(
        sql`select name, sku, decided_by as "decidedBy", product_id is not null as known from shop_products where external_id = '31' and`,
      )
    expect(await kept()).toMatchObject([{ decidedBy: null, known: false }])
    await take(product({ sku: '' }))
    expect(await kept()).toEqual([{ name: 'Un an', sku: '', decidedBy: null, known: false }])
    await take(product({ sku: 'abo-a112', name: 'Une année' }), { ...product({ sku: 'X' }), id: 99 })
    expect(await kept()).toEqual([{ name: 'Une année', sku: 'abo-a112', decidedBy: 'sku', known: true }])
    expect(await rows(sql`select 1 from purchases where`)).toHaveLength(2)
    await take(product({ sku: 'NUM-4' }))
    expect(await rows(sql`select 1 from purchases where`)).toHaveLength(2)
    expect(await rows(sql`select 1 from shop_products where`)).toHaveLength(2)
  })
})
