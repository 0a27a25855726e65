import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { isShipped, newerIssue } from '../queries/latest-issue.ts'
import { oneAtATime } from './one-at-a-time.ts'

type Found = {
  id: string
  number: number
  titleId: string
  cancelled: boolean
  shipped: boolean
  issueNumber: string | null
  newer: string | null
}
type Served = { id: string; number: number; issueId: string; issueNumber: string }

/** Serves purchases of "the latest issue" the one that came out since they were made, all or none. Source: X-8. */
export async function serveLatest(ctx: Ctx, purchaseIds: readonly string[]): Promise<Served[]> {
  const { db, company, actor } = ctx
  const found = await waiting(ctx, [...new Set(purchaseIds)])
  const before = new Map(found.map(one => [one.id, one]))
  const { rows } = await db.execute<Served>(sql`
    update purchases p set issue_id = x.id, revision = p.revision + 1, updated_by = ${actor.initials}, updated_at = now()
    from json_to_recordset(${JSON.stringify(found)}::json) as given (id uuid, "titleId" uuid, newer text)
    join issues x on x.company_id = ${company.id} and x.title_id = given."titleId" and x.number = given.newer
    where p.company_id = ${company.id} and p.id = given.id
    returning p.id, p.number, x.id as "issueId", x.number as "issueNumber"`)
  for (const { id, issueNumber } of rows)
    ctx.record({
      record: 'purchases',
      id,
      from: { issueNumber: before.get(id)!.issueNumber },
      to: { issueNumber },
    })
  return rows
}

/** The purchases, each with the newer issue, once no run of their titles can serve them meanwhile. */
async function waiting(ctx: Ctx, ids: readonly string[]): Promise<Found[]> {
  const { db, company, today } = ctx
  const wanted = sql`p.company_id = ${company.id} and p.kind = 'single-issue' and p.id = any(${sql.param(ids)}::uuid[])`
  const { rows: titles } = await db.execute<{ id: string }>(
    sql`select distinct p.title_id as id from purchases p where ${wanted} order by 1`,
  )
  for (const { id } of titles) await oneAtATime(ctx, id)
  const { rows } = await db.execute<Found>(sql`
    select p.id, p.number, p.title_id as "titleId", p.cancelled_on is not null as cancelled, ${isShipped(company.id)} as shipped,
      issue.number as "issueNumber", ${newerIssue(company.id, today)} as newer
    from purchases p
    join products product on product.company_id = ${company.id} and product.id = p.product_id
    left join issues issue on issue.company_id = ${company.id} and issue.id = p.issue_id
    where ${wanted} order by p.number for update of p`)
  if (rows.length < ids.length) refuse('subscriptions.unknownSingleIssue', { field: 'purchaseIds' })
  for (const { number, cancelled, shipped, newer } of rows) {
    if (shipped) refuse('subscriptions.latestAlreadyServed', { field: 'purchaseIds', values: { number } })
    if (cancelled || newer === null) refuse('subscriptions.noNewerIssue', { field: 'purchaseIds', values: { number } })
  }
  return rows
}
