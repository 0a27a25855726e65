import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { hasOtherCurrency } from '../../invoicing/queries/rates.ts'
import { settingsOf } from '../../invoicing/queries/seller.ts'
import { entryWords } from '../labels/entries.ts'
import { ensureAccounts } from './chart.ts'
import { fiscalYear, NO_PRODUCT, writeEntries } from './write.ts'

/** Records that allocations bind together, by the place of their group. */
export type Member = { recordId: string; at: number }
export const membersAs = (members: readonly Member[]) =>
  sql`select * from json_to_recordset(${JSON.stringify(members)}::json) as m ("recordId" uuid, at int)`

/** What an allocation makes right on the account of a customer: debit above zero. */
type Difference = { allocationId: string; recordId: string; cents: number }

/**
 * Documents in another currency that are settled with money of another rate leave something on the account of their
 * customer: what was gained or lost by the exchange. It is written as an entry of the last allocation of the group, whose
 * lines then come to nothing and are lettered. Returns the entries as members of their groups.
 */
export async function writeExchange(ctx: Ctx, members: readonly Member[]): Promise<Member[]> {
  if (!(await hasOtherCurrency(ctx))) return []
  const left = await leftOf(ctx, members)
  await write(ctx, left)
  return left.map(({ allocationId, at }) => ({ recordId: allocationId, at }))
}

/** Groups in another currency of which nothing is open and all is written, and what their lines come to nevertheless. */
async function leftOf({ db, company }: Ctx, members: readonly Member[]): Promise<(Difference & { at: number })[]> {
  const { rows } = await db.execute<Difference & { at: number }>(sql`
    with members as materialized (${membersAs(members)}),
    lines as materialized (
      select m.at, m."recordId", b.debit_cents - b.credit_cents as cents, b.currency from members m
      left join book_entries b on b.company_id = ${company.id} and b.record_id = m."recordId" and b.aux_code <> ''),
    groups as materialized (
      select at, -sum(cents)::bigint as cents from lines group by at
      having bool_and(currency is not null and cents is not null) and sum(cents) <> 0),
    settled as materialized (
      select g.at, g.cents from groups g where not exists (
        select from members m left join invoice_states i on i.company_id = ${company.id} and i.id = m."recordId"
        left join payment_states p on p.company_id = ${company.id} and p.id = m."recordId"
        where m.at = g.at and coalesce(i.open_cents, p.open_cents, 1) <> 0))
    select s.at, s.cents, a.id as "allocationId", a.paid as "recordId" from settled s cross join lateral (
      select a.id, coalesce(a.invoice_id, a.refund_id) as paid from members m
      join payment_allocations a on a.company_id = ${company.id} and a.cents > 0
        and (a.invoice_id = m."recordId" or a.refund_id = m."recordId")
      where m.at = s.at and not exists (select from book_entries b where b.company_id = ${company.id} and b.record_id = a.id)
      order by a.id desc limit 1) a`)
  return rows
}

/**
 * What was settled and no longer is gives back what its exchange had brought: the opposite entry, by the allocation that
 * takes back. `letters` are those its lines bore; the two entries keep that letter between them.
 */
export async function takeBackExchange(ctx: Ctx, letters: readonly string[], allocationIds: readonly string[]) {
  if (letters.length === 0) return
  const { db, company } = ctx
  type Stale = Difference & { letter: string }
  const { rows } = await db.execute<Stale>(sql`
    with stale as materialized (
      select x.letter, max(b.record_id::text)::uuid as record_id, sum(b.debit_cents - b.credit_cents)::bigint as cents
      from book_matches x join book_entries b on b.company_id = ${company.id} and b.id = x.id and b.record = 'payment_allocations'
      where x.company_id = ${company.id} and x.letter = any(${sql.param([...letters])}::text[])
      group by x.letter having sum(b.debit_cents - b.credit_cents) <> 0)
    select s.letter, -s.cents as cents, s.record_id as "recordId", a.id as "allocationId"
    from stale s join payment_allocations was on was.company_id = ${company.id} and was.id = s.record_id
    cross join lateral (
      select a.id from payment_allocations a where a.company_id = ${company.id} and a.id = any(${sql.param([...allocationIds])}::uuid[])
        and a.cents < 0 and not exists (select from book_entries b where b.company_id = ${company.id} and b.record_id = a.id)
      order by (a.payment_id is not distinct from was.payment_id and a.invoice_id is not distinct from was.invoice_id) desc, a.id limit 1) a`)
  await write(ctx, rows, true)
  await db.execute(sql`
    with backs as materialized (select * from json_to_recordset(${JSON.stringify(rows)}::json) as b ("allocationId" uuid, letter text))
    insert into book_matches (company_id, id, letter, matched_on)
    select ${company.id}, b.id, backs.letter, ${ctx.today}::date from backs
    join book_entries b on b.company_id = ${company.id} and b.record_id = backs."allocationId" and b.aux_code <> ''`)
}

async function write(ctx: Ctx, differences: readonly Difference[], back = false) {
  if (differences.length === 0) return
  const { company } = ctx
  await ensureAccounts(ctx, ['exchange-gain', 'exchange-loss'])
  const { fiscalYearStart } = await settingsOf(ctx)
  await writeEntries(ctx, {
    record: 'payment_allocations',
    docs: sql`
      select d."allocationId" as record_id, row_number() over (order by d."allocationId") as place, ${fiscalYear(sql`a.allocated_on`, fiscalYearStart)} as year,
        'OD' as journal, a.allocated_on as booked_on, of.aux_code, of.aux_label, of.piece, of.piece_on, ${`${entryWords.exchange} `} || of.piece as label,
        null::text as currency, null::bigint as times, null::bigint as per, d.cents
      from json_to_recordset(${JSON.stringify(differences)}::json) as d ("allocationId" uuid, "recordId" uuid, cents bigint)
      join payment_allocations a on a.company_id = ${company.id} and a.id = d."allocationId"
      cross join lateral (select b.aux_code, b.aux_label, b.piece, b.piece_on from book_entries b
        where b.company_id = ${company.id} and b.record_id = d."recordId" and b.aux_code <> '' order by b.line limit 1) of`,
    parts: sql`
      select record_id, 1 as turn, 'customers' as purpose, '' as tax_class, '' as territory, -1 as rate, ${NO_PRODUCT} as product_id, null::text as account, cents from docs
      union all select record_id, 2, case when (cents > 0) <> ${back} then 'exchange-gain' else 'exchange-loss' end, '', '', -1, ${NO_PRODUCT}, null, -cents from docs`,
    count: differences.length,
  })
}
