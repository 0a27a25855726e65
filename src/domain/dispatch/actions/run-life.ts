import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { giveBack } from '../../subscriptions/actions/grace-given.ts'
import { oneAtATime } from '../../subscriptions/actions/one-at-a-time.ts'
import { realignRenewals } from '../../subscriptions/actions/realign.ts'
import { dispatchRuns } from '../../subscriptions/tables.ts'
import { ownLabel } from '../labels/run-label.ts'
import { checkOf } from '../queries/sign-off.ts'
import { unaddressedOf } from '../queries/unaddressed.ts'
import { obstacleTo, type RunStep, runState } from '../rules/run-state.ts'
import { restoreIssue } from './restore-issue.ts'

/** A run was undone or cancelled: what it sent counts as not sent. */
export const runGone = event<{ runId: string }>('dispatch.runGone')

/** A run left for the mailing house: what it sends is on its way. */
export const runHandedOver = event<{ runId: string }>('dispatch.runHandedOver')

export type LockedRun = typeof dispatchRuns.$inferSelect

/** The run, held until the transaction ends, when the step can be taken: of two clerks one wins, the other is told. */
export async function lockedFor(ctx: Ctx, id: string, step?: RunStep): Promise<LockedRun> {
  const { rows } = await ctx.db.execute<{ titleId: string }>(
    sql`select title_id as "titleId" from dispatch_runs where company_id = ${ctx.company.id} and id = ${id}`,
  )
  await oneAtATime(ctx, rows[0]?.titleId ?? refuse('NOT_FOUND', { status: 404 }))
  const run = await lockedRecord(ctx, dispatchRuns, id)
  const obstacle = step && obstacleTo(step, runState(run))
  if (obstacle) refuse(obstacle, { values: { run: run.number, by: run.handedOverBy ?? run.signedOffBy ?? '' } })
  return run
}

/** Refused while someone owed is missing; what the check finds is counted afresh under the lock. Source: M-2. */
export async function signOff(ctx: Ctx, id: string, withUnowed: boolean) {
  const run = await lockedFor(ctx, id, 'signOff')
  const { missing, missingCount, unowed, unowedCount } = await checkOf(ctx, run)
  if (missingCount > 0)
    refuse('dispatch.someoneMissing', { values: { count: missingCount, who: missing[0]!.name, run: run.number } })
  if (unowedCount > 0 && !withUnowed)
    refuse('dispatch.someoneUnowed', { values: { count: unowedCount, who: unowed[0]!.name, run: run.number } })
  const { unaddressed, unaddressedCount } = await unaddressedOf(ctx, id)
  if (unaddressedCount > 0)
    refuse('dispatch.withoutAddress', {
      values: { count: unaddressedCount, who: `${unaddressed[0]!.number} ${unaddressed[0]!.name}`, run: run.number },
    })
  await changeRecord(ctx, dispatchRuns, id, { signedOffAt: instantNow(), signedOffBy: ctx.actor.initials })
}

export async function handOver(ctx: Ctx, id: string) {
  await lockedFor(ctx, id, 'handOver')
  await changeRecord(ctx, dispatchRuns, id, { handedOverAt: instantNow(), handedOverBy: ctx.actor.initials })
  await ctx.happened(runHandedOver, { runId: id })
}

/** Takes a run back that nobody outside has: its shipments, its files and itself. Source: ABO-61, X-29. */
export async function undo(ctx: Ctx, id: string): Promise<number> {
  const run = await lockedFor(ctx, id, 'undo')
  const { db, company } = ctx
  const ofRun = sql`company_id = ${company.id} and run_id = ${id}`
  const held = await giveBack(ctx, sql`s.run_id = ${id}`)
  await ctx.happened(runGone, { runId: id })
  await db.execute(sql`delete from mailing_files where ${ofRun}`)
  const { rowCount } = await db.execute(sql`delete from shipments where ${ofRun}`)
  await db.execute(sql`delete from dispatch_runs where company_id = ${company.id} and id = ${id}`)
  const { number, label, dispatchedOn, shipmentCount, copyCount } = run
  const from = { number, label, dispatchedOn, shipmentCount, copyCount }
  ctx.record({ record: 'dispatch_runs', id, from, to: null })
  await realignRenewals(ctx, held)
  await restoreIssue(ctx, run)
  return rowCount ?? 0
}

/** After it left, a run is cancelled, not undone: what it sent counts as not served, and stays to be seen. Source: X-29. */
export async function cancel(ctx: Ctx, id: string, reason: string): Promise<number> {
  const run = await lockedFor(ctx, id, 'cancel')
  const held = await giveBack(ctx, sql`s.run_id = ${id}`)
  await ctx.happened(runGone, { runId: id })
  const { rowCount } = await ctx.db.execute(sql`
    update shipments set cancelled_on = ${ctx.today} where company_id = ${ctx.company.id} and run_id = ${id}`)
  await changeRecord(ctx, dispatchRuns, id, { cancelledOn: ctx.today, cancelledReason: reason })
  await realignRenewals(ctx, held)
  await restoreIssue(ctx, run)
  return rowCount ?? 0
}

/** What a run is called by. */
async function describedRun({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<Parameters<typeof ownLabel>[1]>(sql`
    select r.kind, issue.number as "issueNumber" from dispatch_runs r
    left join issues issue on issue.company_id = r.company_id and issue.id = r.issue_id
    where r.company_id = ${company.id} and r.id = ${id}`)
  return rows[0]!
}

export async function changeRun(
  ctx: Ctx,
  id: string,
  { label, on, revision }: { label?: string | undefined; on?: string | undefined; revision?: number | undefined },
) {
  const run = await lockedFor(ctx, id)
  const moved = on !== undefined && on !== run.dispatchedOn
  const obstacle = moved && obstacleTo('changeDay', runState(run))
  if (obstacle) refuse(obstacle, { field: 'on', values: { run: run.number } })
  await changeRecord(
    ctx,
    dispatchRuns,
    id,
    {
      label: label === undefined ? run.label : ownLabel(label, await describedRun(ctx, id)),
      dispatchedOn: on ?? run.dispatchedOn,
    },
    revision,
  )
  if (moved)
    await ctx.db.execute(sql`
      update shipments set sent_on = ${on}::date where company_id = ${ctx.company.id} and run_id = ${id}`)
}
