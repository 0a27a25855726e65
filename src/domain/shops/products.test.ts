import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { creditInvoice } from '../invoicing/actions/credit.ts'
import { mapProduct, unmapProduct } from './actions/mapping.ts'
import { productsOf } from './actions/products.ts'
import { shopNamed } from './actions/shops.ts'
import type { ShopLine, ShopOrder } from './rules/order.ts'
import { shopProducts } from './tables/mappings.ts'
import { aLine, anOrder, aPerson } from './testing/orders.ts'
import { keptOrders } from './testing/sales.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

async function aShop() {
  const publisher = await aPublisher(database, { constraints, reactions })
  const shop = await publisher.within(ctx => shopNamed(ctx, 'Boutique'))
  const known = (...lines: Partial<ShopLine>[]) => {
    const order = anOrder({ lines: lines.map((line, at) => aLine({ externalId: String(at), ...line })) })
    return publisher.within(async ctx => {
      const found = (await productsOf(ctx, shop, [order])).get(order.externalId)!
      return lines.map((_, at) => found.get(String(at))!.productId)
    })
  }
  const take = (...orders: ShopOrder[]) => publisher.within(ctx => keptOrders(ctx, shop, orders))
  const queue = () =>
    publisher.within(({ db, company }) =>
      db.select().from(shopProducts).where(sql`company_id = ${company.id}`).orderBy(shopProducts.externalId),
    )
  return { ...publisher, shop, known, take, queue }
}

const purchasesOf = async ({ db, company }: Ctx) =>
  (
    await db.execute<Record<string, unknown>>(sql`
      select p.kind, p.bought_on as "boughtOn", p.starts_on as "startsOn", p.cancelled_on as "cancelledOn", i.number as issue,
        p.renews_id is not null as renews, p.gross_cents as "grossCents", p.payer_id as "payerId"
      from purchases p left join issues i on i.company_id = p.company_id and i.id = p.issue_id
      where p.company_id = ${company.id} order by p.bought_on, p.number`)
  ).rows

const unknown = { sku: 'ABO-1AN', product: { externalId: '11', variationId: null } }
const on = (day: string, line: Partial<ShopLine>, more: Partial<ShopOrder> = {}) =>
  anOrder({ orderedAt: `${day}T09:00:00Z`, lines: [aLine(line)], ...more })

describe('ABO-12 E9 the products of a shop', () => {
  it('W-17 are those of the same SKU, trimmed, in any capitals, as it was when ordered', async () => {
    const { products, known, queue } = await aShop()
    const [atlas, a112, num4] = await known(
      { sku: 'LIVRE-ATLAS', product: { externalId: '23', variationId: null } },
      { sku: ' abo-a112 ' },
      { sku: 'Num-4', product: { externalId: '27', variationId: '28' } },
    )
    expect([atlas, a112, num4]).toEqual([null, products.get('ABO-A112'), products.get('NUM-4')])
    expect(await queue()).toMatchObject([
      { externalId: '11', sku: 'abo-a112', decidedBy: 'sku', productId: a112 },
      { externalId: '23', sku: 'LIVRE-ATLAS', decidedBy: null, productId: null },
      { externalId: '27:28', decidedBy: 'sku' },
    ])
    expect(await known({ sku: 'NUM-5', product: { externalId: '27', variationId: '28' } })).toEqual([
      products.get('NUM-5'),
    ])
  })

  it('W-17 keep their name when they were deleted in the shop, and wait by it', async () => {
    const { known, queue } = await aShop()
    const gone = { product: null, sku: '', name: 'Calendrier 2023 (épuisé)' }
    expect(await known(gone, { ...gone, name: 'Calendrier 2022' }, gone)).toEqual([null, null, null])
    expect(await queue()).toMatchObject([
      { externalId: 'name:Calendrier 2022', name: 'Calendrier 2022', decidedBy: null },
      { externalId: 'name:Calendrier 2023 (épuisé)', name: 'Calendrier 2023 (épuisé)' },
    ])
  })

  it('are what was said by hand, whatever their SKU; or none of ours', async () => {
    const { within, products, known, queue } = await aShop()
    await known({ sku: 'ABO-A112' }, { ...unknown, product: { externalId: '24', variationId: null } })
    const [one, other] = await queue()
    await within(ctx => mapProduct(ctx, one!.id, products.get('ABO-A224')!))
    await within(ctx => mapProduct(ctx, other!.id, null))
    expect(await known({ sku: 'ABO-A112' }, { sku: 'x', product: { externalId: '24', variationId: null } })).toEqual([
      products.get('ABO-A224'),
      null,
    ])
    expect(await queue()).toMatchObject([{ decidedBy: 'hand' }, { productId: null, decidedBy: 'hand' }])
  })
})

