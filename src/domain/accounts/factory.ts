import type { AnySchema, ErrorMap, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import { call, type Procedure } from '@orpc/server'
import { today as todayIn } from '../../platform/clock.ts'
import { type Database, newId } from '../../platform/db/database.ts'
import type { Actor, Company, Ctx, Gate, Outer } from '../../platform/http/context.ts'
import type { Meta } from '../../platform/http/contract.ts'
import { admitted, companyCtx } from '../../platform/http/guard.ts'
import { localGate } from './gate.ts'
import type { Role } from './rules.ts'
import { accountsConstraints, companies, memberships, users } from './tables.ts'

type Choices = { role?: Role; gate?: Gate; headers?: Record<string, string>; today?: string; user?: Omit<Actor, 'via'> }

/** A company of its own with one user in it, and the way to call operations there. */
export async function aCompany(
  database: Database,
  {
    name = 'Éditions du Lac',
    role = 'administrator',
    today,
    constraints = {},
    reactions = [],
  }: { name?: string; role?: Role; today?: string } & Partial<Pick<Outer, 'constraints' | 'reactions'>> = {},
) {
  const company: Company = { id: newId(), slug: `company-${newId()}`, name, timeZone: 'Europe/Paris' }
  await database.shared(db => db.insert(companies).values(company))
  const user = await aMember(database, company, { role })

  /** What the server would give an operation; refusals say their code. */
  const outer = (choices: Choices = {}): Outer => ({
    database,
    gate: choices.gate ?? localGate(database, company.id, choices.role ?? role, choices.user ?? user),
    headers: new Headers(choices.headers),
    language: 'fr',
    requestId: 'test',
    say: (_language, code) => code,
    constraints: { ...accountsConstraints, ...constraints },
    reactions,
    today: timeZone => choices.today ?? today ?? todayIn(timeZone),
    log: { error: (details, message) => console.error(message, details) },
  })

  /** Runs an operation through its guard and its contract, as a request would. */
  const run = async <I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
    operation: Procedure<Outer, Outer, I, O, E, Meta>,
    input: InferSchemaInput<I>,
    choices: Choices = {},
  ): Promise<InferSchemaOutput<O>> => {
    const { method, path } = operation['~orpc'].route
    const options = { context: outer(choices), path: [`${method} ${path}`] }
    return call(operation as Procedure<Outer, Outer, AnySchema, AnySchema, ErrorMap, Meta>, input, options)
  }

  /** Runs `work` as an operation would, with its transaction and its audit entries: for other slices' factories. */
  const within = <T>(work: (ctx: Ctx) => Promise<T>, choices: Choices = {}): Promise<T> => inside(outer(choices), work)

  return { company, user, outer, call: run, within }
}

async function inside<T>(context: Outer, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const entrance = await admitted(context, 'audit.read')
  return context.database.transaction(entrance.company.id, async db => {
    const ctx = companyCtx(context, { ...entrance, db })
    const result = await work(ctx)
    await ctx.end(changes => context.gate.audit(ctx, 'factory', changes))
    return result
  })
}

/** Somebody who works in the company, without a password. */
export async function aMember(
  database: Database,
  { id }: { id: string },
  { name = 'Valérie Garnier', initials, role = 'operator' }: { name?: string; initials?: string; role?: Role } = {},
): Promise<Omit<Actor, 'via'>> {
  const userId = newId()
  const user = { userId, name, email: `${userId}@example.org`, initials: initials ?? 'VG' }
  await database.shared(async db => {
    await db.insert(users).values({ id: userId, name, email: user.email })
    await db.insert(memberships).values({ companyId: id, userId, role, initials: user.initials })
  })
  return user
}
