import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** Copies already served in grace are taken from the renewals just made: 12 + (−1) = 11. Source: CIR-8. */
export async function deductGrace(ctx: Ctx, renewalIds: readonly string[]) {
  if (renewalIds.length === 0) return
  const { db, company, actor } = ctx
  const { rows } = await db.execute<{ id: string; purchaseId: string; issueId: string }>(sql`
    insert into holds (company_id, id, purchase_id, kind, from_issue_id, to_issue_id, counts_as_served, created_by, updated_by)
    select s.company_id, gen_random_uuid(), r.id, 'grace', s.issue_id, s.issue_id, true, ${actor.initials}, ${actor.initials}
    from purchases r join shipments s on s.company_id = ${company.id} and s.purchase_id = r.renews_id and s.purpose = 'grace'
      and s.cancelled_on is null
    where r.company_id = ${company.id} and r.id = any(${sql.param([...renewalIds])}::uuid[])
    returning id, purchase_id as "purchaseId", from_issue_id as "issueId"`)
  for (const { id, ...hold } of rows) ctx.record({ record: 'holds', id, from: null, to: { ...hold, kind: 'grace' } })
}
