import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { saveStatuses } from './actions/mappings.ts'
import { createShop, type ShopFields, shopNamed } from './actions/shops.ts'
import { PART, takeAll, takeOrders } from './actions/take.ts'
import { retryOrders } from './actions/take-documents.ts'
import { orderListIn } from './queries/orders.ts'
import { shopById } from './queries/shops.ts'
import { aRestOrder, type RestOrder } from './testing/rest.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 6)
})
afterAll(() => database.close())

async function aShop(given: Partial<ShopFields> = {}) {
  const publisher = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  const { within } = publisher
  const shop = await within(async ctx =>
    shopById(ctx, await createShop(ctx, { name: 'Boutique', kind: 'woocommerce', ...given })),
  )
  const take = (...orders: (RestOrder | Record<string, unknown>)[]) =>
    within(ctx =>
      takeOrders(
        ctx,
        shop,
        orders.map(one => ({ document: 'line_items' in one || !('id' in one) ? one : aRestOrder(one as RestOrder) })),
      ),
    )
  return { ...publisher, shop, take, ordersOf: () => within(orders), purchases: () => within(purchasesOf) }
}

const orders = async ({ db, company }: Ctx) =>
  (
    await db.execute<Record<string, unknown>>(sql`
      select o.external_id as id, o.status, o.state, o.reason, i.number, i.issued_on as "issuedOn", i.sold_on as "soldOn",
        i.gross_cents as "grossCents", s.open_cents as "openCents", o.gone_at is not null as gone
      from shop_orders o left join invoices i on i.company_id = ${company.id} and i.id = o.invoice_id
      left join invoice_states s on s.company_id = ${company.id} and s.id = i.id
      where o.company_id = ${company.id} order by length(o.external_id), o.external_id`)
  ).rows

const purchasesOf = async ({ db, company }: Ctx) =>
  (
    await db.execute<Record<string, unknown>>(sql`
      select p.id, p.kind, p.bought_on as "boughtOn", p.starts_on as "startsOn", p.renews_id as "renewsId", x.number as issue, p.source
      from purchases p left join issues x on x.company_id = ${company.id} and x.id = p.issue_id
      where p.company_id = ${company.id} order by p.bought_on, p.number`)
  ).rows

