import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import type { GivenOrder } from './actions/given.ts'
import { refundsGone } from './actions/gone.ts'
import { createShop } from './actions/shops.ts'
import { takeOrders } from './actions/take.ts'
import { shopById } from './queries/shops.ts'
import { type FakeProduct, fakeOrders } from './testing/fake-orders.ts'
import { aRefund, itemsOf, refundedOrder, totalOf } from './testing/refunds.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const PRODUCTS: readonly FakeProduct[] = [
  { id: 11, sku: 'ABO-A112', name: 'Un an', grossCents: 5900, rate: 'presse' },
  { id: 16, sku: 'NUM-5', name: 'N° 5', grossCents: 750, rate: 'presse' },
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
  return { within, shop, take }
}

describe('orders and their refunds', () => {
  it('E6 sum to the cent whatever is refunded, deleted and told twice', async () => {
    const { take, within, shop } = await aShop()
    let next = 5000
    const step = fc.record({ percent: fc.integer({ min: 1, max: 100 }), line: fc.nat(4), deletes: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), fc.boolean(), async (steps, twice) => {
        next += 100
        const [document] = [...fakeOrders({ count: 1, firstId: next, seed: next, products: PRODUCTS })]
        const order = { ...document!, status: 'completed', refunds: [] }
        let live: Json[] = []
        await take({ document: order })
        for (const [at, { percent, line, deletes }] of steps.entries()) {
          const items = itemsOf(order)
          const item = items[line]
          const left = totalOf(order) - live.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
          const cents = Math.floor((left * percent) / 100)
          const said = { id: next + at + 1, at: `2025-0${at + 2}-01T10:00:00Z`, paidBack: percent % 2 === 0 }
          const ofLine = item ? aRefund(order, { ...said, parts: { [item.id]: percent } }) : undefined
          const fits = ofLine && Number(ofLine.amount) > 0 && Math.round(Number(ofLine.amount) * 100) <= left
          const refund = fits ? ofLine : aRefund(order, { ...said, cents })
          if (Number(refund.amount) > 0) live = [...live, refund]
          const given = refundedOrder(order, live)
          await take(given)
          if (twice) await take(given)
          if (deletes && live[0]) {
            await within(ctx => refundsGone(ctx, shop, [String(live[0]!.id)]))
            live = live.slice(1)
          }
        }
        const refunded = live.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
        expect(await within(ctx => balanceOf(ctx, String(next)))).toEqual({
          charged: totalOf(order) - refunded,
          waiting: 0,
        })
      }),
      { numRuns: 10 },
    )
  })
})

/** What documents of an order come to together, and how many of its refunds none bears. */
async function balanceOf({ db, company }: Ctx, externalId: string) {
  const { rows } = await db.execute<{ charged: number; waiting: number }>(sql`
    with of_order as (
      select o.id, o.invoice_id, o.external_id from shop_orders o where o.company_id = ${company.id} and o.external_id = ${externalId}),
    mine as (
      select i.gross_cents as cents from invoices i join of_order o on i.id = o.invoice_id where i.company_id = ${company.id}
      union all
      select case when i.kind = 'credit-note' then -i.gross_cents else i.gross_cents end from invoices i, of_order o
      where i.company_id = ${company.id} and exists (select from shop_refunds r where r.company_id = ${company.id} and r.order_id = o.id
        and i.source_reference ~ ('^R' || r.external_id || '(\\.\\d)?(-X)?$')))
    select (select coalesce(sum(cents), 0)::bigint from mine) as charged,
      (select count(*)::int from shop_refunds r join of_order o on o.id = r.order_id
        where r.company_id = ${company.id} and r.gone_at is null and r.credit_note_id is null) as waiting`)
  return rows[0]
}
