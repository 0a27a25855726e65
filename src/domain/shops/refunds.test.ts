import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import type { GivenOrder } from './actions/given.ts'
import { ordersGone, refundsGone } from './actions/gone.ts'
import { createShop } from './actions/shops.ts'
import { takeOrders } from './actions/take.ts'
import { shopById } from './queries/shops.ts'
import { type FakeProduct, fakeOrders } from './testing/fake-orders.ts'
import { aRefund, refundedOrder } from './testing/refunds.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const PRODUCTS: readonly FakeProduct[] = [
  { id: 11, sku: 'ABO-A112', name: 'Un an', grossCents: 5900, rate: 'presse' },
  { id: 12, sku: 'ABO-A224', name: 'Deux ans', grossCents: 9900, rate: 'presse' },
  { id: 16, sku: 'NUM-5', name: 'N° 5', grossCents: 750, rate: 'presse' },
  { id: 18, sku: '', name: 'Petit livre', grossCents: 2450, rate: 'livre' },
]
type Json = Record<string, unknown>

/** One subscription at 59.00, with carriage or without. */
const anOrder = (id: number, changes: Json = {}): Json => {
  const [order] = [...fakeOrders({ count: 1, firstId: id, products: PRODUCTS.slice(0, 1) })]
  return {
    ...order,
    status: 'completed',
    date_paid_gmt: order!.date_created_gmt,
    total: '59.00',
    total_tax: '1.21',
    discount_total: '0.00',
    shipping_total: '0.00',
    line_items: [
      {
        id: id * 10 + 1,
        name: 'Un an',
        product_id: 11,
        variation_id: 0,
        sku: 'ABO-A112',
        quantity: 1,
        subtotal: '57.79',
        subtotal_tax: '1.21',
        total: '57.79',
        total_tax: '1.21',
        taxes: [{ id: 2, total: '1.21', subtotal: '1.21' }],
        meta_data: [],
      },
    ],
    shipping_lines: [],
    fee_lines: [],
    coupon_lines: [],
    tax_lines: [{ id: 2, rate_id: 2, label: 'TVA presse', rate_percent: 2.1, tax_total: '1.21' }],
    refunds: [],
    ...changes,
  }
}

async function aShop(given: { invoicedBy?: 'shop' | 'facteur' } = {}) {
  const publisher = await aPublisher(database, { today: '2026-11-22', constraints, reactions })
  const { within } = publisher
  const shop = await within(async ctx =>
    shopById(ctx, await createShop(ctx, { name: 'Boutique', kind: 'woocommerce', numberPrefix: 'B-', ...given })),
  )
  const take = (...orders: GivenOrder[]) => within(ctx => takeOrders(ctx, shop, orders))
  return { ...publisher, shop, take, look: () => within(stateOf) }
}

type State = {
  invoices: { number: string; kind: string; gross: number; net: number; open: number; on: string }[]
  refunds: { id: string; state: string; reason: string | null; kind: string | null; effect: string | null }[]
  served: number
  payments: number[]
  order: { state: string; reason: string | null } | undefined
}

async function stateOf({ db, company }: Ctx): Promise<State> {
  const all = async <T extends Record<string, unknown>>(what: ReturnType<typeof sql>) =>
    (await db.execute<T>(what)).rows
  const of = (alias: string) => sql`${sql.identifier(alias)}.company_id = ${company.id}`
  return {
    invoices:
      await all(sql`select i.number, i.kind, i.gross_cents as gross, i.net_cents as net, s.open_cents as open, i.issued_on as on
      from invoices i join invoice_states s on ${of('s')} and s.id = i.id where ${of('i')} order by i.id`),
    refunds: await all(sql`select r.external_id as id, r.state, r.state_reason as reason, r.kind, r.effect
      from shop_refunds r where ${of('r')} order by r.external_id`),
    served: (await all(sql`select from purchases p where ${of('p')} and p.cancelled_on is null`)).length,
    payments: (await all<{ cents: number }>(sql`select p.cents from payments p where ${of('p')} order by p.id`)).map(
      ({ cents }) => cents,
    ),
    order: (
      await all<{ state: string; reason: string | null }>(
        sql`select o.state, o.reason from shop_orders o where ${of('o')}`,
      )
    )[0],
  }
}

