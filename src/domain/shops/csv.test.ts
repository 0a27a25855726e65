import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { shopNamed } from './actions/shops.ts'
import { takeOrders } from './actions/take.ts'
import { readOrder } from './formats/woocommerce.ts'
import { takeFileOperations } from './operations/take-file.ts'
import type { ShopOrder } from './rules/order.ts'
import { csvOf } from './testing/csv.ts'
import { anOrder } from './testing/orders.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { today: '2026-11-22', constraints, reactions })
const base64 = (orders: readonly ShopOrder[]) => csvOf(orders).toString('base64')
const { takeFile } = takeFileOperations(say)

const rowsOf = async ({ db, company }: Ctx) =>
  (
    await db.execute(sql`
      select o.number, o.status, o.state, o.reason, i.number as invoice, i.issued_on, i.currency, i.net_cents, i.vat_cents, i.gross_cents,
        s.open_cents, array(select l.label || ' ' || l.net_cents || ' ' || l.vat_rate_bps || ' ' || l.vat_cents from invoice_lines l
          where l.company_id = ${company.id} and l.invoice_id = i.id order by l.position) as lines
      from shop_orders o left join invoices i on i.company_id = ${company.id} and i.id = o.invoice_id
      left join invoice_states s on s.company_id = ${company.id} and s.id = i.id
      where o.company_id = ${company.id} order by o.external_id`)
  ).rows

/** What a row a line can say: one tax a line, nothing given back, nobody else's gift. */
const isSayable = ({ lines, refunds, renews, gift, language }: ShopOrder) =>
  refunds.length === 0 &&
  renews === null &&
  !gift &&
  language === null &&
  lines.every(line => line.taxes.length <= 1 && !line.recipient)

const file = new URL('../../../../shared/woocommerce/orders.json', import.meta.url)
const documents: unknown[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []

describe('a shop of files', () => {
  it('E12 takes a CSV export, each order once, and tells what it refused by line and column', async () => {
    const { call } = await publisher()
    const orders = [anOrder(), anOrder({ currency: 'USD' }), anOrder({ status: 'pending', paidAt: null })]
    const broken = Buffer.concat([csvOf(orders), Buffer.from('\r\n"9","9","completed","hier"')]).toString('base64')
    const first = await call(takeFile, { shop: 'Marché', content: broken })
    expect(first).toMatchObject({ taken: 3, unchanged: 0, quarantined: 1, unequal: 0, next: null })
    expect(first.refused).toMatchObject([{ line: 5, column: 'Order Date', orderId: '9', code: 'notAnInstant' }])
    expect(first.refused[0]!.reasonSaid).toContain('hier')
    const second = await call(takeFile, { shop: 'Marché', content: base64(orders) })
    expect(second).toMatchObject({ taken: 0, unchanged: 3 })
  })

  it('E12 takes an order out of quarantine when a file says it right', async () => {
    const { call, within } = await publisher()
    const take = (day: string) => {
      const rows = `Order ID;Order Date;Order Total;Item Name\n7;${day};10,00;Carte\n`
      return call(takeFile, { shop: 'Marché', content: Buffer.from(rows).toString('base64') })
    }
    const orders = async () =>
      (
        await within(({ db, company }) =>
          db.execute(sql`select external_id as id, number, state, reason, reason_values ->> 'field' as field
            from shop_orders where company_id = ${company.id}`),
        )
      ).rows
    await take('hier')
    const known = { id: '7', number: '7' }
    expect(await orders()).toEqual([{ ...known, state: 'quarantined', reason: 'notAnInstant', field: 'Order Date' }])
    expect(await take('2024-01-01')).toMatchObject({ taken: 1, quarantined: 0 })
    expect(await orders()).toEqual([{ ...known, state: 'taken', reason: null, field: null }])
  })

  it('E12 credits what was given back since the last export, and charges again what no longer is', async () => {
    const { call, within } = await publisher()
    const take = (refunded: string) => {
      const rows = `Order ID;Order Date;Order Status;Order Total;Item Name;Order Refund Amount\n7;2024-01-01;completed;10,00;Carte;${refunded}\n`
      return call(takeFile, { shop: 'Marché', content: Buffer.from(rows).toString('base64') })
    }
    const documents = async () =>
      (
        await within(({ db, company }) =>
          db.execute<{ kind: string; cents: number }>(sql`
            select kind, gross_cents::int as cents from invoices where company_id = ${company.id} order by id`),
        )
      ).rows.map(({ kind, cents }) => (kind === 'credit-note' ? -cents : cents))
    await take('')
    await take('2,50')
    await take('4,00')
    await take('4,00')
    expect(await documents()).toEqual([1000, -250, -150])
    await take('2,50')
    expect(await documents()).toEqual([1000, -250, -150, 150])
    await take('10,00')
    expect((await documents()).reduce((sum, cents) => sum + cents, 0)).toBe(0)
  })

  it('E12 remembers which heading was said to be what', async () => {
    const { call } = await publisher()
    const told = { orderId: 'Cde', orderedAt: 'Quand', total: 'Combien', lineName: 'Quoi' } as const
    const content = (id: string) =>
      Buffer.from(`Cde;Quand;Combien;Quoi\n${id};2024-01-01;10,00;Carte\n`).toString('base64')
    expect(await call(takeFile, { shop: 'Marché', content: content('1') })).toMatchObject({
      taken: 0,
      refused: [{}, {}, {}, {}],
    })
    expect(await call(takeFile, { shop: 'Marché', content: content('1'), columns: told })).toMatchObject({ taken: 1 })
    expect(await call(takeFile, { shop: 'Marché', content: content('2') })).toMatchObject({ taken: 1, columns: told })
  })

  it.skipIf(documents.length === 0)('E12 makes of a CSV what the REST documents of the same orders make', async () => {
    const both = documents.flatMap(document => {
      const read = readOrder(document)
      return 'document' in read && isSayable(read.document) ? [{ document, order: read.document }] : []
    })
    expect(both.length).toBeGreaterThan(20)
    const [rest, csv] = [await publisher(), await publisher()]
    await rest.within(async ctx => takeOrders(ctx, await shopNamed(ctx, 'Boutique'), both))
    const taken = await csv.call(takeFile, { shop: 'Boutique', content: base64(both.map(({ order }) => order)) })
    expect(taken).toMatchObject({ taken: both.length, quarantined: 0, unequal: 0, refused: [] })
    expect(await csv.within(rowsOf)).toEqual(await rest.within(rowsOf))
  })
})
