import { ORPCError } from '@orpc/server'
import type { Change, Ctx, Entrance, Outer } from './context.ts'
import type { Meta } from './contract.ts'
import { translated } from './failure.ts'
import { answered, remember } from './idempotency.ts'
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
  user: call =>
    explained(call, async () => {
      const { actor } = await entered(call)
      return call.context.database.shared(db => call.next({ context: { db, actor } }))
    }),
  anyone: call => explained(call, () => call.context.database.shared(db => call.next({ context: { db } }))),
}

async function explained<T>({ context }: Call, run: () => Promise<T>) {
  try {
    return await run()
  } catch (error) {
    throw translated(error, context)
  }
}

async function entered({ context }: Call): Promise<Entrance> {
  const entrance = await context.gate.enter(context.headers)
  if (!entrance) throw new ORPCError('UNAUTHORIZED')
  return entrance
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
  const { actor, company, rights } = await admitted(context, procedure['~orpc'].meta.right!)
  const key = procedure['~orpc'].route.method === 'POST' ? context.headers.get('idempotency-key') : null
  const name = path.join('.')
  return context.database.transaction(company.id, async db => {
    const changes: Change[] = []
    const ctx = companyCtx(context, { db, actor, company, rights }, changes)
    const asked = key ? { key, operation: name, input, userId: actor.userId } : undefined
    const before = asked && (await answered(ctx, asked))
    if (before) return output(before.answer)
    const result = await next({ context: ctx })
    if (changes.length > 0) await context.gate.audit(ctx, name, changes)
    if (asked) await remember(ctx, asked, procedure['~orpc'].meta.secret ? undefined : result.output)
    return result
  })
}

/** What an operation of a company receives, outside HTTP as well: jobs and the command line build it the same way. */
export function companyCtx(
  { language, today, reactions }: Pick<Outer, 'language' | 'today' | 'reactions'>,
  inside: Pick<Ctx, 'db' | 'actor' | 'company' | 'rights'>,
  changes: Change[],
): Ctx {
  const ctx: Ctx = {
    ...inside,
    language,
    today: today(inside.company.timeZone),
    record: change => changes.push(change),
    happened: (event, facts) => react(reactions, ctx, event, facts),
  }
  return ctx
}
