import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { plannedForMany } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { fallbackOf, PURPOSES } from '../rules/chart.ts'
import { ensureChart } from './chart.ts'

/** No product, as a key that two sets can be joined by. */
export const NO_PRODUCT = sql.raw(`'00000000-0000-0000-0000-000000000000'::uuid`)

/**
 * What is to be written, as two statements over `docs` and `parts`:
 * - `docs`: `record_id, place, year, journal, booked_on, aux_code, aux_label, piece, piece_on, label, currency, times, per`, one row
 *   an entry, whose label the name of the customer follows. Its parts are in its currency, and in euros times `times` by `per`;
 *   all three null: they are in euros;
 * - `parts`: `record_id, turn, purpose, tax_class, territory, rate, product_id, account, cents`, what its lines are added up
 *   of: debit above zero. Without `account` the rules say it. Turn 1 is the customer.
 */
export type ToWrite = { record: string; docs: SQL; parts: SQL; count: number }

/** More than this is planned as a large set. */
const FEW = 100

/**
 * Writes entries in the order of their places, numbered in their fiscal year without gap, in one statement. Who takes the
 * numbers of a year holds its series, so that their order is that of validation; none that does not balance is written.
 * Source: L-17 (LPF art. A47 A-1).
 */
export async function writeEntries(ctx: Ctx, { record, docs, parts, count }: ToWrite): Promise<number> {
  await ensureChart(ctx)
  const write = () => written(ctx, { record, docs, parts })
  const { entries, unbalanced } = count > FEW ? await plannedForMany(ctx, write) : await write()
  if (unbalanced) refuse('books.unbalanced', { values: { piece: unbalanced } })
  return entries
}

async function written({ db, company, today }: Ctx, { record, docs, parts }: Omit<ToWrite, 'count'>) {
  const mine = sql`${company.id}::uuid`
  const keys = newId().slice(0, 24) // ids that follow each other fill an index from one side
  const { rows } = await db.execute<{ entries: number; unbalanced: string | null }>(sql`
    with docs as materialized (${docs}),
    parts as materialized (${parts}),
    accounts as materialized (${accountsOf(mine, ROUNDINGS)}),
    said as materialized (
      select p.record_id, p.turn = 1 as of_customer, min(p.turn) as turn, coalesce(p.account, a.code) as code, sum(p.cents)::bigint as cents
      from parts p left join accounts a on a.purpose = p.purpose and a.tax_class = p.tax_class and a.territory = p.territory
        and a.rate = p.rate and a.product_id = p.product_id
      group by p.record_id, of_customer, coalesce(p.account, a.code) having sum(p.cents) <> 0),
    ${inEuros},
    entries as materialized (
      select d.*, row_number() over (partition by d.year order by d.place) as nth from docs d
      where d.record_id in (select record_id from lines)),
    years as materialized (
      select year, count(*)::int as entries, greatest(${today}::date, (select b.validated_on from book_entries b
        where b.company_id = ${mine} and b.year = e.year order by b.number desc limit 1)) as validated_on
      from entries e group by year),
    taken as (
      insert into number_series (company_id, kind, next) select ${mine}, 'book-' || year, 1 + entries from years order by year
      on conflict (company_id, kind) do update set next = number_series.next + excluded.next - 1 returning kind, next),
    written as (
      insert into book_entries (company_id, id, journal, year, number, line, booked_on, account_code, account_label, aux_code,
        aux_label, piece, piece_on, label, debit_cents, credit_cents, currency, currency_cents, validated_on, record, record_id)
      select ${mine}, (${keys} || lpad(to_hex(row_number() over ()), 12, '0'))::uuid, e.journal, e.year, t.next - y.entries + e.nth - 1,
        row_number() over (partition by l.record_id order by l.turn, l.code), e.booked_on, l.code, coalesce(c.label, l.code),
        case when l.of_customer then e.aux_code else '' end, case when l.of_customer then e.aux_label else '' end,
        e.piece, e.piece_on, btrim(e.label || ' ' || e.aux_label), greatest(l.cents, 0), greatest(-l.cents, 0),
        case when l.said <> 0 then e.currency end, case when l.said <> 0 and e.currency is not null then abs(l.said) end, y.validated_on, ${record}, e.record_id
      from entries e join lines l on l.record_id = e.record_id join years y on y.year = e.year join taken t on t.kind = 'book-' || e.year
      left join book_accounts c on c.company_id = ${mine} and c.code = l.code)
    select (select count(*) from entries) as entries, (select min(d.piece) from docs d join (
      select record_id from lines group by record_id having sum(cents) <> 0) wrong on wrong.record_id = d.record_id) as unbalanced`)
  return rows[0]!
}

