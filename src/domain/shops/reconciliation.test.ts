import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import type { GivenOrder } from './actions/given.ts'
import { createShop } from './actions/shops.ts'
import { keepSubscriptions } from './actions/subscriptions.ts'
import { takeOrders } from './actions/take.ts'
import { reconciliationOperations, shopRefundsOperations as refunds } from './operations/refunds.ts'
import { shopById } from './queries/shops.ts'
import { chance, type FakeProduct, fakeOrders } from './testing/fake-orders.ts'
import { aRefund, itemsOf, refundedOrder, totalOf } from './testing/refunds.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const PRODUCTS: readonly FakeProduct[] = [
  { id: 11, sku: 'ABO-A112', name: 'Un an', grossCents: 5900, rate: 'presse' },
  { id: 18, sku: '', name: 'Petit livre', grossCents: 2450, rate: 'livre' },
]
type Json = Record<string, unknown>

async function aShop() {
  const publisher = await aPublisher(database, { today: '2026-11-22', constraints, reactions })
  const { within } = publisher
  const shop = await within(async ctx =>
    shopById(ctx, await createShop(ctx, { name: 'Boutique', kind: 'woocommerce' })),
  )
  const take = (...orders: GivenOrder[]) => within(ctx => takeOrders(ctx, shop, orders))
  return { ...publisher, shop, take }
}

const MONTHS = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, '0')}`)

describe('the reconciliation of a shop', () => {
  it('M-4 W-9 shows nothing unexplained over a year of partial refunds, and names one that was lost', async () => {
    const { call, shop, take } = await aShop()
    const all = [...fakeOrders({ count: 120, stepSeconds: 3 * 86_400, products: PRODUCTS })]
    const random = chance(7)
    const given = all.map((order): GivenOrder => {
      const id = Number(order.id)
      const [item] = itemsOf(order)
      const at = { id: id + 1, at: '2026-02-01T10:00:00Z' }
      if (random.odds(0.2)) return refundedOrder(order, [aRefund(order, { ...at, parts: { [item!.id]: 50 } })])
      if (random.odds(0.2))
        return refundedOrder(order, [aRefund(order, { ...at, cents: Math.ceil(totalOf(order) / 3) })])
      return { document: order }
    })
    await take(...given)
    const report = (month: string) => call(reconciliationOperations(say).reconciliation, { id: shop.id, month })
    let refunded = 0
    for (const month of MONTHS) {
      const { currencies, gaps } = await report(month)
      for (const sums of currencies) {
        expect(sums.unexplainedCents).toBe(0)
        expect(sums.gapCents).toBe(gaps.reduce((sum, { cents }) => sum + cents, 0))
        expect(sums.invoicedCents - sums.creditedCents).toBe(sums.receivedCents + sums.openCents)
        refunded += sums.refundedCents
      }
      expect(gaps.filter(({ why }) => why !== 'cancelled')).toEqual([])
    }
    expect(refunded).toBeGreaterThan(0)
    const sold = all.find(
      ({ status, id }) => status === 'completed' && !given.find(one => (one.document as Json).id === id)!.refunds,
    )!
    const lost = aRefund(sold, { id: 99_999, cents: 100 })
    const { document } = refundedOrder(sold, [lost])
    await take({ document })
    expect((await report((sold.date_created as string).slice(0, 7))).gaps).toContainEqual(
      expect.objectContaining({ orderNumber: String(sold.number), why: 'refundWaits', cents: -100 }),
    )
  })
})

describe('what a refund does to what was sold', () => {
  it('ABO-82 is asked once and remembered, for those that wait and those to come', async () => {
    const { call, shop, take } = await aShop()
    const [first, second, third] = [...fakeOrders({ count: 3, products: PRODUCTS.slice(0, 1) })].map(order => ({
      ...order,
      status: 'completed',
      date_paid_gmt: order.date_created_gmt,
    })) as Json[]
    const gesture = (order: Json) => refundedOrder(order, [aRefund(order, { id: Number(order.id) + 1, cents: 100 })])
    await take(gesture(first!), gesture(second!))
    const { rows } = await call(refunds.list, { state: 'waits' })
    expect(rows).toMatchObject([{ kind: 'amount' }, { kind: 'amount', sold: expect.arrayContaining(['Un an']) }])
    expect(await call(refunds.decide, { id: rows[0]!.id, effect: 'keep', remember: true })).toMatchObject({
      decided: 2,
    })
    await expect(call(refunds.decide, { id: rows[0]!.id, effect: 'keep' })).rejects.toMatchObject({
      code: 'shops.nothingAsked',
    })
    await take(gesture(third!))
    expect((await call(refunds.list, {})).rows.map(({ state, effect }) => [state, effect])).toEqual([
      ['taken', 'keep'],
      ['taken', 'keep'],
      ['taken', 'keep'],
    ])
    expect((await call(subscriptionsOperations.list, {})).rows.every(({ status }) => status !== 'cancelled')).toBe(true)
    expect(await call(refunds.saveRules, { id: shop.id, rules: [{ kind: 'amount', effect: null }] })).toContainEqual({
      kind: 'amount',
      effect: null,
    })
  })
})

describe('subscriptions that a shop renews', () => {
  it('W-12 chain each renewal to what was paid for last, whatever the shop says of dates', async () => {
    const { shop, take, within } = await aShop()
    const [parent, next, failed] = [...fakeOrders({ count: 3, products: PRODUCTS.slice(0, 1) })] as Json[]
    const sold = { status: 'completed', date_paid_gmt: parent!.date_created_gmt }
    const renewal = { meta_data: [{ key: '_subscription_renewal', value: '61' }] }
    const subscription = {
      externalId: '61',
      parentOrderId: String(parent!.id),
      customerId: null,
      nextPaymentAt: null,
      endsAt: null,
    }
    const said = (status: string) => ({ subscription: { ...subscription, status }, document: '{}', sha256: status })
    await within(ctx => keepSubscriptions(ctx, shop, [said('active')]))
    await take(
      { document: { ...parent, ...sold } },
      { document: { ...next, ...sold, ...renewal, billing: parent!.billing, customer_id: parent!.customer_id } },
      { document: { ...failed, ...renewal, status: 'failed', date_paid_gmt: null } },
    )
    await within(ctx => keepSubscriptions(ctx, shop, [said('pending-cancel')]))
    const { rows } = await within(({ db, company }) =>
      db.execute(sql`
        select p.renews_id in (select f.id from purchases f join shop_orders o on o.company_id = ${company.id} and o.invoice_id = f.invoice_id
            where f.company_id = ${company.id} and o.external_id = ${String(parent!.id)}) as chained,
          s.purchase_id = p.id as stands, s.status, s.ends_at
        from shop_subscriptions s
        join purchases p on p.company_id = ${company.id} and p.id = s.purchase_id
        where s.company_id = ${company.id}`),
    )
    expect(rows).toEqual([{ chained: true, stands: true, status: 'pending-cancel', ends_at: null }])
  })
})
