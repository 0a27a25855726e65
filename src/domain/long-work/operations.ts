import { and, eq, sql } from 'drizzle-orm'
import { lockedRecord } from '../../platform/db/records.ts'
import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { workContract } from './contract.ts'
import { workById, workUnderWay } from './queries.ts'
import { isEnded, mayCancel } from './rules.ts'
import { jobRuns } from './tables.ts'

type Run = typeof jobRuns.$inferSelect

/** What an event of the work says. */
export const progressOf = ({ id, label, state, done, underWay, total, result, error }: Run) => ({
  id,
  label,
  state,
  done: done + underWay,
  total,
  result,
  error,
})

const shown = (run: Run) => ({
  ...progressOf(run),
  kind: run.kind,
  startedBy: run.startedBy.actor.initials,
  cancelling: run.cancelAskedAt !== null && run.endedAt === null,
  queuedAt: run.queuedAt,
  startedAt: run.startedAt,
  endedAt: run.endedAt,
})

const running = operation(workContract.running, async ctx => (await workUnderWay(ctx)).map(shown))

const get = operation(workContract.get, async (ctx, { id }) => {
  const run = await workById(ctx, id)
  return run ? shown(run) : refuse('NOT_FOUND', { status: 404 })
})

const cancel = operation(workContract.cancel, async (ctx, { id }) => {
  const run = await lockedRecord(ctx, jobRuns, id)
  if (isEnded(run.state)) refuse('work.ended')
  if (!mayCancel(run.startedBy.actor.userId, ctx.actor.userId, ctx.rights))
    refuse('work.notYours', { values: { by: run.startedBy.actor.name } })
  const begun = run.state === 'running'
  const [cancelled] = await ctx.db
    .update(jobRuns)
    .set({ cancelAskedAt: sql`now()`, ...(begun ? {} : { state: 'cancelled' as const, endedAt: sql`now()` }) })
    .where(and(eq(jobRuns.companyId, ctx.company.id), eq(jobRuns.id, id)))
    .returning()
  ctx.record({ record: 'job_runs', id, from: { cancelled: false }, to: { cancelled: true } })
  return shown(cancelled!)
})

export const workOperations = { running, get, cancel }
