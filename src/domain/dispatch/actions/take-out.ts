import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { leaveOut } from './left-out.ts'
import { removeShipments } from './remove-shipments.ts'

type LeftOut = { reason?: string | undefined; countsAsServed: boolean }
type Line = { purchaseId: string; issueId: string; owed: boolean }

/** Takes lines out of a run; with a reason their purchases are left out of that issue, so that the run can be signed off. Source: M-2. */
export async function takeOut(
  ctx: Ctx,
  id: string,
  shipmentIds: readonly string[],
  { reason, countsAsServed }: LeftOut,
) {
  const { rows: lines } = await ctx.db.execute<Line>(sql`
    select purchase_id as "purchaseId", issue_id as "issueId", purpose <> 'replacement' as owed from shipments
    where company_id = ${ctx.company.id} and run_id = ${id} and id = any(${`{${shipmentIds.join(',')}}`}::uuid[])`)
  const shipmentCount = await removeShipments(ctx, id, shipmentIds)
  if (reason === undefined) return shipmentCount
  const owed = lines.filter(line => line.owed)
  for (const [issueId, those] of Map.groupBy(owed, line => line.issueId))
    await leaveOut(ctx, { purchaseIds: those.map(line => line.purchaseId), issueId }, { reason, countsAsServed })
  return shipmentCount
}
