import { sql } from 'drizzle-orm'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { giveBack } from '../../subscriptions/actions/grace-given.ts'
import { realignRenewals } from '../../subscriptions/actions/realign.ts'
import { dispatchRuns } from '../../subscriptions/tables.ts'
import { packTogether } from './pack-together.ts'
import { lockedFor } from './run-life.ts'

/**
 * Takes lines out of a run: they are owed again, and so the run is to be signed off again. The files made before held
 * them, so their fingerprints go too.
 */
export async function removeShipments(ctx: Ctx, id: string, shipmentIds: readonly string[]): Promise<number> {
  const run = await lockedFor(ctx, id, 'removeLines')
  const { db, company } = ctx
  const these = sql`s.run_id = ${id} and s.id = any(${`{${shipmentIds.join(',')}}`}::uuid[])`
  const held = await giveBack(ctx, these)
  const { rows } = await db.execute<{ id: string; number: number; purchaseId: string; copies: number }>(sql`
    delete from shipments s where s.company_id = ${company.id} and ${these}
    returning s.id, s.number, s.purchase_id as "purchaseId", s.copies`)
  if (rows.length < new Set(shipmentIds).size) refuse('dispatch.unknownShipment', { values: { run: run.number } })
  if (rows.length === run.shipmentCount) refuse('dispatch.lastLine', { values: { run: run.number } })
  for (const { id: shipment, ...from } of rows)
    ctx.record({ record: 'shipments', id: shipment, from: { ...from, runId: id }, to: null })
  await realignRenewals(ctx, held)
  await db.execute(sql`delete from mailing_files where company_id = ${company.id} and run_id = ${id}`)
  await packTogether(ctx, id)
  const shipmentCount = run.shipmentCount - rows.length
  await changeRecord(ctx, dispatchRuns, id, {
    shipmentCount,
    copyCount: run.copyCount - rows.reduce((sum, { copies }) => sum + copies, 0),
    signedOffAt: null,
    signedOffBy: null,
  })
  return shipmentCount
}
