import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { retryRefund } from './actions/decide.ts'
import { shopNamed } from './actions/shops.ts'
import { retryOrders, takeDocuments } from './actions/take-documents.ts'
import { reconciliationOf } from './queries/reconciliation.ts'
import { aRefund } from './testing/refunds.ts'
import { aRestOrder } from './testing/rest.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

async function aShop() {
  const publisher = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  const { within } = publisher
  const shop = await within(ctx => shopNamed(ctx, 'Boutique'))
  const rows = <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
    within(async ({ db }) => (await db.execute<T>(statement)).rows)
  return {
    ...publisher,
    shop,
    rows,
    take: (...documents: unknown[]) => within(ctx => takeDocuments(ctx, shop, documents, { again: true })),
    refunds: () =>
      rows(sql`select r.external_id as id, r.state, r.state_reason as reason, r.cents::int, r.credit_note_id is not null as credited
        from shop_refunds r where r.company_id = current_setting('app.company_id')::uuid order by r.external_id`),
    orders: () =>
      rows<{ id: string; rowId: string; state: string; reason: string | null; document: string }>(sql`
        select external_id as id, id as "rowId", state, reason, document from shop_orders
        where company_id = current_setting('app.company_id')::uuid order by external_id`),
  }
}

const order = aRestOrder({ id: 70, status: 'completed' })
const refund = aRefund(order, { id: 71, cents: 1000, at: '2023-08-10T10:00:00Z', paidBack: true })

describe('E6 a refund whose order is not here', () => {
  it('is kept once, said to wait, and taken off the invoice when the order comes', async () => {
    const { take, refunds, orders } = await aShop()
    for (let time = 0; time < 2; time++) expect(await take(refund)).toMatchObject({ refundsWithoutOrder: ['70'] })
    expect(await refunds()).toEqual([
      { id: '71', state: 'quarantined', reason: 'orderMissing', cents: 1000, credited: false },
    ])
    expect(await orders()).toMatchObject([{ id: '70', state: 'quarantined', reason: 'orderMissing', document: '' }])
    expect((await take(order)).orders).toMatchObject([{ externalId: '70', done: 'taken', unequal: false }])
    expect(await refunds()).toMatchObject([{ id: '71', cents: 1000, credited: true }])
    expect(await orders()).toMatchObject([{ id: '70', state: 'taken', reason: null }])
    expect((await take(refund, order)).orders).toMatchObject([{ done: 'unchanged' }])
    expect(await refunds()).toHaveLength(1)
  })

  it('harms nothing that looks at it meanwhile', async () => {
    const { take, refunds, within, shop, orders, rows } = await aShop()
    await take(refund)
    const [waits] = await rows<{ id: string }>(
      sql`select id from shop_refunds where company_id = current_setting('app.company_id')::uuid`,
    )
    expect(await within(ctx => retryRefund(ctx, waits!.id))).toMatchObject({ state: 'quarantined' })
    expect(await within(ctx => retryOrders(ctx, async () => shop, { ids: [] }, 10))).toEqual([])
    const [kept] = await orders()
    expect(await within(ctx => retryOrders(ctx, async () => shop, { ids: [kept!.rowId] }, 10))).toEqual([])
    for (const month of ['2023-08', '2026-11']) await within(ctx => reconciliationOf(ctx, shop.id, month))
    expect(await refunds()).toMatchObject([{ reason: 'orderMissing' }])
  })

  it('is kept also when the order came and cannot be taken yet', async () => {
    const { take, refunds, orders } = await aShop()
    await take({ ...order, total: 'beaucoup' }, refund)
    expect(await orders()).toMatchObject([{ state: 'quarantined', reason: 'notAnAmount' }])
    expect(await refunds()).toMatchObject([{ reason: 'orderMissing', credited: false }])
    await take({ ...order, date_modified_gmt: '2023-08-02T09:00:00' })
    expect(await orders()).toMatchObject([{ state: 'taken' }])
    expect(await refunds()).toMatchObject([{ id: '71', credited: true }])
  })
})
