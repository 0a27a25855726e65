import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { calendarOf } from '../../subscriptions/queries/calendar.ts'
import type { IssueToServe } from '../../subscriptions/queries/owed.ts'

export type Which = { kind: 'subscription' | 'single-issue'; title?: string | undefined; issue?: string | undefined }

/** What a run serves: single issues of a title, or one issue to all its subscribers. */
export type Chosen =
  | { kind: 'single-issue'; titleId: string }
  | { kind: 'subscription'; titleId: string; issue: IssueToServe }

/** The title and issue that the words of a clerk name, or a refusal that says which to give. */
export async function chosen(ctx: Ctx, { kind, title, issue }: Which): Promise<Chosen> {
  const titleId = await titleNamed(ctx, title)
  if (kind === 'single-issue') return issue ? refuse('dispatch.issueNotAsked', { field: 'issue' }) : { kind, titleId }
  if (!issue) refuse('dispatch.issueAsked', { field: 'issue' })
  return { kind, titleId, issue: await issueNamed(ctx, titleId, issue) }
}

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
