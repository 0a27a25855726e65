import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { aCompany } from '../domain/accounts/factory.ts'
import { bookEntryList } from '../domain/books/queries/entries.ts'
import { contractList } from '../domain/contracts/queries/contracts.ts'
import { invoiceList } from '../domain/invoicing/queries.ts'
import { seal } from '../domain/journal/actions.ts'
import { sealedList } from '../domain/journal/queries/lists.ts'
import { orderList } from '../domain/orders/queries/orders.ts'
import { createParties } from '../domain/parties/actions.ts'
import { movementList } from '../domain/payments/queries/movements.ts'
import { paymentList } from '../domain/payments/queries/payments.ts'
import { orderListIn } from '../domain/shops/queries/orders.ts'
import { ownStages } from '../domain/tracking/actions/stages.ts'
import { trackList } from '../domain/tracking/queries/tracks.ts'
import { type Database, newId, openDatabase } from '../platform/db/database.ts'
import type { List } from '../platform/db/list.ts'
import { migrateDatabase } from '../platform/db/migrate.ts'
import type { Ctx } from '../platform/http/context.ts'
import { anEmptyDatabase } from '../platform/testing/own-database.ts'
import { day, isoDay } from '../values/day.ts'

/** A tenth of what it takes for PostgreSQL to read all rows rather than an index. */
const ROWS = 6000
const PAGE = 20
/** Rows read for a page and what is joined to each of its rows; all of them would be thousands. */
const MOST = 400

let own: Awaited<ReturnType<typeof anEmptyDatabase>>
let database: Database
let publisher: Awaited<ReturnType<typeof aCompany>>
// A database of its own: what PostgreSQL knows of a company depends on how large the others are (docs/adr/0010).
beforeAll(async () => {
  own = await anEmptyDatabase(inject('ownerUrl'))
  await migrateDatabase(own.ownerUrl)
  database = openDatabase(own.ownerUrl, 4)
  publisher = await aCompany(database, { today: '2026-11-20' })
  await publisher.within(fill)
  const owner = new pg.Client({ connectionString: own.ownerUrl })
  await owner.connect()
  await owner.query('analyze')
  await owner.end()
}, 60_000)
afterAll(async () => {
  await database.close()
  await own.drop()
})

/** Each order that a screen offers, with the keys of a row in its middle. */
const ORDERS: [name: string, list: List, sort: string, keys: string[], filters?: object][] = [
  ['documents by day', invoiceList as List, 'issuedOn', ['2025-06-30', newId()]],
  ['documents by due day', invoiceList as List, 'dueOn', ['2025-06-30', newId()]],
  ['documents by amount', invoiceList as List, 'grossCents', ['6000', newId()]],
  [
    'documents of a year by due day',
    invoiceList as List,
    'dueOn',
    ['2025-06-30', newId()],
    { dueFrom: '2025-01-01', dueTo: '2025-12-31' },
  ],
  ['contracts by number', contractList as List, 'number', ['3000', newId()]],
  ['contracts by first day', contractList as List, 'startsOn', ['2025-06-30', newId()]],
  ['contracts by last day', contractList as List, 'endsOn', ['2025-06-30', newId()]],
  ['payments by number', paymentList as List, 'number', ['3000', newId()]],
  ['payments by day', paymentList as List, 'receivedOn', ['2025-06-30', newId()]],
  ['movements by day', movementList as List, 'bookedOn', ['2025-06-30', '3000', newId()]],
  ['movements by amount', movementList as List, 'cents', ['6000', newId()]],
  ['sealed entries by number', sealedList as List, 'sequence', ['3000', '3000']],
  ['sealed entries by day', sealedList as List, 'on', ['2025-06-30', '3000']],
  ['lines of the books by number', bookEntryList as List, 'number', ['2025', '3000', '1', newId()]],
  ['lines of the books by day', bookEntryList as List, 'bookedOn', ['2025-06-30', '2025', '3000', '1', newId()]],
  [
    'orders of shops by day',
    orderListIn((_language, code) => code) as List,
    'orderedAt',
    ['2025-06-30T00:00:00Z', newId()],
  ],
  ['orders by day promised', orderList as List, 'deliverOn', ['2025-06-30', newId()], { kind: 'customer' }],
  [
    'open orders by day promised',
    orderList as List,
    'deliverOn',
    ['2025-06-30', newId()],
    { kind: 'customer', state: 'open' },
  ],
  [
    'orders delivered in part',
    orderList as List,
    'serial',
    ['3000', newId()],
    { kind: 'customer', state: 'part-delivered' },
  ],
  ['orders in the workshop by day promised', trackList as List, 'deliverOn', ['2025-06-30', newId()]],
  ['orders in the workshop by number', trackList as List, 'serial', ['3000', newId()]],
  ['all orders of the workshop', trackList as List, 'serial', ['3000', newId()], { all: true }],
]