/** Where the cents go by which the lines of an entry in another currency differ from one another in euros. */
const ROUNDINGS = sql`
  select x.purpose, '', '', -1, ${NO_PRODUCT} from (values ('rounding'), ('rounding-loss')) x (purpose)
  where exists (select from docs where currency is not null)`

/** Lines in euros, each converted by itself; a cent by which they then differ is a rounding. */
const inEuros = sql`
    converted as materialized (
      select s.record_id, s.of_customer, s.turn, s.code, s.cents as said,
        case when d.currency is null then s.cents else round(s.cents * d.times::numeric / d.per)::bigint end as cents, d.currency
      from said s join docs d on d.record_id = s.record_id),
    lines as materialized (
      select record_id, of_customer, turn, code, said, cents from converted where cents <> 0
      union all
      select r.record_id, false, 4, a.code, 0, -r.cents from (
        select record_id, sum(cents)::bigint as cents from converted where currency is not null
        group by record_id having abs(sum(cents)) between 1 and count(*)) r
      join accounts a on a.purpose = case when r.cents < 0 then 'rounding-loss' else 'rounding' end and a.product_id = ${NO_PRODUCT} and a.rate = -1)`

/** What would be written of parts, as lines by account: to be looked at first. */
export async function proposedLines({ db, company }: Ctx, parts: SQL, before: SQL = sql``) {
  const mine = sql`${company.id}::uuid`
  type Line = { accountCode: string; accountLabel: string; debitCents: number; creditCents: number }
  const { rows } = await db.execute<Line>(sql`
    with ${before} parts as materialized (${parts}), accounts as materialized (${accountsOf(mine)})
    select l.code as "accountCode", coalesce(c.label, l.code) as "accountLabel", greatest(l.cents, 0) as "debitCents", greatest(-l.cents, 0) as "creditCents"
    from (select a.code, sum(p.cents)::bigint as cents from parts p join accounts a on a.purpose = p.purpose and a.tax_class = p.tax_class
      and a.territory = p.territory and a.rate = p.rate and a.product_id = p.product_id group by a.code having sum(p.cents) <> 0) l
    left join book_accounts c on c.company_id = ${mine} and c.code = l.code order by l.cents < 0, l.code`)
  return rows
}

/** The account of each kind of part: of the rules that fit, the one that says most, a product before all. */
const accountsOf = (companyId: SQL, others?: SQL) => sql`
  select k.*, coalesce((select r.account_code from book_rules r
    where r.company_id = ${companyId} and r.purpose = k.purpose and coalesce(r.tax_class, k.tax_class) = k.tax_class
      and coalesce(r.territory, k.territory) = k.territory and coalesce(r.vat_rate_bps, k.rate) = k.rate
      and coalesce(r.product_id, k.product_id) = k.product_id
    order by r.product_id is null, r.territory is null, r.tax_class is null, r.vat_rate_bps is null limit 1), f.code) as code
  from (select distinct purpose, tax_class, territory, rate, product_id from parts where account is null ${others ? sql`union ${others}` : sql``}) k
  join (values ${sql.join(
    PURPOSES.map(purpose => sql`(${purpose}, ${fallbackOf(purpose)})`),
    sql`, `,
  )}) f (purpose, code) on f.purpose = k.purpose`

/** The year in which the fiscal year of a day ends. */
export const fiscalYear = (on: SQL, startMonth: number) =>
  sql`(extract(year from ${on})::int + case when ${startMonth}::int > 1 and extract(month from ${on}) >= ${startMonth}::int then 1 else 0 end)`
