import { ORPCError } from '@orpc/server'
import type { Change, Ctx, Outer } from './context.ts'
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

/** The one way into an operation, for each scope: who, which company, which right, one transaction, its audit entry. */
export const guards: Record<'company' | 'user' | 'anyone', Guard> = {
  company: (call, input, output) => explained(call, () => inCompany(call, input, output)),
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
    once(call, keptWithCompany(db, company.id), { input, userId: actor.userId }, output, async () => {
      const ctx = companyCtx(context, { ...entrance, db })
      const result = await next({ context: ctx })
      await ctx.end(changes => context.gate.audit(ctx, path.join('.'), changes))
      return result
    }),
  )
}

/** A `Ctx` and what ends its work, before the transaction commits: audit entries if anything changed, then what waited. */
export type OpenCtx = Ctx & { end(audit: (changes: readonly Change[]) => Promise<void>): Promise<void> }

/** What an operation of a company receives, outside HTTP as well: jobs and the command line build it the same way. */
export function companyCtx(
  { language, today, reactions }: Pick<Outer, 'language' | 'today' | 'reactions'>,
  inside: Pick<Ctx, 'db' | 'actor' | 'company' | 'rights'>,
): OpenCtx {
  const changes: Change[] = []
  const last: (() => Promise<void>)[] = []
  const ctx: OpenCtx = {
    ...inside,
    language,
    today: today(inside.company.timeZone),
    record: change => changes.push(change),
    atEnd: act => last.push(act),
    happened: (event, facts) => react(reactions, ctx, event, facts),
    async end(audit) {
      if (changes.length > 0) await audit(changes)
      for (const act of last) await act()
    },
  }
  return ctx
}
