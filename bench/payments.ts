// Records payments with what they pay, in bulk, against bare SQL that writes the same rows.
import { sql } from 'drizzle-orm'
import { constraints } from '../src/app/texts.ts'
import { aCompany } from '../src/domain/accounts/factory.ts'
import { createParties } from '../src/domain/parties/actions.ts'
import { recordPayments } from '../src/domain/payments/actions.ts'
import { newId } from '../src/platform/db/database.ts'
import type { Ctx } from '../src/platform/http/context.ts'
import { benchWorld } from './world.ts'

const PAYMENTS = Number(process.env.BENCH_PAYMENTS ?? 100_000)
const AT_ONCE = 10_000
const TODAY = '2026-11-20'
const ASIDE = newId()

const { database, owner, stop } = await benchWorld()
const { company, within } = await aCompany(database, { today: TODAY, constraints })
const seconds = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

const invoices = await within(prepare)
await owner.query('analyze invoices, invoice_states, parties')
const took = await seconds(async () => {
  for (let from = 0; from < invoices.length; from += AT_ONCE)
    await within(ctx => recordPayments(ctx, invoices.slice(from, from + AT_ONCE).map(paying)))
})
const { wrote, floor } = await bare()
console.log(
  `${PAYMENTS} payments allocated in ${took.toFixed(1)} s (${Math.round(PAYMENTS / took)} a second), sealed and audited; bare SQL of the same ${wrote} rows ${floor.toFixed(1)} s; ratio ${(took / floor).toFixed(2)}`,
)
await stop()

type Invoice = { id: string; customerId: string }

function paying({ id, customerId }: Invoice) {
  const allocations = [{ invoiceId: id, cents: 2400 }]
  return { customerId, method: 'transfer' as const, receivedOn: TODAY, cents: 2400, allocations }
}

/** Customers, and an open invoice a payment. */
async function prepare(ctx: Ctx): Promise<Invoice[]> {
  const customers = await createParties(
    ctx,
    Array.from({ length: 1000 }, (_, at) => ({ lastName: `Client ${at}`, isCustomer: true })),
  )
  const { rows } = await ctx.db.execute<Invoice>(sql`
    insert into invoices (company_id, id, customer_id, number, issued_on, net_cents, vat_cents, gross_cents, created_by, updated_by)
    select ${ctx.company.id}, gen_random_uuid(), (${sql.param(customers)}::uuid[])[1 + n % 1000], 'FA-2026-' || n, '2026-10-01', 2000, 400, 2400, 'VG', 'VG'
    from generate_series(1, ${PAYMENTS}) n returning id, customer_id as "customerId"`)
  await ctx.db.execute(sql`
    insert into invoice_states (company_id, id, customer_id, issued_on, due_on, gross_cents, open_cents)
    select company_id, id, customer_id, issued_on, '2026-10-31', gross_cents, gross_cents from invoices where company_id = ${ctx.company.id}`)
  return rows
}

/** What was written, written again by one statement a table, with the same indexes, keys and checks, in another company. */
async function bare() {
  const again = async (table: string, change: Record<string, string> = {}) => {
    const { rows } = await owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    )
    const values = rows.map(({ name }) => change[name] ?? (name === 'company_id' ? `'${ASIDE}'` : `"${name}"`))
    return `insert into ${table} (${rows.map(({ name }) => `"${name}"`).join(', ')})
      select ${values.join(', ')} from ${table} where company_id = '${company.id}'`
  }
  for (const table of ['parties', 'invoices']) await owner.query(await again(table))
  await owner.query(await again('invoice_states', { open_cents: 'gross_cents' }))
  let wrote = 0
  const floor = await seconds(async () => {
    await owner.query('begin')
    for (const table of ['payments', 'payment_states', 'payment_allocations', 'journal_entries', 'audit_entries'])
      wrote += (await owner.query(await again(table))).rowCount ?? 0
    const lowered = await owner.query(`update invoice_states s set open_cents = s.open_cents - a.cents
      from payment_allocations a where a.company_id = '${ASIDE}' and s.company_id = '${ASIDE}' and s.id = a.invoice_id`)
    wrote += lowered.rowCount ?? 0
    await owner.query('commit')
  })
  return { wrote, floor }
}
