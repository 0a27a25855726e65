import { ORPCError } from '@orpc/server'
import { sql } from 'drizzle-orm'
import type { Change, Conversing, Ctx, Outer } from './context.ts'
import type { Meta } from './contract.ts'
import { translated } from './failure.ts'
import { type Asked, answered, type Keeping, keptWithCompany, keptWithUser, remember } from './idempotency.ts'
import { react } from './reaction.ts'

type Next = (options: { context: object }) => Promise<{ output: unknown; context: object }>
type Call = {
  context: Outer
  path: readonly string[]
  procedure: { '~orpc': { meta: Meta; route: { method?: string } } }
  next: Next
}
export type Guard = (call: Call, input: unknown, output: (value: unknown) => unknown) => Promise<unknown>

/**
 * The one way into an operation, for each scope: who, which company, which right, one transaction, its audit entry. Who converses
 * with another server opens short ones instead.
 */
export const guards: Record<'company' | 'conversing' | 'user' | 'anyone', Guard> = {
  company: (call, input, output) => explained(call, () => inCompany(call, input, output)),
  conversing: call => explained(call, () => conversing(call)),
  user: (call, input, output) => explained(call, () => asUser(call, input, output)),
  anyone: call => explained(call, () => call.context.database.shared(db => call.next({ context: { db } }))),
}

async function explained<T>({ context }: Call, run: () => Promise<T>) {
  try {
    return await run()
  } catch (error) {
    throw translated(error, context)
  }
}

async function asUser(call: Call, input: unknown, output: (value: unknown) => unknown) {
  const entrance = await call.context.gate.enter(call.context.headers)
  if (!entrance) throw new ORPCError('UNAUTHORIZED')
  const { actor } = entrance
  return call.context.database.shared(db =>
    once(call, keptWithUser(db, actor.userId), { input, userId: actor.userId }, output, () =>
      call.next({ context: { db, actor } }),
    ),
  )
}

/** Runs a POST once for each Idempotency-Key; the same key again gets the first answer. */
async function once(
  { context, path, procedure }: Call,
  keeping: Keeping,
  { input, userId }: Pick<Asked, 'input' | 'userId'>,
  output: (value: unknown) => unknown,
  run: () => Promise<{ output: unknown }>,
) {
  const key = procedure['~orpc'].route.method === 'POST' ? context.headers.get('idempotency-key') : null
  if (!key) return run()
  const { secret } = procedure['~orpc'].meta
  // Not even a fingerprint is kept of a secret: it could be guessed from it.
  const asked = { key, operation: path.join('.'), input: secret ? null : input, userId }
  const before = await answered(keeping, asked)
  if (before) return output(before.answer)
  const result = await run()
  await remember(keeping, asked, secret ? undefined : result.output)
  return result
}

/** The entrance of a request that may use `right` in the company it names; every refused way looks the same. */
export async function admitted(context: Outer, right: string) {
  const entrance = await context.gate.enter(context.headers)
  if (!entrance) throw new ORPCError('UNAUTHORIZED')
  const { company, rights } = entrance
  if (!company || !rights.has(right)) throw new ORPCError('FORBIDDEN', { data: { values: { right } } })
  return { ...entrance, company }
}

async function inCompany(call: Call, input: unknown, output: (value: unknown) => unknown) {
  const { context, path, procedure, next } = call
  const entrance = await admitted(context, procedure['~orpc'].meta.right!)
  const { actor, company } = entrance
  return context.database.transaction(company.id, db =>
    once(call, keptWithCompany(db, company.id), { input, userId: actor.userId }, output, () =>
      audited(context, { ...entrance, db }, path, ctx => next({ context: ctx })),
    ),
  )
}

async function conversing({ context, path, procedure, next }: Call) {
  const entrance = await admitted(context, procedure['~orpc'].meta.right!)
  const { company } = entrance
  const inTransaction = <T>(act: (ctx: Ctx) => Promise<T>): Promise<T> =>
    context.database.transaction(company.id, db => audited(context, { ...entrance, db }, path, act))
  return next({ context: { company, language: context.language, inTransaction } satisfies Conversing })
}

async function audited<T>(context: Outer, inside: Inside, path: readonly string[], act: (ctx: Ctx) => Promise<T>) {
  const ctx = companyCtx(context, inside)
  const result = await act(ctx)
  await ctx.end(changes => context.gate.audit(ctx, path.join('.'), changes))
  return result
}

/** A `Ctx` and what ends its work, before the transaction commits: audit entries if anything changed, then what waited. */
export type OpenCtx = Ctx & { end(audit: (changes: readonly Change[]) => Promise<void>): Promise<void> }

/** What an operation of a company receives, outside HTTP as well: jobs and the command line build it the same way. */
export function companyCtx(outer: Around, inside: Inside): OpenCtx {
  const { ctx, changes, last } = begun(outer, inside)
  return Object.assign(ctx, {
    async end(audit: (changes: readonly Change[]) => Promise<void>) {
      if (changes.length > 0) await audit(changes)
      for (const act of last) await act()
    },
  })
}

type Around = Pick<Outer, 'language' | 'today' | 'reactions'>
type Inside = Pick<Ctx, 'db' | 'actor' | 'company' | 'rights'>

/** A context, and what it gathers for the end. */
function begun(outer: Around, inside: Inside) {
  const { language, today, reactions } = outer
  const changes: Change[] = []
  const last: (() => Promise<void>)[] = []
  const ctx: Ctx = {
    ...inside,
    language,
    today: today(inside.company.timeZone),
    record: change => changes.push(change),
    atEnd: act => last.push(act),
    attempt: act => attempted(outer, inside, ctx, act),
    happened: (event, facts) => react(reactions, ctx, event, facts),
  }
  return { ctx, changes, last }
}

/** A savepoint with a context of its own: what it gathered is the whole's only once it is done. */
async function attempted<T>(outer: Around, inside: Inside, whole: Ctx, act: (part: Ctx) => Promise<T>): Promise<T> {
  const { db } = inside
  // What others keep by transaction they keep by the part, so that nothing of it stays when it fails.
  const { ctx, changes, last } = begun(outer, { ...inside, db: Object.create(db) as Ctx['db'] })
  await db.execute(sql`savepoint attempt`)
  try {
    const result = await act(ctx)
    await db.execute(sql`release savepoint attempt`)
    for (const change of changes) whole.record(change)
    for (const one of last) whole.atEnd(one)
    return result
  } catch (error) {
    await db.execute(sql`rollback to savepoint attempt`)
    await db.execute(sql`release savepoint attempt`)
    throw error
  }
}
