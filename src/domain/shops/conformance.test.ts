import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import type { GivenOrder } from './actions/given.ts'
import { shopNamed } from './actions/shops.ts'
import { type Taken, takeAll } from './actions/take.ts'
import { chance } from './testing/fake-orders.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

type Json = { id: number; parent_id: number; total: string; status: string }
const folder = new URL('../../../../shared/woocommerce/', import.meta.url)
const read = (name: string): Json[] =>
  existsSync(new URL(name, folder)) ? JSON.parse(readFileSync(new URL(name, folder), 'utf8')) : []
const orders = read('orders.json')
const refunds = Map.groupBy(read('refunds.json'), ({ parent_id }) => String(parent_id))
const given = orders.map((document): GivenOrder => ({ document, refunds: refunds.get(String(document.id)) }))

const aShop = async () => {
  const publisher = await aPublisher(database, { today: '2026-11-22', constraints, reactions })
  return { ...publisher, shop: await publisher.within(ctx => shopNamed(ctx, 'Boutique')) }
}

describe.skipIf(orders.length === 0)('the documents of a shop that ran', () => {
  it('ABO-7 are taken with every total equal, and the second time nothing is written', async () => {
    const { within, shop } = await aShop()
    const told: Taken[] = []
    const counts = await takeAll(within, shop, given, { told: one => told.push(one) })
    expect(told.filter(({ done }) => done === 'quarantined')).toEqual([])
    expect(counts).toEqual({ taken: orders.length, unchanged: 0, quarantined: 0, unequal: 0 })
    const before = await within(rowsOf)
    expect(await takeAll(within, shop, given)).toEqual({
      taken: 0,
      unchanged: orders.length,
      quarantined: 0,
      unequal: 0,
    })
    expect(await within(rowsOf)).toEqual(before)
  })

  it('E3 come to the same rows in whatever order, and however often, they come', async () => {
    const rows = async (documents: readonly GivenOrder[], size: number) => {
      const { within, shop } = await aShop()
      for (let at = 0; at < documents.length; at += size) await takeAll(within, shop, documents.slice(at, at + size))
      return within(rowsOf)
    }
    const random = chance(7)
    const shuffled = (all: readonly GivenOrder[]) =>
      all
        .map(one => ({ one, at: random.next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one)
    const inOrder = await rows(given, given.length)
    expect(await rows(shuffled([...given, ...given, ...given]), 40)).toEqual(inOrder)
    expect(await rows(given.toReversed(), 1000)).toEqual(inOrder)
  })
})

const rowsOf = async ({ db, company }: Ctx) =>
  (
    await db.execute(sql`
      select o.external_id, o.number, o.status, o.state, o.reason, i.number as invoice, i.issued_on, i.currency, i.net_cents, i.vat_cents,
        i.gross_cents, s.open_cents, (select count(*) from invoice_lines l where l.company_id = ${company.id} and l.invoice_id = i.id) as lines,
        (select count(*) from shop_events e where e.company_id = ${company.id} and e.order_id = o.id) as events
      from shop_orders o left join invoices i on i.company_id = ${company.id} and i.id = o.invoice_id
      left join invoice_states s on s.company_id = ${company.id} and s.id = i.id
      where o.company_id = ${company.id} order by o.external_id`)
  ).rows
