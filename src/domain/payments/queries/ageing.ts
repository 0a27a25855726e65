import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { documentEuros, paymentEuros } from '../../invoicing/queries/rates.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { ageingRow } from '../contract/balances.ts'

type Row = InferSchemaOutput<typeof ageingRow>
type Filters = { on?: string | undefined; overdue?: boolean | undefined }
type Ages = Omit<Row, 'id' | 'number' | 'customer' | 'oldestDueOn' | 'documents'>

/** What is open now, in euros, as the states of documents and payments say; money paid back too much is owed since that day. */
const openNow = (company: SQL) => sql`
  select customer_id, due_on, issued_on, ${documentEuros('s', sql`open_cents`)} as cents from invoice_states s
  where company_id = ${company} and open_cents <> 0
  union all select customer_id, null, received_on, ${paymentEuros('s', sql`-open_cents`)} from payment_states s
  where company_id = ${company} and open_cents <> 0`

/** What was open at the end of a day: each amount less what was allocated until then. */
const openOn = (company: SQL, on: string) => sql`
  with allocated as materialized (
    select invoice_id, credit_note_id, payment_id, refund_id, cents from payment_allocations
    where company_id = ${company} and allocated_on <= ${on}),
  of_document as materialized (
    select id, sum(cents) as cents from (
      select invoice_id as id, cents from allocated where invoice_id is not null
      union all select credit_note_id, -cents from allocated where credit_note_id is not null) a group by id),
  of_payment as materialized (
    select id, sum(cents) as cents from (
      select payment_id as id, cents from allocated where payment_id is not null
      union all select refund_id, -cents from allocated where refund_id is not null) a group by id)
  select s.customer_id, s.due_on, s.issued_on, ${documentEuros('s', sql`s.gross_cents - coalesce(a.cents, 0)::bigint`)} as cents
  from invoice_states s join invoices i on i.company_id = ${company} and i.id = s.id
  left join of_document a on a.id = s.id
  where s.company_id = ${company} and s.issued_on <= ${on} and i.source not like 'import:%'
    and s.gross_cents <> coalesce(a.cents, 0)
  union all select p.customer_id, null, p.received_on, ${paymentEuros('p', sql`coalesce(a.cents, 0)::bigint - p.cents`)}
  from payment_states p left join of_payment a on a.id = p.id
  where p.company_id = ${company} and p.received_on <= ${on} and p.cents <> coalesce(a.cents, 0)`

/** One row a customer: what is open of it, by how long it is overdue on a day. */
function aged({ company, today }: Pick<Ctx, 'company' | 'today'>, on: string | undefined): SQL {
  const day = sql`${on ?? today}::date`
  const late = (from: number, to?: number) => sql`coalesce(sum(cents) filter (where cents > 0
    and ${day} - coalesce(due_on, issued_on) >= ${from} ${to === undefined ? sql`` : sql`and ${day} - coalesce(due_on, issued_on) <= ${to}`}), 0)::bigint`
  const open = on === undefined || on === today ? openNow(sql`${company.id}`) : openOn(sql`${company.id}`, on)
  return sql`(select customer_id,
      coalesce(sum(cents) filter (where cents > 0 and coalesce(due_on, issued_on) >= ${day}), 0)::bigint as not_due,
      ${late(1, 30)} as to30, ${late(31, 60)} as to60, ${late(61, 90)} as to90, ${late(91)} as older,
      coalesce(sum(cents) filter (where cents > 0), 0)::bigint as owed,
      coalesce(sum(cents) filter (where cents < 0), 0)::bigint as credit, sum(cents)::bigint as balance,
      min(coalesce(due_on, issued_on)) filter (where cents > 0) as oldest,
      count(due_on) filter (where cents > 0)::int as documents
    from (${open}) open group by customer_id)`
}

const amounts = {
  notDueCents: sql`a.not_due`,
  to30Cents: sql`a.to30`,
  to60Cents: sql`a.to60`,
  to90Cents: sql`a.to90`,
  olderCents: sql`a.older`,
  owedCents: sql`a.owed`,
  creditCents: sql`a.credit`,
  balanceCents: sql`a.balance`,
}
const from = (ctx: Ctx, { on }: Filters) => sql`${aged(ctx, on)} a
  join parties customer on customer.company_id = ${ctx.company.id} and customer.id = a.customer_id`

/** What customers owe, in the order of a directory unless another is asked. */
export const ageingList = listByParty<Row, Row, Filters>({
  from,
  columns: {
    id: sql`a.customer_id`,
    number: sql`customer.number`,
    customer: partyName('customer'),
    ...amounts,
    oldestDueOn: sql`a.oldest`,
    documents: sql`a.documents`,
  },
  id: sql`a.customer_id`,
  sorts: {
    customer: sql`customer.sort_name`,
    owed: sql`a.owed`,
    older: sql`a.older`,
    balance: sql`a.balance`,
  },
  defaultSort: '-owed',
  where: ({ company }, { overdue }) => [
    sql`customer.company_id = ${company.id}`,
    ...(overdue ? [sql`a.owed > a.not_due`] : []),
  ],
  party: sql`a.customer_id`,
  row: found => found,
})

/** What all of them together owe. */
export async function ageingTotals(ctx: Ctx, query: Filters & { search?: string | undefined }): Promise<Ages> {
  const conditions = sql.join(await ageingList.conditions(ctx, query), sql` and `)
  const sums = Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [name, sql`coalesce(sum(${amount}), 0)::bigint`]),
  )
  const { rows } = await ctx.db.execute<Ages>(
    sql`select ${selected(sums)} from ${from(ctx, query)} where ${conditions}`,
  )
  return rows[0]!
}

/** What a customer owes and has to his credit, in euros, for his card. */
export async function customerBalance({ db, company, today }: Ctx, customerId: string) {
  const { rows } = await db.execute<{
    owedCents: number
    overdueCents: number
    creditCents: number
    balanceCents: number
    oldestDueOn: string | null
    lastPaidOn: string | null
    currencies: string[]
  }>(sql`
    with open as materialized (
      select coalesce(due_on, issued_on) as due_on, ${documentEuros('s', sql`open_cents`)} as cents from invoice_states s
      where company_id = ${company.id} and customer_id = ${customerId} and open_cents <> 0
      union all select null, ${paymentEuros('s', sql`-open_cents`)} from payment_states s
      where company_id = ${company.id} and customer_id = ${customerId} and open_cents <> 0)
    select coalesce(sum(cents) filter (where cents > 0 and due_on is not null), 0)::bigint as "owedCents",
      coalesce(sum(cents) filter (where cents > 0 and due_on < ${today}), 0)::bigint as "overdueCents",
      coalesce(sum(cents) filter (where cents < 0), 0)::bigint as "creditCents",
      coalesce(sum(cents), 0)::bigint as "balanceCents",
      min(due_on) filter (where cents > 0) as "oldestDueOn",
      (select max(received_on) from payment_states
        where company_id = ${company.id} and customer_id = ${customerId} and cents > 0) as "lastPaidOn",
      array(select distinct currency from invoice_states where company_id = ${company.id} and customer_id = ${customerId} and currency <> 'EUR' order by currency) as currencies
    from open`)
  return rows[0]!
}