it.each(ORDERS)(
  'of %s a page reads its rows and no more, at either end and in the middle',
  async (_name, list, order, keys, filters = {}) => {
    for (const sort of [order, `-${order}`])
      for (const after of [undefined, Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url')]) {
        const read = await rowsRead(ctx => list.page(ctx, { ...filters, limit: PAGE, sort, after } as never))
        expect(read, `${sort}${after ? ' in the middle' : ''}`).toBeLessThan(MOST)
      }
  },
)

/** How many rows of all tables PostgreSQL reads for a page, which must be full. */
const rowsRead = (page: (ctx: Ctx) => ReturnType<List['page']>) =>
  publisher.within(async ctx => {
    const before = await readSoFar(ctx)
    expect((await page(ctx)).rows).toHaveLength(PAGE)
    return (await readSoFar(ctx)) - before
  })

async function readSoFar({ db }: Ctx) {
  const { rows } = await db.execute<{ read: number }>(sql`
    select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint as read from pg_stat_xact_user_tables`)
  return rows[0]!.read
}

/** What was sealed in three years is sealed on one day here. */
const sealed = () =>
  Array.from({ length: ROWS }, (_, at) => ({
    kind: 'invoice' as const,
    recordId: newId(),
    on: isoDay(day('2023-11-20').add({ days: Math.floor((at * 1095) / ROWS) })),
    grossCents: 1000,
    facts: { number: `F-${at}` },
  }))

/** Three years of money, day after day. */
async function fill(ctx: Ctx) {
  const company = ctx.company.id
  const [customer] = await createParties(ctx, [{ lastName: 'Martin', isCustomer: true }])
  const [bank, statement, shop] = [newId(), newId(), newId()]
  const many = sql`generate_series(1, ${ROWS}) n, lateral (select gen_random_uuid() as id, '2023-11-20'::date + n * 1095 / ${ROWS} as day, 1000 + n * 7919 % 12000 as cents) made`
  await ctx.db.execute(sql`
    insert into invoices (company_id, id, customer_id, number, issued_on, due_on, net_cents, gross_cents, created_by, updated_by)
    select ${company}, id, ${customer}, 'F-' || n, day, day + 30, cents, cents, 'VG', 'VG' from ${many}`)
  await ctx.db.execute(sql`
    insert into invoice_states (company_id, id, customer_id, issued_on, due_on, gross_cents)
    select company_id, id, customer_id, issued_on, due_on, gross_cents from invoices where company_id = ${company}`)
  await ctx.db.execute(sql`
    insert into contracts (company_id, id, number, title, customer_id, starts_on, ends_on, activated_on, created_by, updated_by)
    select ${company}, id, n, 'Veille', ${customer}, day, case when n % 3 > 0 then day + 200 end, day, 'VG', 'VG' from ${many}`)
  await ctx.db.execute(sql`
    insert into payments (company_id, id, number, customer_id, method, received_on, cents, created_by)
    select ${company}, id, n, ${customer}, 'transfer', day, cents, 'VG' from ${many}`)
  await ctx.db.execute(sql`
    insert into payment_states (company_id, id, customer_id, received_on, cents, open_cents)
    select company_id, id, customer_id, received_on, cents, 0 from payments where company_id = ${company}`)
  await ctx.db.execute(sql`
    insert into bank_accounts (company_id, id, name, created_by, updated_by) values (${company}, ${bank}, 'Banque', 'VG', 'VG')`)
  await ctx.db.execute(sql`
    insert into bank_statements (company_id, id, bank_account_id, name, format, sha256, created_by, updated_by)
    values (${company}, ${statement}, ${bank}, 'releve.csv', 'csv', '0', 'VG', 'VG')`)
  await ctx.db.execute(sql`
    insert into bank_movements (company_id, id, statement_id, bank_account_id, line, booked_on, cents, bank_reference, created_by, updated_by)
    select ${company}, id, ${statement}, ${bank}, n, day, cents, n::text, 'VG', 'VG' from ${many}`)
  await ctx.db.execute(sql`
    insert into book_entries (company_id, id, journal, year, number, line, booked_on, account_code, account_label, piece, piece_on, label, debit_cents, credit_cents, validated_on, record, record_id)
    select ${company}, id, 'VE', extract(year from day), n, 1, day, '411000', 'Clients', 'F-' || n, day, 'Vente', cents, 0, day, 'invoices', id from ${many}`)
  await ctx.db.execute(sql`
    insert into shops (company_id, id, name, kind, created_by, updated_by) values (${company}, ${shop}, 'Boutique', 'csv', 'VG', 'VG')`)
  await ctx.db.execute(sql`
    insert into shop_orders (company_id, id, shop_id, external_id, ordered_at, document, sha256, state, customer_id, created_by, updated_by)
    select ${company}, id, ${shop}, n::text, day, '{}', '0', 'taken', ${customer}, 'VG', 'VG' from ${many}`)
  await ctx.db.execute(sql`
    insert into orders (company_id, id, kind, number, serial, party_id, ordered_on, deliver_on, confirmed_on, due_count, delivered_count, created_by, updated_by)
    select ${company}, id, 'customer', 'CC-' || n, n, ${customer}, day, day + 30, day, 2, n % 4 / 3, 'VG', 'VG' from ${many}`)
  const [first] = await ownStages(ctx)
  await ctx.db.execute(sql`
    insert into tracks (company_id, id, serial, deliver_on, stage_id, entered_at, entered_by, rank, created_by, updated_by)
    select ${company}, id, serial, deliver_on, ${first!.id}, ordered_on, 'VG', serial, 'VG', 'VG' from orders where company_id = ${company}`)
  await seal(ctx, sealed())
}
