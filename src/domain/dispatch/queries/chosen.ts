import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day } from '../../../values/day.ts'
import { issuesOf } from '../../catalog/queries.ts'
import { latestIssueOnSale } from '../../catalog/rules/issue-calendar.ts'
import { calendarOf } from '../../subscriptions/queries/calendar.ts'
import type { IssueToServe } from '../../subscriptions/queries/owed.ts'

export type Which = { kind: 'subscription' | 'single-issue'; title?: string | undefined; issue?: string | undefined }

/** What a run serves: single issues of a title, those of no issue getting the latest one; or one issue to all its subscribers. */
export type Chosen =
  | { kind: 'single-issue'; titleId: string; latest: { id: string } | undefined }
  | { kind: 'subscription'; titleId: string; issue: IssueToServe }

/** The title and issue that the words of a clerk name for a day, or a refusal that says which to give. */
export async function chosen(ctx: Ctx, { kind, title, issue }: Which, on = ctx.today): Promise<Chosen> {
  const titleId = await titleNamed(ctx, title)
  if (kind === 'single-issue') {
    if (issue) refuse('dispatch.issueNotAsked', { field: 'issue' })
    return { kind, titleId, latest: latestIssueOnSale(await issuesOf(ctx, titleId), day(on)) }
  }
  if (!issue) refuse('dispatch.issueAsked', { field: 'issue' })
  return { kind, titleId, issue: await issueNamed(ctx, titleId, issue) }
}

/** The issue a run would serve a purchase `p`; null when the latest one is asked and none is on sale. Source: X-8. */
export const issueToServe = (chosen: Chosen): SQL =>
  chosen.kind === 'subscription'
    ? sql`${chosen.issue.id}::uuid`
    : sql`coalesce(p.issue_id, ${chosen.latest?.id ?? null}::uuid)`

/** The issue by which a shipment `s` has served a purchase `p`: single issues without one of their own were sent any. */
export const issueServed = (chosen: Chosen): SQL =>
  chosen.kind === 'subscription' ? sql`${chosen.issue.id}::uuid` : sql`coalesce(p.issue_id, s.issue_id)`

async function titleNamed({ db, company }: Ctx, named: string | undefined): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from titles where company_id = ${company.id}
    ${named ? sql`and (code = upper(${named}) or id::text = lower(${named}))` : sql``} limit 2`)
  if (named && !rows[0]) refuse('dispatch.unknownTitle', { field: 'title', values: { title: named } })
  if (rows.length !== 1) refuse('dispatch.titleAsked', { field: 'title' })
  return rows[0]!.id
}

async function issueNamed(ctx: Ctx, titleId: string, named: string): Promise<IssueToServe> {
  const calendar = await calendarOf(ctx, titleId)
  const issue = calendar.issues.find(({ id, number }) => number === named || id === named.toLowerCase())
  if (!issue) refuse('dispatch.unknownIssue', { field: 'issue', values: { issue: named } })
  if (issue.skipped) refuse('dispatch.issueSkipped', { field: 'issue', values: { issue: issue.number } })
  return { ...issue, titleId, calendar }
}
