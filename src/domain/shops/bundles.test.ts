import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { calendarsOf, worthOn } from '../books/queries/purchase-worth.ts'
import { compose } from '../catalog/actions/bundles.ts'
import { aProduct, aTitle } from '../catalog/factory.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { productsById } from '../catalog/queries.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { saveRefundRules } from './actions/decide.ts'
import { mapProduct, unmapProduct } from './actions/mapping.ts'
import { shopNamed } from './actions/shops.ts'
import { keepSubscriptions } from './actions/subscriptions.ts'
import { takeDocuments } from './actions/take-documents.ts'
import { orderCard } from './queries/order-card.ts'
import { shopProduct } from './queries/products.ts'
import { aRefund, refundedOrder } from './testing/refunds.ts'
import { aRestOrder, type RestOrder } from './testing/rest.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const DUO = { id: 1, sku: 'OFFRE-DUO', name: 'Les deux revues', product: 90, net: 4701, tax: 98 }
const BAG = { id: 2, sku: 'SAC', name: 'Sac', product: 91, net: 1000, tax: 21 }
const ANA = {
  ...{ first_name: 'Ana', last_name: 'Lectrice', company: '', address_1: '3 rue du Port', address_2: '', city: 'Sète' },
  ...{ postcode: '34200', country: 'FR', phone: '', email: 'ana@exemple.test' },
}
const duo = (id: number, at: string, given: Partial<RestOrder> = {}) =>
  aRestOrder({ id, at, status: 'completed', billing: ANA, lines: [DUO, BAG], ...given })

/** Two subscriptions sold as one: until the end of June three quarters for the first, then a quarter. */
async function aShop(code = 'DUO') {
  const publisher = await aPublisher(database, { constraints, reactions, today: '2023-08-31' })
  const { within, call, products } = publisher
  const shop = await within(ctx => shopNamed(ctx, 'Boutique'))
  const letter = await within(async ctx => {
    const titleId = await aTitle(ctx, {
      code: 'LM',
      name: 'La Lettre',
      frequency: 'monthly',
      firstIssueOn: '2022-01-01',
    })
    return aProduct(ctx, { code: 'ABO-L112', label: 'La Lettre, un an', titleId, priceCents: 1700 })
  })
  const weighing = (...weights: number[]) =>
    [products.get('ABO-A112')!, letter].map((productId, at) => ({ productId, weightCents: weights[at]! }))
  const { id: bundleId } = await call(catalogOperations.products.create, {
    ...{ code, label: 'Deux revues', kind: 'bundle', priceCents: 4800, startsOn: '2023-07-01' },
    components: weighing(1000, 3000),
  })
  await within(async ctx => {
    const before = (await productsById(ctx, [bundleId])).get(bundleId)!.compositions
    await compose(ctx, bundleId, { components: weighing(3000, 1000), startsOn: '2022-01-01', before })
  })
  const rows = <Row extends Record<string, unknown>>(query: (company: string) => ReturnType<typeof sql>) =>
    within(async ({ db, company }) => (await db.execute<Row>(query(company.id))).rows)
  const purchases = () =>
    rows(
      company => sql`
      select product.code, p.net_cents as net, p.vat_cents as vat, p.gross_cents as gross, p.bought_on as on,
        p.renews_id is not null as renews, p.cancelled_on as stopped
      from purchases p join products product on product.company_id = ${company} and product.id = p.product_id
      where p.company_id = ${company} order by p.bought_on, product.code`,
    )
  const totals = () =>
    rows(company => sql`select gross_cents as gross from invoices where company_id = ${company} order by number`)
  const soldAs = async (name: string) =>
    (
      await rows<{ id: string }>(
        company => sql`
        select id from shop_products where company_id = ${company} and name = ${name}`,
      )
    )[0]!.id
  const cards = async () => {
    const orders = await rows<{ id: string }>(
      company => sql`
      select id from shop_orders where company_id = ${company} order by number`,
    )
    return Promise.all(orders.map(({ id }) => within(ctx => orderCard(ctx, id, () => ''))))
  }
  const take = (...documents: unknown[]) => within(ctx => takeDocuments(ctx, shop, documents as never))
  return { ...publisher, shop, bundleId, rows, purchases, totals, soldAs, cards, take }
}

