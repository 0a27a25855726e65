import { sql } from 'drizzle-orm'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { EURO } from '../../../values/currency.ts'
import { day, isoDay, monthAdded } from '../../../values/day.ts'
import { type Planned, termsToStand } from '../rules/plan.ts'

type Month = { month: string; netCents: number; termCount: number; endingCount: number }
const AHEAD = 24
const BACK = 12

/**
 * What one line of a contract brings a term, without tax, at the price it has today: its own, else that of its product; in
 * `l`, `c`, `p`. Rates of other territories are left aside.
 */
const NET = sql`(
  case when l.unit_cents is not null and c.price_basis = 'net' then l.unit_cents
    when l.unit_cents is not null then l.unit_cents * 10000.0 / (10000 + coalesce(p.vat_rate_bps, l.vat_rate_bps, 0))
    when p.price_basis = 'net' then p.price_cents
    else p.price_cents * 10000.0 / (10000 + p.vat_rate_bps) end) * l.quantity * (10000 - l.discount_bps) / 10000`

/** What contracts will be invoiced, what they bring a month, and who began and left. */
export async function contractForecast(ctx: Ctx) {
  await forManyRows(ctx)
  const first = `${ctx.today.slice(0, 7)}-01`
  const standing = await standingTerms(ctx)
  const ending = await endings(ctx)
  const later = await termsNotYetStanding(ctx, first)
  const months: Month[] = Array.from({ length: AHEAD }, (_, at) => {
    const month = isoDay(monthAdded(day(first), at))
    const here = [standing.get(month), later.get(month)]
    const sum = (of: 'netCents' | 'termCount') => here.reduce((total, some) => total + (some?.[of] ?? 0), 0)
    return { month, netCents: sum('netCents'), termCount: sum('termCount'), endingCount: ending.get(month) ?? 0 }
  })
  return { months, ...(await now(ctx)), before: await before(ctx, first) }
}

type Sum = { netCents: number; termCount: number }

/** Terms that stand and are not issued, by the month of their invoice; those that are late, in this one. */
async function standingTerms({ db, company, today }: Ctx): Promise<Map<string, Sum>> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{ month: string } & Sum>(sql`
    select date_trunc('month', greatest(t.invoice_on, ${today}::date))::date as month, round(sum(${NET}))::bigint as "netCents",
      count(distinct t.id)::int as "termCount"
    from contract_terms t
    join contracts c on c.company_id = ${mine} and c.id = t.contract_id and c.currency = ${EURO}
    left join invoices i on i.company_id = ${mine} and i.id = t.invoice_id
    left join contract_lines l on l.company_id = ${mine} and l.contract_id = t.contract_id
      and (l.from_on is null or l.from_on <= t.starts_on) and (l.until_on is null or l.until_on >= t.starts_on)
    left join products p on p.company_id = ${mine} and p.id = l.product_id
    where t.company_id = ${mine} and t.skipped_on is null and t.cancelled_on is null and i.issued_on is null group by 1`)
  return new Map(rows.map(({ month, netCents, termCount }) => [month, { netCents: Number(netCents), termCount }]))
}

/** Contracts that plan one term at a time, or that go on beyond what stands, as they will go on. */
async function termsNotYetStanding({ db, company, today }: Ctx, first: string): Promise<Map<string, Sum>> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Planned & { last: string | null; netCents: number }>(sql`
    select c.starts_on as "startsOn", c.ends_on as "endsOn", c.terminated_on as "terminatedOn", c.paused_from as "pausedFrom",
      c.paused_to as "pausedTo", true as "plansToEnd", c.every, c.unit, c.day_rule as "dayRule", c.fixed_day as "fixedDay",
      c.invoice_rule as "invoiceOn", c.invoice_days as "invoiceDays",
      (select max(t.ends_on) from contract_terms t where t.company_id = ${mine} and t.contract_id = c.id) as last,
      round(sum(${NET}))::bigint as "netCents"
    from contracts c join contract_lines l on l.company_id = ${mine} and l.contract_id = c.id and l.until_on is null
    left join products p on p.company_id = ${mine} and p.id = l.product_id
    where c.company_id = ${mine} and c.activated_on is not null and not c.plans_to_end and c.currency = ${EURO}
      and coalesce(c.terminated_on, c.ends_on, 'infinity') >= ${first}::date
    group by c.company_id, c.id`)
  const sums = new Map<string, Sum>()
  for (const { last, netCents, ...contract } of rows)
    for (const { invoiceOn } of termsToStand(contract, today, { until: last, places: 0 })) {
      const month = `${invoiceOn.slice(0, 7)}-01`
      const { netCents: cents, termCount } = sums.get(month) ?? { netCents: 0, termCount: 0 }
      sums.set(month, { netCents: cents + Number(netCents), termCount: termCount + 1 })
    }
  return sums
}

async function endings({ db, company, today }: Ctx): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ month: string; count: number }>(sql`
    select date_trunc('month', coalesce(c.terminated_on, c.ends_on))::date as month, count(*)::int as count from contracts c
    where c.company_id = ${company.id} and c.activated_on is not null and coalesce(c.terminated_on, c.ends_on) >= ${today}::date
    group by 1`)
  return new Map(rows.map(({ month, count }) => [month, count]))
}

/** What contracts that go on today bring a month, whatever their interval. */
async function now({ db, company, today }: Ctx) {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{ monthlyCents: number; activeCount: number; inEurosOnly: boolean }>(sql`
    select round(coalesce(sum(${NET} / (c.every * case c.unit when 'month' then 1 when 'year' then 12
        when 'week' then 7 / 30.4375 else 1 / 30.4375 end)) filter (where c.currency = ${EURO}), 0))::bigint as "monthlyCents",
      count(distinct c.id)::int as "activeCount", coalesce(bool_or(c.currency <> ${EURO}), false) as "inEurosOnly"
    from contracts c left join contract_lines l on l.company_id = ${mine} and l.contract_id = c.id
      and (l.from_on is null or l.from_on <= ${today}::date) and (l.until_on is null or l.until_on >= ${today}::date)
    left join products p on p.company_id = ${mine} and p.id = l.product_id
    where c.company_id = ${mine} and c.activated_on is not null and c.starts_on <= ${today}::date
      and coalesce(c.terminated_on, c.ends_on, 'infinity') >= ${today}::date
      and not (coalesce(c.paused_from <= ${today}::date, false) and coalesce(c.paused_to >= ${today}::date, true))`)
  const { monthlyCents, activeCount, inEurosOnly } = rows[0]!
  return { monthlyCents: Number(monthlyCents), activeCount, inEurosOnly }
}

/** Month by month of the last year, who began and who left for good. */
async function before({ db, company }: Ctx, first: string) {
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
    from generate_series(${first}::date - make_interval(months => ${BACK - 1}), ${first}::date, interval '1 month') m order by 1`)
  return rows
}
