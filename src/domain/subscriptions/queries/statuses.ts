import { type SQL, sql } from 'drizzle-orm'
import { NO_END } from '../../../values/day.ts'
import { HELD_STATUSES, type HeldStatus, type Status, WARNING_DAYS } from '../rules/status.ts'

/** What the status of a subscription follows from, beside its days. */
export type StatusFacts = {
  heldAs: HeldStatus | null
  stopped: boolean
  inGrace: boolean
  warningDays: number | null
}

/** Holds `h` of a subscription `p` that are in force: on that day, or for the next issue to leave. */
const inForce = (today: SQL) => sql`h.company_id = p.company_id and h.purchase_id = p.id
  and h.kind in ('customer', 'unpaid', 'undeliverable', 'other')
  and case when h.from_on is not null then ${today} between h.from_on and coalesce(h.to_on, 'infinity')
    else coalesce((select min(n.ordinal) from issues n
        where n.company_id = p.company_id and n.title_id = p.title_id and n.status in ('planned', 'closed')), 2147483647)
      between (select f.ordinal from issues f where f.company_id = p.company_id and f.id = h.from_issue_id)
        and coalesce((select t.ordinal from issues t where t.company_id = p.company_id and t.id = h.to_issue_id), 2147483647) end`

const heldAs = (today: SQL) => sql`(select (${`{${HELD_STATUSES.join(',')}}`}::text[])[min(case
    when h.kind = 'unpaid' then 1 when h.kind = 'undeliverable' then 2 when h.to_on is null and h.to_issue_id is null then 3 else 4 end)]
  from holds h where ${inForce(today)})`

const warningDays = sql`(select t.warning_days from titles t where t.company_id = p.company_id and t.id = p.title_id)`

/** Whether copies still leave after the end of `p`: fewer issues left since than its title serves in grace. */
const inGrace = sql`(p.nature = 'paid' and coalesce((select t.grace_issues > 0 and t.grace_issues > (select count(*) from issues x
    where x.company_id = p.company_id and x.title_id = p.title_id and x.status = 'dispatched' and x.for_subscribers and x.cover_on > p.expires_on)
  from titles t where t.company_id = p.company_id and t.id = p.title_id), false)
  and not exists (select from purchases r where r.company_id = p.company_id and r.renews_id = p.id and r.cancelled_on is null))`

/**
 * The first day on which any subscription in grace may have ended, none if no title gives any: said beside `inGrace`, so
 * that only the ends from then on are read.
 */
const graceFrom = (companyId: string) => sql`(select min(coalesce((select x.cover_on from issues x
    where x.company_id = t.company_id and x.title_id = t.id and x.status = 'dispatched' and x.for_subscribers
    order by x.cover_on desc offset t.grace_issues - 1 limit 1), '-infinity'))
  from titles t where t.company_id = ${companyId} and t.grace_issues > 0)`

/** The columns of `StatusFacts` on a day. */
export const statusColumns = (today: SQL): { [K in keyof StatusFacts]: SQL } => ({
  heldAs: heldAs(today),
  stopped: sql`p.last_issue_id is not null`,
  inGrace: sql`p.expires_on < ${today} and ${inGrace}`,
  warningDays,
})

/** The rule of `subscriptionStatus` as conditions; a law in the tests holds the two together. */
export function statusConditions(companyId: string, status: Status, on: string): SQL[] {
  const today = sql`${on}::date`
  const live = sql`p.cancelled_on is null`
  const started = sql`p.starts_on <= ${today}`
  const notHeld = sql`not exists (select from holds h where ${inForce(today)})`
  const going = [live, started, sql`p.last_issue_id is null`]
  const warned = sql`${today} + coalesce(${warningDays}, ${WARNING_DAYS}::int)`
  switch (status) {
    case 'cancelled':
      return [sql`p.cancelled_on is not null`]
    case 'upcoming':
      return [live, sql`p.starts_on > ${today}`]
    case 'stopped':
      return [live, started, sql`p.last_issue_id is not null`, sql`(p.expires_on < ${today} or ${notHeld})`]
    case 'gracing':
      return [...going, sql`p.expires_on < ${today}`, sql`p.expires_on >= ${graceFrom(companyId)}`, inGrace]
    case 'expired':
      return [...going, sql`p.expires_on < ${today}`, sql`not ${inGrace}`]
    case 'expiring':
      return [...going, sql`p.expires_on >= ${today}`, sql`p.expires_on <= ${warned}`, notHeld]
    case 'running':
      return [
        ...going,
        sql`p.expires_on > ${today}`,
        sql`p.expires_on > ${warned}`,
        sql`p.expires_on < ${NO_END}`,
        notHeld,
      ]
    case 'perpetual':
      return [...going, sql`p.expires_on = ${NO_END}`, notHeld]
    default:
      return [
        live,
        started,
        sql`p.expires_on >= ${today}`,
        sql`exists (select from holds h where h.company_id = p.company_id and h.purchase_id = p.id)`,
        sql`${heldAs(today)} = ${status}`,
      ]
  }
}