describe('ABO-7 an order of a shop', () => {
  it('becomes a customer, an invoice of its number and day, a payment and a purchase', async () => {
    const { take, ordersOf, purchases, within, shop } = await aShop({ numberPrefix: 'B-' })
    expect(await take({ id: 9, at: '2023-08-01T22:30:00Z' })).toMatchObject([
      { externalId: '9', done: 'taken', state: 'taken', invoiceNumber: 'B-9', unequal: false },
    ])
    expect(await ordersOf()).toMatchObject([
      { number: 'B-9', issuedOn: '2023-08-02', soldOn: null, grossCents: 5900, openCents: 0 },
    ])
    expect(await purchases()).toMatchObject([
      { kind: 'subscription', boughtOn: '2023-08-02', startsOn: '2023-08-02', source: `shop:${shop.id}` },
    ])
    const { rows } = await within(({ db, company }) =>
      db.execute(
        sql`select cents, method, received_on as "on", reference, source_reference as "of" from payments where company_id = ${company.id}`,
      ),
    )
    expect(rows).toEqual([{ cents: 5900, method: 'card', on: '2023-08-02', reference: 'ch_9', of: '9' }])
  })

  it('E3 is taken once, however often and in whatever order its documents come', async () => {
    const { take, ordersOf, purchases } = await aShop()
    const first = { id: 9, status: 'pending', paidAt: null }
    const later = { id: 9, status: 'completed', modifiedAt: '2023-08-03T09:00:00Z' }
    expect(await take(later)).toMatchObject([{ done: 'taken' }])
    const before = await ordersOf()
    expect(await take(first)).toMatchObject([{ done: 'unchanged', state: 'taken' }])
    expect(await take(later, first, later)).toMatchObject([{ done: 'unchanged' }])
    expect(await ordersOf()).toEqual(before)
    expect(await purchases()).toHaveLength(1)
  })

  it('E3 is taken once by two servers at the same time', async () => {
    const { within, shop, ordersOf, purchases } = await aShop()
    const given = Array.from({ length: 20 }, (_, at) => ({ document: aRestOrder({ id: at + 1 }) }))
    const told = await Promise.all([1, 2, 3].map(() => within(ctx => takeOrders(ctx, shop, given))))
    expect(told.flat().filter(({ done }) => done === 'taken')).toHaveLength(20)
    expect(await ordersOf()).toHaveLength(20)
    expect(await purchases()).toHaveLength(20)
  })

  it('ABO-9 is paid later, and then no more', async () => {
    const { take, ordersOf } = await aShop()
    await take({ id: 9, paidAt: null, payment_method: 'cheque' })
    expect(await ordersOf()).toMatchObject([{ openCents: 5900 }])
    const paid = { id: 9, status: 'completed', modifiedAt: '2023-08-05T09:00:00Z', payment_method: 'cheque' }
    await take(paid)
    await take({ ...paid, modifiedAt: '2023-08-06T09:00:00Z' })
    expect(await ordersOf()).toMatchObject([{ openCents: 0, status: 'completed' }])
  })

  it('ABO-8 is a sale by what its status means', async () => {
    const { take, ordersOf } = await aShop()
    const said = ['pending', 'failed', 'checkout-draft', 'trash', 'completed']
    await take(...said.map((status, at) => ({ id: at + 1, status })))
    expect((await ordersOf()).map(({ state, number }) => [state, number])).toEqual([
      ['not-sold', null],
      ['not-sold', null],
      ['left-alone', null],
      ['not-sold', null],
      ['taken', '5'],
    ])
    await take({ id: 1, status: 'processing', modifiedAt: '2023-08-02T09:00:00Z' })
    expect((await ordersOf())[0]).toMatchObject({ state: 'taken', number: '1' })
  })

  it('W-7 of a status never seen is a sale when it was paid, until somebody says', async () => {
    const { take, ordersOf, within, shop } = await aShop()
    await take({ id: 1, status: 'expediee' }, { id: 2, status: 'expediee', paidAt: null })
    expect((await ordersOf()).map(({ state }) => state)).toEqual(['taken', 'not-sold'])
    await within(ctx => saveStatuses(ctx, shop.id, [{ status: 'expediee', meaning: 'sold' }]))
    await take({ id: 2, status: 'expediee', paidAt: null, modifiedAt: '2023-08-02T09:00:00Z' })
    expect((await ordersOf()).map(({ state }) => state)).toEqual(['taken', 'taken'])
  })

  it('is left alone when it is of before the day from which they are taken', async () => {
    const { take, ordersOf } = await aShop({ startsOn: '2023-08-02' })
    await take({ id: 1, at: '2023-08-01T21:59:00Z' }, { id: 2, at: '2023-08-01T22:01:00Z' })
    expect((await ordersOf()).map(({ state }) => state)).toEqual(['left-alone', 'taken'])
  })

  it('CIR-7 renews what its buyer bought in an order before it, also when both come together', async () => {
    const { take, purchases } = await aShop()
    const ana = { customer_id: 7, email: 'ana@exemple.test' }
    await take({ id: 2, at: '2023-07-20T09:00:00Z', ...ana }, { id: 1, at: '2022-08-01T09:00:00Z', ...ana })
    const [first, second] = await purchases()
    expect([first!.startsOn, second!.startsOn]).toEqual(['2022-08-01', '2023-08-01'])
    expect(second!.renewsId).toBe(first!.id)
  })

  it('waits when its total is no longer what was invoiced', async () => {
    const { take, ordersOf } = await aShop()
    await take({ id: 1 })
    const changed = { id: 1, modifiedAt: '2023-08-02T09:00:00Z', lines: [{ net: 4800, tax: 101 }] }
    expect(await take(changed)).toMatchObject([{ state: 'waits', reason: 'totalChanged', unequal: true }])
    expect(await ordersOf()).toMatchObject([{ state: 'waits', grossCents: 5900 }])
  })

  it('W-7 in the bin of the shop is asked about when it was paid, and credited when it never was', async () => {
    const { take, ordersOf } = await aShop()
    await take({ id: 1 }, { id: 2, paidAt: null })
    await take(
      { id: 1, status: 'trash', modifiedAt: '2023-08-02T09:00:00Z' },
      { id: 2, status: 'trash', paidAt: null, modifiedAt: '2023-08-02T09:00:00Z' },
    )
    expect(await ordersOf()).toMatchObject([
      { state: 'waits', reason: 'goneFromShop', gone: true, openCents: 0 },
      { gone: true, openCents: 0 },
    ])
    await take({ id: 1, modifiedAt: '2023-08-03T09:00:00Z' })
    expect((await ordersOf())[0]).toMatchObject({ state: 'taken', gone: false })
  })
})

describe('ABO-10 an invoice of an order', () => {
  it('is ours where Facteur issues it: our number and day, all our checks, its own day kept', async () => {
    const { take, ordersOf, purchases } = await aShop({ invoicedBy: 'facteur' })
    const vat = { tax_lines: [{ id: 1, rate_id: 2, rate_percent: 20 }], lines: [{ net: 2833, tax: 567 }] }
    expect(await take({ id: 1, ...vat }, { id: 2 })).toMatchObject([
      { done: 'taken' },
      { done: 'quarantined', reason: 'invoicing.rateChanged', invoiceNumber: null },
    ])
    const [taken] = await ordersOf()
    expect(taken).toMatchObject({ issuedOn: '2023-08-31', soldOn: '2023-08-01', grossCents: 3400 })
    expect(taken!.number).toMatch(/2023/)
    expect(await purchases()).toMatchObject([{ boughtOn: '2023-08-01', startsOn: '2023-08-01' }])
  })

  it.each(['shop', 'facteur'] as const)(
    'X-8 sells of NUM-XXX the issue on sale on its day, invoiced by %s',
    async invoicedBy => {
      const { take, purchases } = await aShop({ invoicedBy })
      const lines = [{ sku: ' num-xxx', net: 750, tax: 150 }]
      const tax_lines = [{ id: 1, rate_id: 2, rate_percent: 20 }]
      await take(
        { id: 1, at: '2023-04-30T09:00:00Z', lines, tax_lines },
        { id: 2, at: '2023-05-01T09:00:00Z', lines, tax_lines },
      )
      expect(await purchases()).toMatchObject([
        { boughtOn: '2023-04-30', issue: '4' },
        { boughtOn: '2023-05-01', issue: '5' },
      ])
    },
  )

  it('is of the second shop when its name goes before numbers that the first has too', async () => {
    const { take, within } = await aShop()
    await take({ id: 1 })
    const other = await within(ctx => shopNamed(ctx, 'L’autre'))
    const [taken] = await within(ctx => takeOrders(ctx, other, [{ document: aRestOrder({ id: 1 }) }]))
    expect(taken).toMatchObject({ done: 'taken', invoiceNumber: 'L-AUTRE-1' })
  })
})