describe('a refund of a shop', () => {
  it('ABO-82 W-10 of the whole is credited under the number of the shop, paid back and stops what was sold', async () => {
    const { take, look } = await aShop()
    const order = anOrder(100)
    await take({ document: order })
    expect(await look()).toMatchObject({ served: 1, payments: [5900], invoices: [{ number: 'B-100', open: 0 }] })
    const refund = aRefund(order, { id: 101, cents: 5900, at: '2025-06-30T22:30:00Z', paidBack: true })
    const given = refundedOrder(order, [refund], { status: 'refunded' })
    await take(given)
    await take(given)
    expect(await look()).toMatchObject({
      served: 0,
      payments: [5900, -5900],
      invoices: [
        { number: 'B-100', gross: 5900 },
        { number: 'B-100-R101', kind: 'credit-note', gross: 5900, net: 5779, open: 0, on: '2025-07-01' },
      ],
      refunds: [{ state: 'taken', reason: null, kind: 'whole', effect: 'stop-now' }],
    })
  })

  it('W-9 of a line ends what it sold, and what the shop did not pay back stands to be paid back', async () => {
    const { take, look } = await aShop()
    const order = twoLines(200)
    await take({ document: order })
    const refund = aRefund(order, { id: 201, parts: { 2001: 100 } })
    await take(refundedOrder(order, [refund]))
    const { served, invoices, payments } = await look()
    expect({ served, payments }).toEqual({ served: 1, payments: [6650] })
    expect(invoices[1]).toMatchObject({ gross: 5900, net: 5779, open: -5900 })
  })

  it('E6 of an amount alone is credited at once, and asks what it does to what was sold', async () => {
    const { take, look } = await aShop()
    const order = anOrder(300)
    await take({ document: order })
    await take(refundedOrder(order, [aRefund(order, { id: 301, cents: 350 })]))
    expect(await look()).toMatchObject({
      served: 1,
      invoices: [{ gross: 5900 }, { number: 'B-300-R301', gross: 350 }],
      refunds: [{ state: 'waits', reason: 'refundEffectUnknown', kind: 'amount', effect: null }],
    })
  })

  it('W-10 in two steps is credited twice, the rest is the whole and nothing more is asked', async () => {
    const { take, look } = await aShop()
    const order = anOrder(400)
    const first = aRefund(order, { id: 401, cents: 100, at: '2025-05-01T10:00:00Z' })
    const rest = aRefund(order, { id: 402, cents: 5800, at: '2025-06-01T10:00:00Z' })
    await take(refundedOrder(order, [rest, first], { status: 'refunded' }))
    const { invoices, refunds, served } = await look()
    expect(invoices.map(({ gross }) => gross)).toEqual([5900, 100, 5800])
    expect(refunds).toMatchObject([
      { state: 'taken', kind: 'amount', effect: 'stop-now' },
      { state: 'taken', kind: 'whole', effect: 'stop-now' },
    ])
    expect(served).toBe(0)
  })

  it('E2 that its order alone tells of waits for its lines, unless it is all that is left', async () => {
    const { take, look } = await aShop()
    const order = anOrder(500)
    const refund = aRefund(order, { id: 501, cents: 350 })
    const { document } = refundedOrder(order, [refund])
    await take({ document })
    expect(await look()).toMatchObject({
      invoices: [{}],
      refunds: [{ id: '501', state: 'waits', reason: 'refundNotRead' }],
    })
    await take({ document, refunds: [refund] })
    expect((await look()).invoices).toMatchObject([{}, { gross: 350 }])
    const other = anOrder(510)
    const whole = aRefund(other, { id: 511, cents: 5900 })
    await take({ document: refundedOrder(other, [whole], { status: 'refunded' }).document })
    expect((await look()).invoices.at(-1)).toMatchObject({ number: 'B-510-R511', gross: 5900 })
  })

  it('E6 is never more than its invoice: what goes beyond waits with its reason and holds up no other', async () => {
    const { take, look } = await aShop()
    const order = anOrder(600)
    const refunds = [aRefund(order, { id: 601, cents: 6000 }), aRefund(order, { id: 602, cents: 5900 })]
    await take(refundedOrder(order, refunds))
    expect(await look()).toMatchObject({
      invoices: [{ gross: 5900 }, { number: 'B-600-R602', gross: 5900 }],
      refunds: [{ state: 'quarantined', reason: 'refundBeyondInvoice' }, { state: 'taken' }],
    })
  })

  it('W-11 that was deleted is charged again, its money undone and what it stopped is served again', async () => {
    const { take, look, within, shop } = await aShop()
    const order = anOrder(700)
    const refund = aRefund(order, { id: 701, cents: 5900, paidBack: true })
    await take(refundedOrder(order, [refund], { status: 'refunded' }))
    expect((await look()).served).toBe(0)
    await within(ctx => refundsGone(ctx, shop, ['701']))
    await within(ctx => refundsGone(ctx, shop, ['701']))
    expect(await look()).toMatchObject({
      served: 1,
      payments: [5900, -5900, 5900],
      refunds: [{ state: 'gone' }],
      invoices: [
        {},
        { kind: 'credit-note', open: 0 },
        { kind: 'invoice', number: 'B-700-R701-X', gross: 5900, open: 0 },
      ],
    })
    const again = aRefund(order, { id: 702, cents: 5900, at: '2025-07-01T10:00:00Z' })
    await take(refundedOrder(order, [again]))
    expect((await look()).invoices.at(-1)).toMatchObject({ number: 'B-700-R702', gross: 5900 })
  })

  it('W-11 that a newer order no longer tells of was deleted', async () => {
    const { take, look } = await aShop()
    const order = anOrder(800)
    await take(refundedOrder(order, [aRefund(order, { id: 801, cents: 5900 })]))
    await take({ document: { ...order, date_modified_gmt: '2025-08-01T10:00:00' } })
    expect(await look()).toMatchObject({ served: 1, refunds: [{ state: 'gone' }] })
  })

  it('ABO-8 of invoices of ours gets our numbers, of today', async () => {
    const { take, look } = await aShop({ invoicedBy: 'facteur' })
    const [item] = anOrder(900).line_items as Json[]
    const order = anOrder(900, { line_items: [{ ...item, sku: '' }] })
    await take(refundedOrder(order, [aRefund(order, { id: 901, cents: 5900 })]))
    expect((await look()).invoices[1]).toMatchObject({ number: 'AV-2026-000001', on: '2026-11-22' })
  })
})

