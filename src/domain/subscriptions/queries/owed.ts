import { type SQL, sql } from 'drizzle-orm'
import { isoDay } from '../../../values/day.ts'
import { type CalendarIssue, earlierCovers } from '../rules.ts'

/** An issue to serve, with the calendar of its title: what `isOwed` needs, as SQL needs it. */
export type IssueToServe = CalendarIssue & { titleId: string; calendar: readonly CalendarIssue[] }

/** Subscriptions `p` entitled to an issue, served or not; the rule of `isOwed` as conditions. */
export function entitledTo(companyId: string, issue: IssueToServe): SQL {
  const cover = isoDay(issue.coverOn)
  const earlier = `{${earlierCovers(issue, issue.calendar).map(isoDay).join(',')}}`
  return sql`p.company_id = ${companyId} and p.kind = 'subscription' and p.title_id = ${issue.titleId} and p.cancelled_on is null
    and p.starts_on <= ${cover}::date
    and case p.served_by when 'date' then p.expires_on >= ${cover}::date
      else p.starts_on > coalesce((${earlier}::date[])[p.issues_due], '-infinity') end`
}

/** Whether a purchase `p` already had its regular copy of the issue. Source: X-4. */
export const alreadyServed = (issueId: SQL) => sql`exists (select from shipments s
  where s.company_id = p.company_id and s.purchase_id = p.id and s.issue_id = ${issueId} and s.purpose = 'regular')`

/** Subscriptions owed the issue and not served yet. */
export const owedSubscriptions = (companyId: string, issue: IssueToServe) =>
  sql`${entitledTo(companyId, issue)} and not ${alreadyServed(sql`${issue.id}`)}`

/** Single issues of a title bought and not served yet; the issue is that of each line. Source: ABO-53. */
export const owedSingleIssues = (companyId: string, titleId: string) =>
  sql`p.company_id = ${companyId} and p.kind = 'single-issue' and p.title_id = ${titleId} and p.cancelled_on is null
    and not ${alreadyServed(sql`p.issue_id`)}`
