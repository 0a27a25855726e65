import { sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { issues } from '../../catalog/tables.ts'

type Status = (typeof issues.$inferSelect)['status']

/** An issue that no run serves any more gets back the status it had before the first one. Source: X-29. */
export async function restoreIssue(ctx: Ctx, { issueId }: { issueId: string | null }) {
  if (!issueId) return
  const { db, company } = ctx
  const { rows } = await db.execute<{ served: boolean; before: Status | null }>(sql`
    select exists (select from dispatch_runs where company_id = ${company.id} and issue_id = ${issueId} and cancelled_on is null) as served,
      (select "from" ->> 'status' from audit_entries where company_id = ${company.id} and record_id = ${issueId}
        and record = 'issues' and "to" ->> 'status' = 'dispatched' order by id desc limit 1) as before`)
  const { served, before } = rows[0]!
  if (served) return
  const { status } = await lockedRecord(ctx, issues, issueId)
  if (status === 'dispatched') await changeRecord(ctx, issues, issueId, { status: before ?? 'planned' })
}
