import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** How purchases are stopped: at once, or after an issue (of another title: its last one by that date). Source: X-23. */
export type Stop = { on: string; reason: string; lastIssueId?: string | null | undefined }

type Stopped = {
  id: string
  cancelledOn: string | null
  lastIssueId: string | null
  before: string | null
}

/**
 * Stops those of the purchases `p` that still go on, in one statement: no copy leaves any more, or none after an issue.
 * What was served stays. A single issue that comes out by that issue is still served. Source: ABO-82, X-22, X-23.
 */
export async function stopPurchases(ctx: Ctx, which: SQL, { on, reason, lastIssueId }: Stop): Promise<number> {
  const { db, company, actor } = ctx
  const { rows } = await db.execute<Stopped>(sql`
    with going_on as materialized (
      select p.id, p.last_issue_id as before, case when p.kind = 'subscription' then last.id end as last_id,
        p.kind = 'single-issue' and own.ordinal is not null as kept
      from purchases p
      left join issues n on n.company_id = ${company.id} and n.id = ${lastIssueId ?? null}::uuid
      left join lateral (select x.id from issues x where x.company_id = ${company.id} and x.title_id = p.title_id and ${by('x')}
        order by x.ordinal desc limit 1) last on n.id is not null
      left join issues own on own.company_id = ${company.id} and own.id = p.issue_id and ${by('own')}
      where p.company_id = ${company.id} and ${which} and p.cancelled_on is null
      for update of p)
    update purchases p set last_issue_id = coalesce(g.last_id, p.last_issue_id),
      cancelled_on = case when g.last_id is null then ${on}::date end,
      cancelled_reason = ${reason}, revision = p.revision + 1, updated_by = ${actor.initials}, updated_at = now()
    from going_on g where p.company_id = ${company.id} and p.id = g.id and not g.kept
    returning p.id, p.cancelled_on as "cancelledOn", p.last_issue_id as "lastIssueId", g.before`)
  for (const { id, before, cancelledOn, lastIssueId } of rows)
    ctx.record({
      record: 'purchases',
      id,
      from: { cancelledOn: null, cancelledReason: null, lastIssueId: before },
      to: { cancelledOn, cancelledReason: reason, lastIssueId },
    })
  return rows.length
}

/** Whether the issue `x` comes out no later than the one named `n`. */
const by = (alias: string) => {
  const x = sql.identifier(alias)
  return sql`case when ${x}.title_id = n.title_id then ${x}.ordinal <= n.ordinal else ${x}.cover_on <= n.cover_on end`
}

type InvoicesCancelled = {
  invoiceIds: readonly string[]
  /** Only what these lines sold; else all of the invoices. */
  lineIds?: readonly string[] | undefined
  on: string
  reason: string
  service: 'stop-now' | 'stop-after-issue' | 'keep'
  lastIssueId?: string | undefined
}

/** What becomes of the purchases of cancelled invoices. Source: ABO-82, X-22. */
export async function stopCancelled(ctx: Ctx, { invoiceIds, lineIds, on, ...said }: InvoicesCancelled) {
  const { reason, service, lastIssueId } = said
  if (service === 'keep') return
  const ofLines = lineIds ? sql` and p.invoice_line_id = any(${sql.param([...lineIds])}::uuid[])` : sql``
  const theirs = sql`p.invoice_id = any(${sql.param([...invoiceIds])}::uuid[])${ofLines}`
  await stopPurchases(ctx, theirs, { on, reason, lastIssueId: service === 'stop-after-issue' ? lastIssueId : null })
}
