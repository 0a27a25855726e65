// Pages of the documents of a large company, in every order, narrowed and searched.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { benchPages, pageAfter } from './pages.ts'
import { BIG, benchWorld, SUBSCRIPTIONS } from './world.ts'

const INVOICES = Number(process.env.BENCH_INVOICES ?? SUBSCRIPTIONS)
const NOBODY = `00000000-0000-7000-c000-${'0'.repeat(12)}`

const cases = {
  'first page': '',
  'deep page': pageAfter('-issuedOn', '2025-06-30', NOBODY),
  'by due day': 'sort=dueOn',
  'latest due day': 'sort=-dueOn',
  'by due day, deep': pageAfter('dueOn', '2025-06-30', NOBODY),
  'smallest amount': 'sort=grossCents',
  'largest amount': 'sort=-grossCents',
  'by amount, deep': pageAfter('-grossCents', '3400', NOBODY),
  'due in a month, by due day': 'dueFrom=2025-03-01&dueTo=2025-03-31&sort=dueOn',
  drafts: 'state=draft',
  open: 'state=open',
  'overdue, by due day': 'state=overdue&sort=dueOn',
  'overdue, largest amount': 'state=overdue&sort=-grossCents',
  'paid, by due day': 'state=paid&sort=dueOn',
  cancelled: 'state=cancelled',
  'credit notes, by amount': 'kind=credit-note&sort=grossCents',
  'search, frequent name': 'search=martin',
  'search, frequent name, by amount': 'search=martin&sort=-grossCents',
  'search, number': `search=F-${Math.round(INVOICES / 3)}`,
}

const world = await benchWorld()
const filled = join(world.dataDir, `invoices-${INVOICES}`)
if (!existsSync(filled)) {
  await fill(world.owner)
  writeFileSync(filled, '')
}
console.log(`${INVOICES.toLocaleString('en')} documents in one company; pages of 50; target < 5 ms\n`)
await benchPages(
  world,
  'invoicing.read',
  Object.fromEntries(Object.entries(cases).map(([name, query]) => [name, `invoices?${query}`])),
)
await world.stop()

/** Documents of three years, brought from elsewhere so that no book misses them: one in 40 a credit note, one in 1,000 a draft, one in 12 still open. */
async function fill(owner: pg.Client) {
  await owner.query(
    `insert into invoices (company_id, id, kind, customer_id, number, issued_on, due_on, net_cents, vat_cents, gross_cents, source, created_by, updated_by)
      select $1, ('00000000-0000-7000-c000-' || lpad(to_hex(n), 12, '0'))::uuid, case when n % 40 = 1 then 'credit-note' else 'invoice' end,
        ('00000000-0000-7000-8000-' || lpad(to_hex(1 + n::bigint * 7919 % $2), 12, '0'))::uuid,
        case when n % 1000 > 0 then 'F-' || n end, case when n % 1000 > 0 then day end, case when n % 1000 > 0 and n % 40 <> 1 then day + 30 end,
        gross - gross / 6, gross / 6, gross, 'import:bench', 'VG', 'VG'
      from generate_series(1, $3) n, lateral (select '2023-11-20'::date + (n::bigint * 1095 / $3)::int as day, 1000 + (n::bigint * 104729) % 12000 as gross)`,
    [BIG, SUBSCRIPTIONS, INVOICES],
  )
  await owner.query(
    `insert into invoice_states (company_id, id, customer_id, issued_on, due_on, gross_cents, open_cents)
      select company_id, id, customer_id, issued_on, due_on, sign * gross_cents, case when issued_on is not null and right(id::text, 1) = 'f' then sign * gross_cents else 0 end
      from invoices, lateral (select case kind when 'credit-note' then -1 else 1 end as sign) where company_id = $1`,
    [BIG],
  )
  await owner.query('vacuum (analyze) invoices, invoice_states')
}
