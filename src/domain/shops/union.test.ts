import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { booksOperations as books } from '../books/operations.ts'
import { aProduct } from '../catalog/factory.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { changeSeller } from '../invoicing/actions/seller.ts'
import { createShop } from './actions/shops.ts'
import { takeOrders } from './actions/take.ts'
import { shopById } from './queries/shops.ts'
import { aRestOrder, type RestOrder } from './testing/rest.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** An order from elsewhere of 100.00 and the tax of there. */
function fromAbroad(id: number, country: string, percent: number, given: Partial<RestOrder> = {}) {
  const order = aRestOrder({
    id,
    status: 'completed',
    lines: [{ net: 10_000, tax: percent * 100, sku: 'LIVRE' }],
    ...given,
  })
  const at = { country, postcode: '1000', city: 'Ailleurs' }
  return {
    ...order,
    billing: { ...(order.billing as object), ...at },
    tax_lines: percent === 0 ? [] : [{ id: 1, rate_id: 2, label: `VAT ${percent} %`, rate_percent: percent }],
  }
}

const take = (...orders: unknown[]) => takenSince('2023-08-01', ...orders)

/** Taken by a seller registered at the one-stop shop since then. */
async function takenSince(ossSince: string | null, ...orders: unknown[]) {
  const publisher = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  const { within } = publisher
  await within(ctx => changeSeller(ctx, { ossSince }))
  await within(async ctx => {
    await aProduct(ctx, { code: 'LIVRE', label: 'Atlas', taxClass: 'normal' })
    await aProduct(ctx, { code: 'EN-LIGNE', label: 'En ligne', taxClass: 'normal', supply: 'services' })
  })
  const id = await within(ctx => createShop(ctx, { name: 'Ici', kind: 'woocommerce', invoicedBy: 'facteur' }))
  const taken = await within(async ctx =>
    takeOrders(
      ctx,
      await shopById(ctx, id),
      orders.map(document => ({ document })),
    ),
  )
  const vat = () => publisher.call(books.vat, { from: '2023-08-01', to: '2023-08-31' })
  const due = async () =>
    (await vat()).map(({ ossCountry, vatRateBps, vatCents }) => [ossCountry, vatRateBps, vatCents])
  const hints = async () => (await vat()).map(({ ossCountry, vatRateBps, hint }) => [ossCountry, vatRateBps, hint])
  return { ...publisher, shop: id, taken, due, hints }
}

describe('orders of the Union that we invoice', () => {
  it('bear the rate of where they go, and are told apart in what VAT is due', async () => {
    const { taken, due } = await take(
      fromAbroad(1, 'BE', 21),
      fromAbroad(2, 'AT', 20), // a rate that France has, too
      fromAbroad(3, 'FR', 20),
    )
    expect(taken).toMatchObject([
      { done: 'taken', unequal: false },
      { done: 'taken', unequal: false },
      { done: 'taken', unequal: false },
    ])
    expect((await due()).toSorted()).toEqual(
      [
        [null, 2000, 2000],
        ['AT', 2000, 2000],
        ['BE', 2100, 2100],
      ].toSorted(),
    )
  })

  it('bear French rates below the threshold of distance sales, whose VAT is due in France', async () => {
    const { due, hints } = await takenSince(null, fromAbroad(1, 'AT', 20))
    expect(await due()).toEqual([[null, 2000, 2000]])
    expect(await hints()).toEqual([[null, 2000, null]])
  })

  it('are due in France before the day of the registration, and credit notes go where their invoices went', async () => {
    const { due, shop, within } = await takenSince(
      '2023-08-10',
      fromAbroad(1, 'AT', 20, { at: '2023-08-09T09:00:00Z' }),
      fromAbroad(2, 'AT', 20, { at: '2023-08-10T09:00:00Z' }),
    )
    const both = [
      [null, 2000, 2000],
      ['AT', 2000, 2000],
    ]
    expect(await due()).toEqual(both)
    const cancelled = { at: '2023-08-09T09:00:00Z', modifiedAt: '2023-08-20T09:00:00Z', status: 'cancelled' }
    await within(async ctx =>
      takeOrders(ctx, await shopById(ctx, shop), [{ document: fromAbroad(1, 'AT', 20, cancelled) }]),
    )
    expect(await due()).toEqual(both.slice(1))
  })

  it('are told of when their rates do not fit the registration', async () => {
    const without = await takenSince(null, fromAbroad(1, 'BE', 21), fromAbroad(2, 'AT', 20))
    expect(await without.hints()).toEqual([
      [null, 2100, 'ossNotSaid'],
      [null, 2000, null],
    ])
    const since = await takenSince('2023-08-01', fromAbroad(1, 'BE', 5.5), fromAbroad(2, 'BE', 21))
    expect(await since.hints()).toEqual([
      ['BE', 2100, null],
      ['BE', 550, 'frenchRate'],
    ])
  })

  it('L-6 BR-O-11 from outside the Union mix goods and services without harm', async () => {
    const lines = [
      { net: 750, tax: 0, sku: 'LIVRE', product: 27 },
      { net: 900, tax: 0, sku: 'EN-LIGNE', product: 28 },
    ]
    const { taken, within } = await take(fromAbroad(1, 'CH', 0, { lines }), {
      ...fromAbroad(2, 'CH', 0, { lines: lines.slice(1) }),
      total: '9.01',
    })
    expect(taken).toMatchObject([
      { done: 'taken', reason: null, unequal: false },
      { done: 'taken', reason: null, unequal: false },
    ])
    const { rows } = await within(({ db, company }) =>
      db.execute(sql`
        select i.source_reference as id, array_agg(l.vat_category order by l.position) as categories
        from invoices i join invoice_lines l on l.company_id = ${company.id} and l.invoice_id = i.id
        where i.company_id = ${company.id} group by 1 order by 1`),
    )
    expect(rows).toEqual([
      { id: '1', categories: ['G', 'E'] },
      { id: '2', categories: ['O', 'O'] },
    ])
  })
})
