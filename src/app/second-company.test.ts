import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { aCompany } from '../domain/accounts/factory.ts'
import { anIssue, aProduct, aTitle } from '../domain/catalog/factory.ts'
import { issueInvoices } from '../domain/invoicing/actions.ts'
import { aSeller } from '../domain/invoicing/factory.ts'
import { createParties } from '../domain/parties/actions.ts'
import { cashInMany } from '../domain/payments/actions/cash-in.ts'
import { shopNamed } from '../domain/shops/actions/shops.ts'
import { takeOrders } from '../domain/shops/actions/take.ts'
import { fakeOrders } from '../domain/shops/testing/fake-orders.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { migrateDatabase } from '../platform/db/migrate.ts'
import type { Ctx } from '../platform/http/context.ts'
import { anEmptyDatabase } from '../platform/testing/own-database.ts'
import { reactions } from './reactions.ts'
import { constraints } from './texts.ts'

const PART = 200

let own: Awaited<ReturnType<typeof anEmptyDatabase>>
let database: Database
// A database of its own, whose statistics know one company and stay so.
beforeAll(async () => {
  own = await anEmptyDatabase(inject('ownerUrl'))
  await migrateDatabase(own.ownerUrl)
  database = openDatabase(own.ownerUrl, 4)
}, 60_000)
afterAll(async () => {
  await database.close()
  await own.drop()
})

beforeAll(async () => {
  const known = await aReview()
  await known.within(ctx => takeOrders(ctx, known.shop, known.orders(2 * PART)))
  await owner('analyze', 'alter table TABLE set (autovacuum_enabled = false)')
}, 60_000)

it('E1 orders of a company that came after the statistics read their own rows, not all that it has', async () => {
  const late = await aReview()
  await isLevel(late, async ctx => {
    const taken = await takeOrders(ctx, late.shop, late.orders(PART))
    expect(taken.map(({ done }) => done)).toEqual(Array(PART).fill('taken'))
  })
})

it('L-2 documents of a company that came after the statistics are issued and paid by reading their own rows', async () => {
  const late = await aReview()
  await isLevel(late, async ctx => {
    const people = Array.from({ length: PART }, (_, at) => ({ lastName: `P${at}`, emails: [`p${at}@example.org`] }))
    const line = { productId: late.productId, quantity: 1 }
    const issued = await issueInvoices(
      ctx,
      (await createParties(ctx, people)).map(customerId => ({ customerId, issuedOn: '2026-11-20', lines: [line] })),
    )
    const paid = await cashInMany(
      ctx,
      issued.map(({ id }) => id),
      { method: 'transfer', receivedOn: '2026-11-20' },
    )
    expect(paid).toBe(PART)
  })
})

type Review = Awaited<ReturnType<typeof aReview>>

/** Does it four times over for as many rows: the last time it reads no more than the first. */
async function isLevel({ within }: Review, part: (ctx: Ctx) => Promise<void>) {
  const reads: number[] = []
  for (let times = 1; times <= 4; times++)
    await within(async ctx => {
      const before = await readSoFar(ctx)
      await part(ctx)
      reads.push((await readSoFar(ctx)) - before)
    })
  expect(reads.at(-1)! / reads[0]!, `rows read each time: ${reads.join()}`).toBeLessThan(2)
}

/** A company with a title, its product and its shop. */
async function aReview() {
  const { within } = await aCompany(database, { today: '2026-11-20', constraints, reactions })
  const { shop, productId } = await within(async ctx => {
    await aSeller(ctx)
    const titleId = await aTitle(ctx, {
      code: 'CL',
      name: 'La Vigie',
      frequency: 'monthly',
      firstIssueOn: '2026-01-01',
    })
    for (let at = 1; at <= 12; at++) {
      const on = `2026-${String(at).padStart(2, '0')}-01`
      await anIssue(ctx, titleId, { ordinal: at, number: String(at), coverOn: on, onSaleOn: on })
    }
    const price = { priceBasis: 'gross', priceCents: 6400, vatRateBps: 210 } as const
    const productId = await aProduct(ctx, { code: 'ABO-CL12', label: 'Un an', titleId, ...price })
    return { shop: await shopNamed(ctx, 'Boutique'), productId }
  })
  const documents = fakeOrders({ count: 4 * PART, customers: 2 * PART, stepSeconds: 600 })
  const orders = (count: number) =>
    Array.from({ length: count }, () => ({ document: documents.next().value as unknown }))
  return { within, shop, productId, orders }
}

async function readSoFar({ db }: Ctx) {
  const { rows } = await db.execute<{ read: number }>(sql`
    select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint as read from pg_stat_xact_user_tables`)
  return rows[0]!.read
}

async function owner(first: string, ofEach: string) {
  const client = new pg.Client({ connectionString: own.ownerUrl, options: '-c search_path=public' })
  await client.connect()
  await client.query(first)
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  for (const { name } of rows) await client.query(ofEach.replace('TABLE', name))
  await client.end()
}
