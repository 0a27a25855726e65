import { type SQL, sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { EURO } from '../../../values/currency.ts'
import { UNITS } from '../rules/contract.ts'
import { type Planned, termsInvoicedBefore } from '../rules/plan.ts'
import { IS_FREE } from './columns.ts'

/** Which of the stretches that some days in order begin a day falls in; 0: before the first. */
const bucketOf = (on: SQL, days: readonly string[]): SQL => sql`width_bucket(${on}, ${`{${days.join(',')}}`}::date[])`

/** Terms to be invoiced before a day, in the stretches of `days`. */
type Ahead = { before: string; days: readonly string[] }

/** Terms that stand and have no invoice. */
export const standingTerms = ({ company }: Ctx, { before, days }: Ahead): SQL => sql`
  select t.contract_id, t.starts_on, t.ends_on, t.invoice_on, ${bucketOf(sql`t.invoice_on`, days)} as bucket
  from contract_terms t where t.company_id = ${company.id}::uuid and ${IS_FREE} and t.invoice_on < ${before}::date`

/** Terms that do not stand yet and will, of contracts that plan one at a time or have no end: as they will be planned. */
export async function termsToCome({ db, company }: Ctx, { before, days }: Ahead): Promise<SQL> {
  const { rows } = await db.execute<Planned & { last: string | null; ids: string[] }>(sql`
    select c.starts_on as "startsOn", c.ends_on as "endsOn", c.terminated_on as "terminatedOn", c.paused_from as "pausedFrom",
      c.paused_to as "pausedTo", c.every, c.unit, c.day_rule as "dayRule", c.fixed_day as "fixedDay", c.invoice_rule as "invoiceOn",
      c.invoice_days as "invoiceDays", t.last, array_agg(c.id) as ids
    from contracts c left join (
      select s.contract_id, max(s.ends_on) as last from contract_terms s
      where s.company_id = ${company.id}::uuid and s.cancelled_on is null group by 1) t on t.contract_id = c.id
    where c.company_id = ${company.id}::uuid and c.activated_on is not null and c.currency = ${EURO}
      and (t.last is null or t.last < coalesce(c.terminated_on, c.ends_on, 'infinity'))
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`)
  // Contracts of one schedule have the same terms: those are counted once.
  const ofContracts = rows.flatMap(({ ids }, at) => ids.map(id => ({ id, at })))
  const terms = rows.flatMap(({ last, ids: _, ...contract }, at) =>
    termsInvoicedBefore(contract, before, { until: last, places: 0 }).map(term => ({ at, ...term })),
  )
  return sql`
    select c.id as contract_id, p."startsOn", p."endsOn", p."invoiceOn", ${bucketOf(sql`p."invoiceOn"`, days)}
    from (${givenRows(ofContracts, { id: 'uuid', at: 'int' })}) c
    join (${givenRows(terms, { at: 'int', startsOn: 'date', endsOn: 'date', invoiceOn: 'date' })}) p on p.at = c.at`
}

/** A whole term of each contract that goes on today; its bucket tells its interval: see `intervalOf`. */
export const runningTerms = ({ company, today }: Ctx): SQL => sql`
  select c.id, ${today}::date, ${today}::date, ${today}::date,
    -(c.every * ${UNITS.length}::int + array_position(${sql.param([...UNITS])}::text[], c.unit))
  from contracts c where c.company_id = ${company.id}::uuid and ${goesOn(sql`${today}::date`)}`

/** The interval of a bucket of `runningTerms`. */
export const intervalOf = (bucket: number) => ({
  every: Math.floor((-bucket - 1) / UNITS.length),
  unit: UNITS[(-bucket - 1) % UNITS.length]!,
})

const goesOn = (today: SQL): SQL => sql`c.activated_on is not null and c.starts_on <= ${today}
  and coalesce(c.terminated_on, c.ends_on, 'infinity') >= ${today}
  and not (coalesce(c.paused_from <= ${today}, false) and coalesce(c.paused_to >= ${today}, true))`

export type DraftsOf = { bucket: number; netCents: number; vatCents: number; grossCents: number; termCount: number }

/** Drafts of terms as they stand, whatever was changed by hand. */
export async function draftsOfTerms({ db, company }: Ctx, { before, days }: Ahead): Promise<DraftsOf[]> {
  const { rows } = await db.execute<DraftsOf>(sql`
    select ${bucketOf(sql`d.invoice_on`, days)} as bucket, sum(d.net_cents)::bigint as "netCents",
      sum(d.vat_cents)::bigint as "vatCents", sum(d.gross_cents)::bigint as "grossCents", sum(d.terms)::int as "termCount"
    from (
      select i.net_cents, i.vat_cents, i.gross_cents, max(t.invoice_on) as invoice_on, count(*) as terms
      from invoices i join contract_terms t on t.company_id = ${company.id}::uuid and t.invoice_id = i.id
      where i.company_id = ${company.id}::uuid and i.issued_on is null and i.currency = ${EURO} group by i.company_id, i.id) d
    where d.invoice_on < ${before}::date group by 1`)
  return rows.map(({ bucket, termCount, netCents, vatCents, grossCents }) => ({
    ...{ bucket, termCount, netCents: Number(netCents), vatCents: Number(vatCents), grossCents: Number(grossCents) },
  }))
}

/** Products that lines of contracts sell. */
export async function productsOfContracts({ db, company }: Ctx): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct l.product_id as id from contract_lines l
    where l.company_id = ${company.id}::uuid and l.product_id is not null`)
  return rows.map(({ id }) => id)
}

/** How many contracts go on today, and whether any is in another currency than the euro. */
export async function runningCount({ db, company, today }: Ctx) {
  const { rows } = await db.execute<{ activeCount: number; inEurosOnly: boolean }>(sql`
    select count(*)::int as "activeCount", coalesce(bool_or(c.currency <> ${EURO}), false) as "inEurosOnly" from contracts c
    where c.company_id = ${company.id}::uuid and ${goesOn(sql`${today}::date`)}`)
  return rows[0]!
}

/** How many contracts end in each month from today on. */
export async function endings({ db, company, today }: Ctx): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ month: string; count: number }>(sql`
    select date_trunc('month', coalesce(c.terminated_on, c.ends_on))::date as month, count(*)::int as count from contracts c
    where c.company_id = ${company.id} and c.activated_on is not null and coalesce(c.terminated_on, c.ends_on) >= ${today}::date
    group by 1`)
  return new Map(rows.map(({ month, count }) => [month, count]))
}

/** Month by month until that of `first`, so many back: who began and left for good. */
export async function movement({ db, company }: Ctx, first: string, months: number) {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{ month: string; beganCount: number; leftCount: number; activeCount: number }>(sql`
    with lives as materialized (
      select c.starts_on, coalesce(c.terminated_on, c.ends_on, 'infinity') as last_on, c.renews_id is not null as renews,
        exists (select from contracts n where n.company_id = ${mine} and n.renews_id = c.id) as renewed
      from contracts c where c.company_id = ${mine} and c.activated_on is not null)
    select m::date as month,
      (select count(*)::int from lives where not renews and starts_on >= m and starts_on < m + interval '1 month') as "beganCount",
      (select count(*)::int from lives where not renewed and last_on >= m and last_on < m + interval '1 month') as "leftCount",
      (select count(*)::int from lives where starts_on < m and last_on >= m) as "activeCount"
    from generate_series(${first}::date - make_interval(months => ${months - 1}), ${first}::date, interval '1 month') m order by 1`)
  return rows
}
