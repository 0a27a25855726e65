import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../platform/http/context.ts'
import { translated } from '../../platform/http/failure.ts'
import type { Job, Jobs } from '../../platform/jobs/jobs.ts'
import { asCompany, type Backstage, companyById, eachCompany, WORK_JOB, type Work, type WorkKind } from './actions.ts'
import type { WorkResult } from './rules.ts'
import { jobRuns } from './tables.ts'

type Run = typeof jobRuns.$inferSelect
type Asked = { companyId: string; runId: string }
/** Kinds of any input: what a run holds was written by `startWork` of the same kind. */
type Kinds = readonly WorkKind<never>[]

/** Somebody asked to stop the work. */
class Cancelled extends Error {}

/** Without a sign of life for this long, nobody is doing the work: its job is lost. */
const LOST_AFTER = sql`now() - interval '1 hour'`

/** The job of the timetable that says of lost work that it failed. */
export const LOST_WORK_JOB = 'work.lost'

/** Lets this server do long work of these kinds. */
export async function handleWork(jobs: Jobs, backstage: Backstage, kinds: Kinds) {
  await jobs.handle<Asked>(WORK_JOB, job => runWork(backstage, kinds, job), { long: true })
  await jobs.handle(LOST_WORK_JOB, () => eachCompany(backstage, LOST_WORK_JOB, ctx => endLostWork(ctx, backstage)))
}

/** Does one piece of work from beginning to end, and writes how it ended. */
export async function runWork(
  backstage: Backstage,
  kinds: Kinds,
  { data, signal }: Pick<Job<Asked>, 'data' | 'signal'>,
) {
  const company = await companyById(backstage, data.companyId)
  if (!company) return
  const begun = await backstage.database.transaction(company.id, db => beginRun(db, data))
  if (!begun) return
  const kind = kinds.find(({ kind }) => kind === begun.kind)
  const end = (how: Partial<Run>) => backstage.database.transaction(company.id, db => endRun(db, data, how))
  const explain = (error: unknown) =>
    translated(error, { ...backstage, language: begun.startedBy.language, requestId: begun.id }).message
  if (!kind) {
    await end({ state: 'failed', error: backstage.say(begun.startedBy.language, 'work.unknownKind', {}) })
    return
  }
  try {
    const result = await kind.run(workOf(backstage, begun, { company, signal, explain }), begun.input as never)
    await end({ state: 'done', result: (result as WorkResult | undefined) ?? null })
  } catch (error) {
    if (signal.aborted) throw error // the queue gives it to the next server
    if (error instanceof Cancelled) await end({ state: 'cancelled' })
    else await end({ state: 'failed', error: explain(error) })
  }
}

type Around = Pick<Work, 'company' | 'signal' | 'explain'>

function workOf(backstage: Backstage, run: Run, { company, signal, explain }: Around): Work {
  const { actor, rights, language } = run.startedBy
  const inside = { company, actor, rights: new Set(rights), language, operation: run.kind }
  const where = { companyId: company.id, runId: run.id }
  let stopAsked = run.cancelAskedAt !== null
  const work: Work = {
    id: run.id,
    company,
    done: run.done,
    signal,
    explain,
    total: count => backstage.database.transaction(company.id, db => setTotal(db, where, count)),
    async step(act, count = 1) {
      signal.throwIfAborted()
      if (stopAsked) throw new Cancelled() // before a step, never after: what was committed is not called cancelled
      const { result, counted } = await asCompany(backstage, inside, async ctx => {
        const result = await act(ctx)
        return { result, counted: await countStep(ctx.db, where, count) }
      })
      work.done = counted.done
      stopAsked = counted.cancelAskedAt !== null
      return result
    },
    async reached(count) {
      signal.throwIfAborted()
      if (await backstage.database.transaction(company.id, db => showReached(db, where, count))) throw new Cancelled()
    },
  }
  return work
}

const open = ({ companyId, runId }: Asked) =>
  and(eq(jobRuns.companyId, companyId), eq(jobRuns.id, runId), isNull(jobRuns.endedAt))

async function beginRun(db: Ctx['db'], asked: Asked): Promise<Run | undefined> {
  const [run] = await db
    .update(jobRuns)
    .set({ state: 'running', underWay: 0, startedAt: sql`coalesce(started_at, now())`, seenAt: sql`now()` })
    .where(open(asked))
    .returning()
  return run
}

async function setTotal(db: Ctx['db'], asked: Asked, total: number) {
  await db.update(jobRuns).set({ total, seenAt: sql`now()` }).where(open(asked))
}

/** The last statement of a step, so that the row is locked for a moment only. */
async function countStep(db: Ctx['db'], asked: Asked, count: number) {
  const [counted] = await db
    .update(jobRuns)
    .set({ done: sql`done + ${count}`, underWay: 0, seenAt: sql`now()` })
    .where(open(asked))
    .returning({ done: jobRuns.done, cancelAskedAt: jobRuns.cancelAskedAt })
  if (!counted) throw new Cancelled()
  return counted
}

/** In a transaction of its own beside that of the step; whether the step is to stop. */
async function showReached(db: Ctx['db'], asked: Asked, underWay: number): Promise<boolean> {
  const [run] = await db
    .update(jobRuns)
    .set({ underWay, seenAt: sql`now()` })
    .where(open(asked))
    .returning({ cancelAskedAt: jobRuns.cancelAskedAt })
  return !run || run.cancelAskedAt !== null
}

async function endRun(db: Ctx['db'], asked: Asked, how: Partial<Run>) {
  await db
    .update(jobRuns)
    .set({ ...how, underWay: 0, endedAt: sql`now()` })
    .where(open(asked))
}

const endLostWork = ({ db, company, language }: Ctx, { say }: Backstage) =>
  db
    .update(jobRuns)
    .set({ state: 'failed', error: say(language, 'work.interrupted', {}), underWay: 0, endedAt: sql`now()` })
    .where(
      and(
        eq(jobRuns.companyId, company.id),
        isNull(jobRuns.endedAt),
        sql`coalesce(${jobRuns.seenAt}, ${jobRuns.queuedAt}) < ${LOST_AFTER}`,
      ),
    )