describe('ABO-8 what was sold before its product was known', () => {
  it('ABO-12 X-8 makes its purchases once it is: of the day of the order, with the issue on sale then', async () => {
    const { within, products, take, queue } = await aShop()
    const [sold] = await take(
      on('2023-03-10', { ...unknown, name: 'Un an' }),
      on('2023-03-20', { ...unknown, product: { externalId: '21', variationId: null }, quantity: 2, name: 'Dernier' }),
    )
    expect(await within(purchasesOf)).toEqual([])
    const [year, latest] = await queue()
    expect(await within(ctx => mapProduct(ctx, year!.id, products.get('ABO-A112')!))).toMatchObject({ lines: 1 })
    await within(ctx => mapProduct(ctx, latest!.id, products.get('NUM-XXX')!))
    expect(await within(purchasesOf)).toMatchObject([
      {
        kind: 'subscription',
        boughtOn: '2023-03-10',
        startsOn: '2023-03-10',
        payerId: sold!.customerId,
        grossCents: 5900,
      },
      { kind: 'single-issue', boughtOn: '2023-03-20', issue: '4' },
    ])
    expect(await within(ctx => mapProduct(ctx, year!.id, products.get('ABO-A112')!))).toMatchObject({ lines: 0 })
    expect(await within(purchasesOf)).toHaveLength(2)
  })

  it('renews one another in the order of their days', async () => {
    const { within, products, take, queue } = await aShop()
    await take(on('2023-07-01', unknown), on('2022-07-05', unknown))
    const [year] = await queue()
    await within(ctx => mapProduct(ctx, year!.id, products.get('ABO-A112')!))
    expect(await within(purchasesOf)).toMatchObject([
      { boughtOn: '2022-07-05', renews: false },
      { boughtOn: '2023-07-01', renews: true },
    ])
  })

  it('E6 does not go on when it was taken back meanwhile', async () => {
    const { within, products, take, queue } = await aShop()
    const other = aPerson({ lastName: 'Autre', email: 'autre@example.fr' })
    const [whole, part] = await take(
      on('2023-03-10', unknown),
      on('2023-03-11', { ...unknown, quantity: 2 }, { billing: other }),
    )
    await within(async ctx => {
      const said = { on: '2023-04-01', reason: 'Remboursé', service: 'stop-now' as const }
      await creditInvoice(ctx, whole!.invoice.id, { ...said, asked: { whole: true } })
      const { rows } = await ctx.db.execute<{ id: string }>(
        sql`select id from invoice_lines where company_id = ${ctx.company.id} and invoice_id = ${part!.invoice.id}`,
      )
      await creditInvoice(ctx, part!.invoice.id, {
        ...said,
        asked: { lines: [{ lineId: rows[0]!.id, quantity: 1 }], amounts: [] },
      })
    })
    const [year] = await queue()
    await within(ctx => mapProduct(ctx, year!.id, products.get('ABO-A112')!))
    expect(await within(purchasesOf)).toMatchObject([
      { boughtOn: '2023-03-10', cancelledOn: '2023-04-01' },
      { boughtOn: '2023-03-11', cancelledOn: null },
    ])
  })

  it('comes by itself when an order brings the SKU', async () => {
    const { within, take, queue } = await aShop()
    await take(on('2023-03-10', { ...unknown, sku: '' }))
    await take(
      on(
        '2023-03-11',
        { ...unknown, sku: 'abo-a112' },
        { billing: aPerson({ email: 'autre@example.fr', lastName: 'Autre' }) },
      ),
    )
    expect(await within(purchasesOf)).toMatchObject([{ boughtOn: '2023-03-10' }, { boughtOn: '2023-03-11' }])
    expect(await queue()).toMatchObject([{ decidedBy: 'sku' }])
  })

  it('X-8 goes on waiting when it was sold before any issue was on sale, and holds up no other order', async () => {
    const { within, products, take, queue } = await aShop()
    await take(on('2021-03-10', { ...unknown, sku: '' }))
    await take(on('2023-03-11', { ...unknown, sku: 'num-xxx' }))
    expect(await within(purchasesOf)).toMatchObject([{ boughtOn: '2023-03-11', issue: '4' }])
    const [latest] = await queue()
    expect(latest).toMatchObject({ decidedBy: null, productId: null })
    const map = (code: string) => within(ctx => mapProduct(ctx, latest!.id, products.get(code)!))
    await expect(map('NUM-XXX')).rejects.toMatchObject({
      constraint: 'purchases_issue_is_decided',
    })
    await map('NUM-5')
    expect(await within(purchasesOf)).toMatchObject([{ boughtOn: '2021-03-10', issue: '5' }, { issue: '4' }])
  })

  it('cannot be said otherwise once purchases were made; what made none waits again', async () => {
    const { within, products, take, queue } = await aShop()
    await take(on('2023-03-10', unknown))
    const [year] = await queue()
    await within(ctx => mapProduct(ctx, year!.id, products.get('ENVOI')!))
    await within(ctx => unmapProduct(ctx, year!.id))
    expect(await queue()).toMatchObject([{ decidedBy: null, productId: null }])
    await within(ctx => mapProduct(ctx, year!.id, products.get('ABO-A112')!))
    expect(await within(purchasesOf)).toHaveLength(1)
    for (const change of [unmapProduct, mapProduct])
      await expect(within<unknown>(ctx => change(ctx, year!.id, null))).rejects.toMatchObject({
        code: 'shops.productServed',
        values: { code: 'ABO-A112', count: 1 },
      })
  })
})
