import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Facts, KnownIssue, KnownProduct, KnownRun, KnownTitle } from '../rules/oddities.ts'

/** What the company has of the few: products, titles, issues, runs. Lines are compared with it without a query each. */
export async function factsOf({ db, company }: Ctx): Promise<Facts> {
  const { rows: products } = await db.execute<KnownProduct>(sql`
    select id, code, kind, title_id as "titleId", term_months as "termMonths", issues_due as "issuesDue", served_by as "servedBy",
      coalesce(net_cents, price_cents) as "netCents", coalesce(gross_cents, price_cents) as "grossCents" from products where company_id = ${company.id}`)
  const { rows: titles } = await db.execute<KnownTitle>(sql`
    select id, code, frequency, first_issue_on as "firstIssueOn" from titles where company_id = ${company.id}`)
  const { rows: issues } = await db.execute<KnownIssue>(sql`
    select id, title_id as "titleId", number, cover_on as "coverOn", status = 'dispatched' as dispatched
    from issues where company_id = ${company.id} and status <> 'skipped' order by title_id, ordinal`)
  const { rows: runs } = await db.execute<KnownRun>(sql`
    select id, number, title_id as "titleId", kind, issue_id as "issueId", dispatched_on as on, source like 'import:%' as imported from dispatch_runs
    where company_id = ${company.id} and cancelled_on is null order by dispatched_on, number`)
  return { products: new Map(products.map(product => [product.code, product])), titles, issues, runs }
}
