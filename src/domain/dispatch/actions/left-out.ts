import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { holdPurchases, removeHolds } from '../../subscriptions/actions/holds.ts'
import { oneAtATime } from '../../subscriptions/actions/one-at-a-time.ts'

type Which = { purchaseIds: readonly string[]; issueId?: string | undefined }
type Found = { id: string; number: number; issueId: string | null; served: boolean; holdId: string | null }

/** Leaves purchases out of the runs of an issue; those of the latest issue at shipment, of any from today. Source: M-2, X-8. */
export async function leaveOut(ctx: Ctx, which: Which, given: { reason: string; countsAsServed: boolean }) {
  const found = await purchasesNamed(ctx, which)
  for (const { number, served, holdId } of found) {
    if (served) refuse('dispatch.inRun', { values: { number } })
    if (holdId) refuse('dispatch.alreadyLeftOut', { values: { number } })
  }
  for (const [issueId, together] of Map.groupBy(found, one => one.issueId))
    await holdPurchases(ctx, {
      ...given,
      purchaseIds: together.map(({ id }) => id),
      kind: 'left-out',
      ...(issueId ? { fromIssueId: issueId, toIssueId: issueId } : { fromOn: ctx.today }),
    })
  return found.length
}

/** Lets purchases that were left out be served again. */
export async function takeBack(ctx: Ctx, which: Which) {
  const found = await purchasesNamed(ctx, which)
  await removeHolds(
    ctx,
    found.map(({ number, holdId }) => holdId ?? refuse('dispatch.notLeftOut', { values: { number } })),
  )
  return found.length
}

/** The purchases, with what each has of its issue; no run of their titles is made meanwhile. */
async function purchasesNamed(ctx: Ctx, { purchaseIds, issueId }: Which): Promise<Found[]> {
  const { db, company } = ctx
  const ids = [...new Set(purchaseIds)]
  const wanted = sql`p.company_id = ${company.id} and p.id = any(${`{${ids.join(',')}}`}::uuid[])`
  const { rows: titles } = await db.execute<{ id: string }>(
    sql`select distinct p.title_id as id from purchases p where ${wanted} order by 1`,
  )
  for (const { id } of titles) await oneAtATime(ctx, id)
  const { rows } = await db.execute<Found & { known: boolean; atShipment: boolean }>(sql`
    select p.id, p.number, p.issue_at_shipment as "atShipment",
      case when not p.issue_at_shipment then coalesce(p.issue_id, ${issueId ?? null}::uuid) end as "issueId",
      exists (select from issues i where i.company_id = p.company_id and i.title_id = p.title_id
        and i.id = coalesce(p.issue_id, ${issueId ?? null}::uuid)) as known,
      exists (select from shipments s where s.company_id = p.company_id and s.purchase_id = p.id
        and (p.issue_at_shipment or s.issue_id = coalesce(p.issue_id, ${issueId ?? null}::uuid)) and s.purpose <> 'replacement' and s.cancelled_on is null) as served,
      (select h.id from holds h where h.company_id = p.company_id and h.purchase_id = p.id and h.kind = 'left-out'
        and (p.issue_at_shipment or h.from_issue_id = coalesce(p.issue_id, ${issueId ?? null}::uuid) and h.to_issue_id = h.from_issue_id)
        limit 1) as "holdId"
    from purchases p where ${wanted} order by p.number`)
  if (rows.length < ids.length) refuse('dispatch.unknownPurchase', { field: 'purchaseIds' })
  return rows.map(({ known, atShipment, ...row }) => {
    if (atShipment) return row
    if (row.issueId === null) refuse('dispatch.issueAsked', { field: 'issueId' })
    if (!known) refuse('dispatch.unknownIssue', { field: 'issueId', values: { issue: row.issueId } })
    return row
  })
}
