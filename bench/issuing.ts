// Issues drafts with their lines, numbers, journal and book entries, against bare SQL that writes the same rows.
import { sql } from 'drizzle-orm'
import { reactions } from '../src/app/reactions.ts'
import { constraints } from '../src/app/texts.ts'
import { aCompany } from '../src/domain/accounts/factory.ts'
import { aProduct } from '../src/domain/catalog/factory.ts'
import { issueDrafts } from '../src/domain/invoicing/actions/issue.ts'
import { aSeller } from '../src/domain/invoicing/factory.ts'
import { createParties } from '../src/domain/parties/actions.ts'
import { newId } from '../src/platform/db/database.ts'
import type { Ctx } from '../src/platform/http/context.ts'
import { benchWorld } from './world.ts'

const DRAFTS = Number(process.env.BENCH_DRAFTS ?? 20_000)
const AT_ONCE = 1000
const LINES = 2

const { database, owner, stop } = await benchWorld()
const { company, within } = await aCompany(database, { today: '2026-11-20', constraints, reactions })
const seconds = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

const ids = await within(prepare)
const took = await seconds(async () => {
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await within(ctx => issueDrafts(ctx, ids.slice(from, from + AT_ONCE)))
})
const { wrote, floor } = await bare()
console.log(
  `${DRAFTS} drafts of ${LINES} lines issued in ${took.toFixed(1)} s (${Math.round(DRAFTS / took)} a second); bare SQL of the same ${wrote} rows ${floor.toFixed(1)} s; ratio ${(took / floor).toFixed(2)}`,
)
await stop()

/** Customers, a product and the drafts. */
async function prepare(ctx: Ctx): Promise<string[]> {
  await aSeller(ctx)
  const productId = await aProduct(ctx, {
    code: 'CAFE',
    label: 'Café',
    kind: 'other',
    priceBasis: 'gross',
    priceCents: 1200,
    vatRateBps: 2000,
  } as never)
  const customers = await createParties(
    ctx,
    Array.from({ length: 100 }, (_, at) => ({
      lastName: `Client ${at}`,
      isCustomer: true,
      addresses: [{ line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris' }],
    })),
  )
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    insert into invoices (company_id, id, customer_id, price_basis, net_cents, vat_cents, gross_cents, created_by, updated_by)
    select ${ctx.company.id}, md5('invoice' || n)::uuid, (${sql.param(customers)}::uuid[])[1 + n % 100], 'gross', 2000, 400, 2400, 'VG', 'VG'
    from generate_series(1, ${DRAFTS}) n returning id`)
  await ctx.db.execute(sql`
    insert into invoice_states (company_id, id, customer_id) select company_id, id, customer_id from invoices where company_id = ${ctx.company.id}`)
  await ctx.db.execute(sql`
    insert into invoice_lines (company_id, id, invoice_id, position, product_id, label, quantity, unit_cents, vat_rate_bps, net_cents, vat_cents, gross_cents)
    select ${ctx.company.id}, md5(i.id::text || n)::uuid, i.id, n, ${productId}, 'Café', 1, 1200, 2000, 1000, 200, 1200
    from invoices i, generate_series(1, ${LINES}) n where i.company_id = ${ctx.company.id}`)
  return rows.map(({ id }) => id)
}

/** What was written, written again by one statement a table for the same drafts in another company. */
async function bare() {
  const copy = newId()
  const tables = ['journal_entries', 'book_entries', 'purchases'] as const
  const columns = async (table: string) => {
    const { rows } = await owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    )
    return rows.map(({ name }) => `"${name}"`)
  }
  const again = async (table: string, change: Record<string, string> = {}) => {
    const names = await columns(table)
    const values = names.map(name => change[name] ?? (name === '"company_id"' ? `'${copy}'` : name))
    return `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${table} where company_id = '${company.id}'`
  }
  const draft = Object.fromEntries(
    [
      'number',
      'series_kind',
      'series_year',
      'series_number',
      'issued_on',
      'issued_at',
      'territory',
      'due_on',
      'buyer',
      'seller_id',
    ].map(name => [`"${name}"`, 'null']),
  )
  for (const table of ['parties', 'products', 'seller_versions']) await owner.query(await again(table))
  await owner.query(await again('invoices', draft))
  await owner.query(await again('invoice_lines'))
  await owner.query(await again('invoice_states', { '"issued_on"': 'null', '"due_on"': 'null', '"open_cents"': '0' }))
  let wrote = 0
  const run = async (text: string) => {
    wrote += (await owner.query(text)).rowCount ?? 0
  }
  const names = Object.keys(draft)
  const floor = await seconds(async () => {
    await owner.query('begin')
    await run(`update invoices d set ${names.map(name => `${name} = i.${name}`).join(', ')}, updated_at = now()
      from invoices i where d.company_id = '${copy}' and i.company_id = '${company.id}' and i.id = d.id`)
    await run(`update invoice_states d set issued_on = i.issued_on, due_on = i.due_on, open_cents = i.open_cents, gross_cents = i.gross_cents
      from invoice_states i where d.company_id = '${copy}' and i.company_id = '${company.id}' and i.id = d.id`)
    for (const table of tables) await run(await again(table))
    await owner.query('commit')
  })
  return { wrote, floor }
}
