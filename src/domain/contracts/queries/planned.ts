import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Planned, termsToStand } from '../rules/plan.ts'

export type ToPlan = Planned & { id: string; takenUntil: string | null; takenPlaces: number }

/** What decides the terms of contracts, which nobody else plans meanwhile. */
export async function contractsToPlan({ db, company }: Ctx, ids: readonly string[]): Promise<ToPlan[]> {
  const { rows } = await db.execute<ToPlan>(sql`
    with asked as materialized (
      select c.* from contracts c
      where c.company_id = ${company.id} and c.id = any(${sql.param([...ids])}::uuid[]) and c.activated_on is not null
      order by c.id for update),
    taken as materialized (
      select t.contract_id, max(t.ends_on) as until, max(t.place) as places from contract_terms t
      where t.company_id = ${company.id} and t.contract_id = any(${sql.param([...ids])}::uuid[])
        and (t.invoice_id is not null or t.skipped_on is not null) and t.cancelled_on is null group by 1)
    select c.id, c.starts_on as "startsOn", c.ends_on as "endsOn", c.terminated_on as "terminatedOn", c.paused_from as "pausedFrom",
      c.paused_to as "pausedTo", c.plans_to_end as "plansToEnd", c.every, c.unit, c.day_rule as "dayRule", c.fixed_day as "fixedDay",
      c.invoice_rule as "invoiceOn", c.invoice_days as "invoiceDays", taken.until as "takenUntil", coalesce(taken.places, 0) as "takenPlaces"
    from asked c left join taken on taken.contract_id = c.id order by c.id`)
  return rows
}

export type FreeTerm = {
  id: string
  contractId: string
  place: number
  startsOn: string
  endsOn: string
  invoiceOn: string
}

/** Their terms that are neither invoiced nor decided, by contract. */
export async function freeTerms({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, FreeTerm[]>> {
  const { rows } = await db.execute<FreeTerm>(sql`
    select t.id, t.contract_id as "contractId", t.place, t.starts_on as "startsOn", t.ends_on as "endsOn", t.invoice_on as "invoiceOn"
    from contract_terms t
    where t.company_id = ${company.id} and t.contract_id = any(${sql.param([...ids])}::uuid[])
      and t.invoice_id is null and t.skipped_on is null and t.cancelled_on is null
    order by t.contract_id, t.starts_on`)
  return Map.groupBy(rows, ({ contractId }) => contractId)
}

/** The terms that are to stand of a contract after those that are taken. */
export const wantedTerms = ({ takenUntil, takenPlaces, ...contract }: ToPlan, today: string) =>
  termsToStand(contract, today, { until: takenUntil, places: takenPlaces })

/** Contracts whose next terms do not stand yet: the day went on, or a night was missed. */
export async function unplannedContracts({ db, company, today }: Ctx, contractId?: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select c.id from contracts c left join lateral (
      select t.ends_on, t.invoice_on from contract_terms t
      where t.company_id = ${company.id} and t.contract_id = c.id and t.cancelled_on is null
      order by t.starts_on desc limit 1) last on true
    where c.company_id = ${company.id} and c.activated_on is not null ${contractId ? sql`and c.id = ${contractId}` : sql``}
      and (last.ends_on is null or last.ends_on < coalesce(c.terminated_on, c.ends_on, 'infinity'))
      and not coalesce(c.paused_from <= last.ends_on + 1 and c.paused_to is null, false)
      and case when last.ends_on is null then true when not c.plans_to_end then last.invoice_on <= ${today}::date
        when c.ends_on is null then last.ends_on + 1 < greatest(c.starts_on, ${today}::date) + interval '24 months' else true end
    order by c.id`)
  return rows.map(({ id }) => id)
}
