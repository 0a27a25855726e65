import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { decideRefund, saveRefundRules } from './actions/decide.ts'
import { mapProduct } from './actions/mapping.ts'
import { shopNamed } from './actions/shops.ts'
import { takeDocuments } from './actions/take-documents.ts'
import type { RefundEffect } from './rules/order.ts'
import { aRefund, refundedOrder } from './testing/refunds.ts'
import { aRestOrder } from './testing/rest.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** An order of a product nobody knows, of which an amount was refunded before somebody says what it is. */
async function refundedThenMapped(rule: RefundEffect | null) {
  const { within, products } = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  const rows = async <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
    (await within(({ db, company }) => db.execute<T>(sql`${statement} where company_id = ${company.id}`))).rows
  const shop = await within(ctx => shopNamed(ctx, 'Boutique'))
  if (rule) await within(ctx => saveRefundRules(ctx, shop.id, [{ kind: 'amount', effect: rule }]))
  const order = aRestOrder({ id: 80, status: 'completed', lines: [{ sku: 'INCONNU' }] })
  const refund = aRefund(order, { id: 81, cents: 1000, at: '2023-08-10T10:00:00Z' })
  const { document } = refundedOrder(order, [refund])
  await within(ctx => takeDocuments(ctx, shop, [document, refund]))
  const refunds = () =>
    rows<Record<string, unknown>>(sql`select id, state, state_reason as reason, kind from shop_refunds`)
  expect(await refunds()).toMatchObject([{ state: 'taken', kind: 'amount' }])
  const [product] = await rows<{ id: string }>(sql`select id from shop_products`)
  await within(ctx => mapProduct(ctx, product!.id, products.get('ABO-A112')!))
  const served = async () =>
    (await rows<{ on: string | null }>(sql`select cancelled_on as on from purchases`)).filter(({ on }) => on === null)
  return { within, refunds, served }
}

describe('ABO-82 E9 a refund of an amount, before it was said what was sold', () => {
  it('asks what it does to it once that is said', async () => {
    const { within, refunds, served } = await refundedThenMapped(null)
    const [refund] = await refunds()
    expect(refund).toMatchObject({ state: 'waits', reason: 'refundEffectUnknown' })
    expect(await served()).toHaveLength(1)
    await within(ctx => decideRefund(ctx, refund!.id as string, { effect: 'stop-now', remember: false }))
    expect(await served()).toEqual([])
  })

  it('does to it what the shop has a rule for', async () => {
    const stopped = await refundedThenMapped('stop-now')
    expect(await stopped.served()).toEqual([])
    const kept = await refundedThenMapped('keep')
    expect(await kept.served()).toHaveLength(1)
    expect(await kept.refunds()).toMatchObject([{ state: 'taken', reason: null }])
  })
})