describe('E4 an order that cannot be taken', () => {
  it('is kept with the reason and holds up no other; it is taken once the reason is gone', async () => {
    const { take, ordersOf, within, shop, purchases } = await aShop()
    const good = [1, 2, 3, 5, 6, 7].map(id => ({ id }))
    const bad = { ...aRestOrder({ id: 4 }), total: 'beaucoup' }
    const unknown = aRestOrder({ id: 8, currency: 'JPY' })
    const told = await take(...good, bad, unknown)
    expect(told.filter(({ done }) => done === 'taken')).toHaveLength(6)
    expect(told.slice(6)).toMatchObject([
      { externalId: '4', done: 'quarantined', reason: 'notAnAmount', values: { said: 'beaucoup' } },
      { externalId: '8', done: 'quarantined', reason: 'notACurrency' },
    ])
    expect(await purchases()).toHaveLength(6)
    expect((await ordersOf()).filter(({ state }) => state === 'quarantined').map(({ id }) => id)).toEqual(['4', '8'])
    const seen = await within(ctx => orderListIn((_language, code) => code).page(ctx, { limit: 50 }))
    expect(seen.rows.find(({ externalId }) => externalId === '4')).toMatchObject({
      ...{ number: '4', totalCents: null, orderedAt: expect.stringContaining('2023-08-01') },
      buyerName: 'Ana Lecteur 4',
    })
    await take({ id: 4, modifiedAt: '2023-08-02T09:00:00Z' })
    expect((await ordersOf())[3]).toMatchObject({ state: 'taken', reason: null, number: '4' })
    const again = await within(ctx => retryOrders(ctx, async () => shop, {}, 500))
    expect(again).toMatchObject([{ externalId: '8', done: 'quarantined' }])
  })

  it('is told apart from a number that another document has', async () => {
    const { take, ordersOf } = await aShop()
    expect(await take({ id: 1 }, { id: 2, number: '1' }, { id: 3 })).toMatchObject([
      { done: 'taken' },
      { done: 'quarantined', reason: 'numberTaken' },
      { done: 'taken' },
    ])
    expect((await ordersOf()).map(({ state }) => state)).toEqual(['taken', 'quarantined', 'taken'])
  })

  it('is kept even when nothing in it can be read', async () => {
    const { take, ordersOf } = await aShop()
    const odd = [{ code: 'woocommerce_rest_cannot_view' }, { id: 'x', line_items: 3 }, { line_items: null }]
    const told = await take(...odd)
    expect(told.map(({ done }) => done)).toEqual(['quarantined', 'quarantined', 'quarantined'])
    expect(await ordersOf()).toHaveLength(3)
    expect(await take(...odd)).toMatchObject(told.map(({ externalId }) => ({ externalId, done: 'quarantined' })))
    expect(await ordersOf()).toHaveLength(3)
  })

  it('leaves the machine’s own failures to be tried again', async () => {
    const { within, shop, ordersOf } = await aShop()
    const broken = within(async ctx => {
      const attempt: Ctx['attempt'] = act =>
        ctx.attempt(async part => {
          await act(part)
          throw Object.assign(new Error('deadlock'), { code: '40P01' })
        })
      return takeOrders({ ...ctx, attempt }, shop, [{ document: aRestOrder({ id: 1 }) }])
    })
    await expect(broken).rejects.toThrow('deadlock')
    expect(await ordersOf()).toEqual([])
  })
})

describe('ABO-7 many orders', () => {
  it('are taken a part at a time', async () => {
    const { within, shop, purchases } = await aShop()
    let parts = 0
    const given = Array.from({ length: 1100 }, (_, at) => ({ document: aRestOrder({ id: at + 1 }) }))
    const counts = await takeAll(act => within(ctx => act(ctx).finally(() => parts++)), shop, given)
    expect(counts).toEqual({ taken: 1100, unchanged: 0, quarantined: 0, unequal: 0 })
    expect(parts).toBe(Math.ceil(1100 / PART))
    expect(await purchases()).toHaveLength(1100)
  })
})
