import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { ListQuery } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { missedRow } from '../contract/missed.ts'
import { type Chosen, chosen } from './chosen.ts'
import { recipientList, sumOwed } from './recipients.ts'

type Missed = InferSchemaOutput<typeof missedRow>
type Filters = { title?: string | undefined; issueId?: string | undefined }
type Gone = { issueId: string; issueNumber: string; titleId: string; titleName: string; coverOn: string }
/** The order, the issue to read on from, and from where in it. */
type Cursor = [order: string, issueId: string, after: string | null]

/** Issues that left, the latest of each title first. */
async function issuesGone({ db, company }: Ctx, { title, issueId }: Filters): Promise<Gone[]> {
  const { rows } = await db.execute<Gone>(sql`
    select i.id as "issueId", i.number as "issueNumber", t.id as "titleId", t.name as "titleName", i.cover_on as "coverOn"
    from issues i join titles t on t.company_id = i.company_id and t.id = i.title_id
    where i.company_id = ${company.id} and i.status = 'dispatched'
      ${title ? sql`and (t.code = upper(${title}) or t.id::text = lower(${title}))` : sql``}
      ${issueId ? sql`and i.id = ${issueId}` : sql``}
    order by t.search_key, t.id, i.ordinal desc`)
  return rows
}

const served = (ctx: Ctx, { titleId, issueId }: Gone): Promise<Chosen> =>
  chosen(ctx, { kind: 'subscription', title: titleId, issue: issueId })

/** How many copies of each issue that left are missed: one statement an issue. Source: M-2. */
export async function missedByIssue(ctx: Ctx, filters: Filters) {
  const counted: (Gone & { count: number; copies: number })[] = []
  for (const issue of await issuesGone(ctx, filters))
    counted.push({ ...issue, ...(await sumOwed(ctx, await served(ctx, issue))) })
  return counted
}

/** Missed copies, issue after issue; each is the recipients that a run of that issue would serve now. */
export const missedList = {
  async page(ctx: Ctx, { after, limit, title, issueId, ...query }: ListQuery & Filters) {
    const order = query.sort ?? 'number'
    const issues = await issuesInOrder(ctx, { title, issueId }, order)
    const start = after ? readCursor(after, order, issues) : { at: 0, inside: undefined }
    const rows: Missed[] = []
    for (let { at, inside } = start; at < issues.length; at++, inside = undefined) {
      const issue = issues[at]!
      if (rows.length === limit) return { rows, next: cursor(order, issue.issueId, null) }
      const page = { ...query, after: inside, limit: limit - rows.length, chosen: await served(ctx, issue) }
      const found = await recipientList.page(ctx, page)
      rows.push(...found.rows.map(row => asMissed(row, issue)))
      if (found.next) return { rows, next: cursor(order, issue.issueId, found.next) }
    }
    return { rows, next: null }
  },

  async count(ctx: Ctx, { search, ...filters }: { search?: string | undefined } & Filters) {
    let count = 0
    for (const issue of await issuesGone(ctx, filters))
      count += (await recipientList.count(ctx, { search, chosen: await served(ctx, issue) })).count
    return { count }
  },

  async *all(ctx: Ctx, { title, issueId, ...query }: Omit<ListQuery, 'after' | 'limit'> & Filters) {
    for (const issue of await issuesInOrder(ctx, { title, issueId }, query.sort ?? 'number'))
      for await (const rows of recipientList.all(ctx, { ...query, chosen: await served(ctx, issue) }))
        yield rows.map(row => asMissed(row, issue))
  },
}

async function issuesInOrder(ctx: Ctx, filters: Filters, order: string): Promise<Gone[]> {
  const issues = await issuesGone(ctx, filters)
  return order.startsWith('-') ? issues.toReversed() : issues
}

const asMissed = (
  { id, ...row }: Awaited<ReturnType<typeof recipientList.page>>['rows'][number],
  { issueId, issueNumber, titleName }: Gone,
): Missed => ({ ...row, id: `${id} ${issueId}`, purchaseId: id, issueId, issueNumber, titleName })

const cursor = (...parts: Cursor) => Buffer.from(JSON.stringify(parts)).toString('base64url')

function readCursor(given: string, wanted: string, issues: readonly Gone[]) {
  try {
    const [order, issueId, inside] = JSON.parse(Buffer.from(given, 'base64url').toString())
    const at = issues.findIndex(issue => issue.issueId === issueId)
    if (order === wanted && at >= 0 && (inside === null || typeof inside === 'string'))
      return { at, inside: (inside ?? undefined) as string | undefined }
  } catch {
    // not ours: told below
  }
  return refuse('request.unknownPage', { field: 'after', status: 400 })
}
