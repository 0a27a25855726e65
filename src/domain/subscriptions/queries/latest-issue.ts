import { type SQL, sql } from 'drizzle-orm'

/** The latest issue `x` of a title on sale on a day, first of its rows: what `NUM-XXX` sells; the SQL of `latestIssueOnSale`. Source: X-8. */
export const latestOnSale = (companyId: string, titleId: SQL, on: SQL) => sql`
  from issues x where x.company_id = ${companyId} and x.title_id = ${titleId} and x.status <> 'skipped' and x.on_sale_on <= ${on}`

export const LATEST_FIRST = sql`order by x.on_sale_on desc, x.ordinal desc limit 1`

/**
 * The number of a newer issue than `issue`, which came out since the purchase `p` of a `product` that sells the latest
 * one was made; null when there is none, or nothing leaves any more. Source: X-8.
 */
export const newerIssue = (
  companyId: string,
  today: string,
) => sql`case when product.latest_issue and p.issue_id is not null and p.cancelled_on is null
    and not ${isShipped(companyId)} then
  (select x.number ${latestOnSale(companyId, sql`p.title_id`, sql`${today}::date`)}
    and x.on_sale_on > greatest(p.bought_on, issue.on_sale_on) ${LATEST_FIRST}) end`

/** Whether the copy of a single-issue purchase `p` has left. */
export const isShipped = (companyId: string) => sql`exists (select from shipments s where s.company_id = ${companyId}
  and s.purchase_id = p.id and s.purpose = 'regular' and s.cancelled_on is null)`
