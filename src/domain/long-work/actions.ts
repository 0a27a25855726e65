import { and, eq, isNull, sql } from 'drizzle-orm'
import { newId } from '../../platform/db/database.ts'
import type { Actor, Company, Ctx, Outer } from '../../platform/http/context.ts'
import { companyCtx } from '../../platform/http/guard.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { Language } from '../../values/language.ts'
import { writeAudit } from '../accounts/actions.ts'
import { companies } from '../accounts/tables.ts'
import type { WorkResult } from './rules.ts'
import { jobRuns } from './tables.ts'

/** What the server lends to what runs outside a request. */
export type Backstage = Pick<Outer, 'database' | 'say' | 'constraints' | 'reactions' | 'today' | 'log'>

/** One piece of long work as its code sees it. */
export type Work = {
  id: string
  company: Company
  /** Steps already counted: more than 0 at the start when a run before was cut short. */
  done: number
  /** Aborted when the server stops. */
  signal: AbortSignal
  /** How much there is to do, once it is known. */
  total(count: number): Promise<void>
  /** Does one step in its own transaction and counts it there; stops the work here when somebody asked so. */
  step<T>(act: (ctx: Ctx) => Promise<T>, count?: number): Promise<T>
  /** Shows how much of a long step is done, before its transaction ends; stops the step when somebody asked so. */
  reached(count: number): Promise<void>
  /** What an error means, in the language of who started the work. */
  explain(error: unknown): string
}

/** A kind of long work. It may be run again after a crash, so its steps are idempotent. */
export type WorkKind<Input> = { kind: string; run(work: Work, input: Input): Promise<WorkResult | undefined> }

/** The name of the job that does long work. */
export const WORK_JOB = 'work.do'

type Started<Input> = {
  /** What people see, in the language of who starts it. */
  label: string
  input: Input
  total?: number
  /** While work of this kind and key is open, starting it again returns that one. */
  key?: string
}

/** Starts long work when the caller's transaction commits; returns the id by which it is found again. */
export async function startWork<Input extends Record<string, unknown>>(
  { db, company, actor, rights, language }: Ctx,
  { kind }: WorkKind<Input>,
  { label, input, total, key }: Started<Input>,
): Promise<string> {
  const id = newId()
  const startedBy = { actor, rights: [...rights], language }
  const run = { companyId: company.id, id, kind, label, input, key: key ?? null, total: total ?? null, startedBy }
  const started = await db.insert(jobRuns).values(run).onConflictDoNothing().returning({ id: jobRuns.id })
  if (started.length === 0) return openRun(db, company.id, kind, key!)
  await enqueue(db, WORK_JOB, { runId: id })
  return id
}

async function openRun(db: Ctx['db'], companyId: string, kind: string, key: string): Promise<string> {
  const [run] = await db
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(and(eq(jobRuns.companyId, companyId), eq(jobRuns.kind, kind), eq(jobRuns.key, key), isNull(jobRuns.endedAt)))
  return run!.id
}

type Inside = { company: Company; actor: Actor; rights: ReadonlySet<string>; language: Language; operation: string }

/** Runs `act` in one transaction of a company outside any request, with its audit entries under the name `operation`. */
export function asCompany<T>(backstage: Backstage, inside: Inside, act: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { company, actor, rights, language, operation } = inside
  return backstage.database.transaction(company.id, async db => {
    const ctx = companyCtx({ ...backstage, language }, { db, actor, company, rights })
    const result = await act(ctx)
    await ctx.end(changes => writeAudit(ctx, operation, changes))
    return result
  })
}

/** Who acts when the timetable does. */
export const TIMETABLE_ACTOR: Actor = {
  userId: 'timetable',
  name: 'Facteur',
  email: '',
  initials: 'AUTO',
  via: 'local',
}

/** Runs `act` for every company in turn, each in its own transaction; one that fails is logged and stops no other. */
export async function eachCompany(backstage: Backstage, operation: string, act: (ctx: Ctx) => Promise<unknown>) {
  const all = await allCompanies(backstage)
  for (const company of all) {
    const inside: Inside = { company, actor: TIMETABLE_ACTOR, rights: new Set(), language: 'fr', operation }
    await asCompany(backstage, inside, act).catch((error: unknown) =>
      backstage.log.error({ err: error, company: company.slug, operation }, 'the timetable failed for a company'),
    )
  }
}

const companyColumns = { id: companies.id, slug: companies.slug, name: companies.name, timeZone: companies.timeZone }

const allCompanies = ({ database }: Backstage): Promise<Company[]> =>
  database.shared(db => db.select(companyColumns).from(companies).orderBy(companies.id))

/** The company of that id, or undefined when it is gone. */
export async function companyById({ database }: Backstage, id: string): Promise<Company | undefined> {
  const [company] = await database.shared(db => db.select(companyColumns).from(companies).where(sql`id = ${id}`))
  return company
}
