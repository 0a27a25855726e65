import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { EURO } from '../../../values/currency.ts'
import { partyName } from '../../parties/queries.ts'
import type { statementRow } from '../contract/balances.ts'

export type StatementRow = InferSchemaOutput<typeof statementRow>
export type StatementAsked = {
  customerId?: string | undefined
  currency?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/**
 * All that ever moved the account of a customer: more than zero is owed, less is paid. What somebody else paid for it, or
 * it for somebody else, is passed on from the one account to the other.
 */
const moves = (company: SQL, customer: SQL, currency: SQL) => sql`
  with document as materialized (
    select s.id, s.issued_on, s.due_on, s.gross_cents, i.kind, i.number
    from invoice_states s join invoices i on i.company_id = ${company} and i.id = s.id
    where s.company_id = ${company} and s.customer_id = ${customer} and s.currency = ${currency} and s.issued_on is not null
      and i.source not like 'import:%'),
  payment as materialized (
    select p.id, p.received_on, p.number, p.reason, p.reference, p.method, p.cents
    from payment_states s join payments p on p.company_id = ${company} and p.id = s.id
    where s.company_id = ${company} and s.customer_id = ${customer} and s.currency = ${currency}),
  touching as materialized (
    select a.id from document d join payment_allocations a on a.company_id = ${company} and a.invoice_id = d.id
    union select a.id from document d join payment_allocations a on a.company_id = ${company} and a.credit_note_id = d.id
    union select a.id from payment p join payment_allocations a on a.company_id = ${company} and a.payment_id = p.id
    union select a.id from payment p join payment_allocations a on a.company_id = ${company} and a.refund_id = p.id),
  passed as materialized (
    select a.id, a.allocated_on, a.cents, coalesce(payer.customer_id, credited.customer_id) as from_id,
      coalesce(paid.customer_id, back.customer_id) as to_id, a.invoice_id, a.payment_id, a.credit_note_id, a.refund_id
    from touching t join payment_allocations a on a.company_id = ${company} and a.id = t.id
    left join payment_states payer on payer.company_id = ${company} and payer.id = a.payment_id
    left join invoice_states credited on credited.company_id = ${company} and credited.id = a.credit_note_id
    left join invoice_states paid on paid.company_id = ${company} and paid.id = a.invoice_id
    left join payment_states back on back.company_id = ${company} and back.id = a.refund_id)
  select id, issued_on as "on", kind, number, '' as label, null as method, due_on, gross_cents as cents, 1 as rank from document
  union all select id, received_on, 'payment', number::text, coalesce(nullif(reason, ''), reference), method, null, -cents, 2
    from payment
  union all select a.id, a.allocated_on, 'passed-on', case when a.from_id = ${customer}
      then coalesce(invoice.number, refund.number::text) else coalesce(note.number, source.number::text) end,
    ${partyName('other')}, null, null, case when a.from_id = ${customer} then a.cents else -a.cents end, 3
  from passed a
  left join invoices invoice on invoice.company_id = ${company} and invoice.id = a.invoice_id
  left join invoices note on note.company_id = ${company} and note.id = a.credit_note_id
  left join payments source on source.company_id = ${company} and source.id = a.payment_id
  left join payments refund on refund.company_id = ${company} and refund.id = a.refund_id
  join parties other on other.company_id = ${company} and other.id = case when a.from_id = ${customer} then a.to_id else a.from_id end
  where a.from_id <> a.to_id`

function lines({ company, today }: Ctx, { customerId, from, to, currency = EURO }: StatementAsked): SQL {
  const of = sql`${currency}`
  const customer = sql`${customerId ?? null}::uuid`
  const since = sql`${from ?? '-infinity'}::date`
  return sql`(
    select id, "on", kind, number, label, method, due_on, cents,
      sum(cents) over (order by "on", rank, id)::bigint as balance, row_number() over (order by "on", rank, id)::int as turn
    from (
      select ${customer} as id, coalesce(${from ?? null}::date, min("on"), ${today}::date) as "on", 'opening' as kind, '' as number,
        '' as label, null as method, null::date as due_on, coalesce(sum(cents) filter (where "on" < ${since}), 0) as cents, 0 as rank
      from (${moves(sql`${company.id}::uuid`, customer, of)}) before
      union all select * from (${moves(sql`${company.id}::uuid`, customer, of)}) during
      where "on" between ${since} and ${to ?? today}::date) all_lines)`
}

/** The account of a customer in one currency between two days, line by line with the balance after each. */
export const accountStatementList = defineList<StatementRow, StatementRow, StatementAsked>({
  from: (ctx, filters) =>
    sql`(select l.*, ${filters.currency ?? EURO}::text as currency from ${lines(ctx, filters)} l) l`,
  columns: {
    id: sql`l.id`,
    on: sql`l.on`,
    kind: sql`l.kind`,
    number: sql`l.number`,
    label: sql`l.label`,
    method: sql`l.method`,
    dueOn: sql`l.due_on`,
    currency: sql`l.currency`,
    debitCents: sql`greatest(l.cents, 0)::bigint`,
    creditCents: sql`greatest(-l.cents, 0)::bigint`,
    balanceCents: sql`l.balance`,
  },
  id: sql`l.id`,
  sorts: { turn: sql`l.turn` },
  defaultSort: 'turn',
  where: (_ctx, { customerId }) => [customerId ? sql`true` : sql`false`],
  search: (_ctx, text) => [sql`strpos(lower(l.number || ' ' || l.label), lower(${text.trim()})) > 0`],
  row: found => found,
})