describe('an order', () => {
  it('ABO-82 that is cancelled once it was invoiced is credited, and charged again when it comes back', async () => {
    const { take, look } = await aShop()
    const order = anOrder(1000)
    const at = (status: string, day: string) => ({
      document: { ...order, status, date_modified_gmt: `${day}T10:00:00` },
    })
    await take({ document: order })
    await take(at('cancelled', '2025-06-01'))
    expect(await look()).toMatchObject({ served: 0, invoices: [{}, { number: 'B-1000-R1000', gross: 5900 }] })
    await take(at('cancelled', '2025-06-02'))
    expect((await look()).invoices).toHaveLength(2)
    await take(at('processing', '2025-06-03'))
    expect(await look()).toMatchObject({
      served: 1,
      invoices: [{}, { open: 0 }, { number: 'B-1000-R1000-X', gross: 5900 }],
    })
    await take(at('cancelled', '2025-06-04'))
    expect(await look()).toMatchObject({ served: 0, invoices: [{}, {}, {}, { number: 'B-1000-R1000.1', gross: 5900 }] })
  })

  it('W-25 that is gone is credited when it was never paid, else somebody is asked', async () => {
    const paid = await aShop()
    await paid.take({ document: anOrder(1100) })
    const gone = (one: typeof paid) => one.within(ctx => ordersGone(ctx, one.shop, ['1100']))
    await gone(paid)
    await gone(paid)
    expect(await paid.look()).toMatchObject({
      order: { state: 'waits', reason: 'goneFromShop' },
      invoices: [{ gross: 5900 }],
      served: 1,
    })
    const unpaid = await aShop()
    await unpaid.take({ document: anOrder(1100, { date_paid_gmt: null }) })
    await gone(unpaid)
    expect(await unpaid.look()).toMatchObject({ order: { state: 'taken' }, invoices: [{}, { gross: 5900 }], served: 0 })
  })
})

/** A subscription and an issue. */
function twoLines(id: number): Json {
  const order = anOrder(id)
  const [item] = order.line_items as Json[]
  const issue = { ...item, id: id * 10 + 2, name: 'N° 5', product_id: 16, sku: 'NUM-5' }
  const amounts = {
    subtotal: '7.35',
    subtotal_tax: '0.15',
    total: '7.35',
    total_tax: '0.15',
    taxes: [{ id: 2, total: '0.15' }],
  }
  return { ...order, total: '66.50', total_tax: '1.36', line_items: [item, { ...issue, ...amounts }] }
}