describe('CIR-14 ABO-12 a product of a shop that is a bundle of ours', () => {
  it('makes a purchase of each of its products of what was sold before, by the key of the day of the order', async () => {
    const { within, bundleId, purchases, totals, soldAs, cards, take } = await aShop()
    await take(duo(70, '2022-06-20T09:00:00Z'), duo(71, '2023-06-10T09:00:00Z'), duo(72, '2023-07-10T09:00:00Z'))
    const id = await soldAs(DUO.name)
    expect(await within(ctx => mapProduct(ctx, id, bundleId))).toMatchObject({ lines: 3 })
    const made = [
      { code: 'ABO-A112', net: 3526, vat: 74, gross: 3600 },
      { code: 'ABO-L112', net: 1175, vat: 24, gross: 1199 },
    ]
    expect(await purchases()).toMatchObject([
      ...made.map(one => ({ ...one, on: '2022-06-20', renews: false })),
      ...made.map(one => ({ ...one, on: '2023-06-10', renews: true })),
      { code: 'ABO-A112', net: 1175, vat: 24, on: '2023-07-10' },
      { code: 'ABO-L112', net: 3526, vat: 74, on: '2023-07-10' },
    ])
    expect(await totals()).toEqual([{ gross: 5820 }, { gross: 5820 }, { gross: 5820 }])
    const [card] = await cards()
    expect(card!.lines[0]).toMatchObject({ label: DUO.name, grossCents: 4799, productCode: 'DUO' })
    expect(card!.lines[0]!.purchases.map(({ label }) => label)).toHaveLength(2)
    expect(await within(ctx => shopProduct(ctx, id))).toMatchObject({ purchaseCount: 6 })
    await expect(within(ctx => unmapProduct(ctx, id))).rejects.toMatchObject({ code: 'shops.productServed' })
  })

  it('is a line of the invoice for each of its products from then on, which come to what the shop says', async () => {
    const { purchases, totals, cards, take, rows } = await aShop('OFFRE-DUO')
    await take(duo(70, '2023-06-10T09:00:00Z'))
    expect(await totals()).toEqual([{ gross: 5820 }])
    expect(
      await rows(
        company =>
          sql`select net_cents as net, vat_cents as vat from invoice_lines where company_id = ${company} order by position`,
      ),
    ).toEqual([
      { net: 3526, vat: 74 },
      { net: 1175, vat: 24 },
      { net: 1000, vat: 21 },
    ])
    expect(await purchases()).toMatchObject([{ gross: 3600 }, { gross: 1199 }])
    const [card] = await cards()
    expect(card!.lines[0]).toMatchObject({ label: DUO.name, grossCents: 4799, productCode: 'OFFRE-DUO' })
    expect(card!.lines[0]!.purchases).toHaveLength(2)
  })

  it('W-12 goes on from what its subscription in the shop paid for last, product by product, whenever it is renewed', async () => {
    const renews = { meta_data: [{ key: '_subscription_renewal', value: '61' }] }
    const { within, shop, bundleId, take, soldAs, rows } = await aShop('OFFRE-DUO')
    const subscription = { externalId: '61', status: 'active', parentOrderId: '70', customerId: null }
    const never = { nextPaymentAt: null, endsAt: null }
    await within(ctx =>
      keepSubscriptions(ctx, shop, [{ subscription: { ...subscription, ...never }, document: '{}', sha256: '1' }]),
    )
    const unknown = { ...DUO, id: 3, product: 92, sku: 'DUO-2', name: 'Les deux revues, encore' }
    await take(duo(70, '2022-06-20T09:00:00Z'), duo(71, '2022-08-20T09:00:00Z', renews))
    await take(duo(72, '2022-10-20T09:00:00Z', { ...renews, lines: [unknown] }))
    await within(async ctx => mapProduct(ctx, await soldAs(unknown.name), bundleId))
    const chain = await rows(
      company => sql`
      select product.code, p.bought_on as on, former.bought_on as after from purchases p
      join products product on product.company_id = ${company} and product.id = p.product_id
      left join purchases former on former.company_id = ${company} and former.id = p.renews_id and former.product_id = p.product_id
      where p.company_id = ${company} order by p.bought_on, product.code`,
    )
    const days = ['2022-06-20', '2022-08-20', '2022-10-20']
    expect(chain).toEqual(
      days.flatMap((on, at) => ['ABO-A112', 'ABO-L112'].map(code => ({ code, on, after: days[at - 1] ?? null }))),
    )
  })

  it('ABO-82 stops all of its products when its line is refunded, whether it was said before or after', async () => {
    for (const code of ['DUO', 'OFFRE-DUO']) {
      const { within, shop, bundleId, purchases, soldAs, take } = await aShop(code)
      await within(ctx => saveRefundRules(ctx, shop.id, [{ kind: 'lines', effect: 'stop-now' }]))
      const order = duo(70, '2023-06-10T09:00:00Z')
      await take(order)
      if (code === 'DUO') await within(async ctx => mapProduct(ctx, await soldAs(DUO.name), bundleId))
      const refund = aRefund(order, { id: 75, parts: { 1: 100 }, at: '2023-08-10T10:00:00Z' })
      await take(refundedOrder(order, [refund]).document, refund)
      expect((await purchases()).map(({ stopped }) => stopped)).toEqual(['2023-08-10', '2023-08-10'])
    }
  })

  it('waits where it was made of nothing on the day it was sold', async () => {
    const { within, bundleId, purchases, soldAs, take } = await aShop()
    await take(duo(70, '2021-12-31T09:00:00Z'))
    const id = await soldAs(DUO.name)
    await expect(within(ctx => mapProduct(ctx, id, bundleId))).rejects.toMatchObject({ code: 'catalog.notComposedYet' })
    expect(await purchases()).toEqual([])
    expect(await within(ctx => shopProduct(ctx, id))).toMatchObject({ state: 'waiting' })
  })

  it('L-8 what is taken off its line is shared among its products, and adds up in the books', async () => {
    const { within, shop, bundleId, soldAs, take } = await aShop()
    await within(ctx => saveRefundRules(ctx, shop.id, [{ kind: 'lines', effect: 'keep' }]))
    const order = duo(70, '2023-07-10T09:00:00Z')
    await take(order)
    await within(async ctx => mapProduct(ctx, await soldAs(DUO.name), bundleId))
    const refund = aRefund(order, { id: 75, parts: { 1: 33 }, at: '2023-08-10T10:00:00Z' })
    await take(refundedOrder(order, [refund]).document, refund)
    const worth = await within(async ctx => {
      const calendars = await calendarsOf(ctx)
      const { rows } = await ctx.db.execute<{ net: number; credited: number }>(
        sql`with ${worthOn(ctx, calendars, '2023-08-31')} select net, credited from worth order by net`,
      )
      return rows.map(row => ({ net: Number(row.net), credited: Number(row.credited) }))
    })
    expect(worth.map(({ net }) => net)).toEqual([1175, 3526])
    expect(worth.reduce((sum, { credited }) => sum + credited, 0)).toBe(Math.floor((4701 * 33) / 100))
    expect(worth.every(({ net, credited }) => Math.abs(credited / net - 0.33) < 0.01)).toBe(true)
  })
})
