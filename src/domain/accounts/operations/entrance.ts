import { setTimeout as sleep } from 'node:timers/promises'
import { hashPassword, verifyPassword } from '@better-auth/utils/password'
import { sql } from 'drizzle-orm'
import { today } from '../../../platform/clock.ts'
import type { UserCtx } from '../../../platform/http/context.ts'
import { anyoneOperation, userOperation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { foundCompany } from '../actions.ts'
import * as contract from '../contract/entrance.ts'
import { apiKeyIn, currentToken, hashOfKey, NOBODY } from '../gate.ts'
import { createUser } from '../passwords.ts'
import { companiesOf } from '../queries.ts'
import { initialsOf, type Right, rightsOf, rightsOfKey } from '../rules.ts'

/** Keys the wizard's lock, for all processes. */
const SETUP_LOCK = 0x66616375

const WRONG_PASSWORD_COSTS_MS = 1000

export const setup = {
  status: anyoneOperation(contract.setup.status, async ({ db }) => {
    const { rows } = await db.execute(sql`select from users limit 1`)
    return { needed: rows.length === 0 }
  }),

  begin: anyoneOperation(
    contract.setup.begin,
    async ({ db }, { companyName, timeZone, name, email, password, initials }) => {
      await db.execute(sql`select pg_advisory_xact_lock(${SETUP_LOCK})`)
      const { rows } = await db.execute(sql`select from users limit 1`)
      if (rows.length > 0) refuse('accounts.alreadySetUp')
      const userId = await createUser(db, { name, email, password })
      const founder = { userId, name, email, initials: initials ?? initialsOf(name), via: 'session' } as const
      return foundCompany(db, { name: companyName, timeZone, initials }, founder)
    },
  ),
}

export const session = {
  me: userOperation(contract.session.me, async ({ db, actor, headers }) => {
    const key = actor.via === 'key' ? await keyOf(db, headers) : undefined
    const companies = await companiesOf(db, actor.userId)
    return {
      user: { id: actor.userId, name: actor.name, email: actor.email, initials: actor.initials },
      companies: companies
        .filter(({ id }) => !key || id === key.companyId)
        .map(company => ({
          ...company,
          rights: [...(key ? rightsOfKey(key.rights, company.role) : rightsOf(company.role))] as Right[],
          today: today(company.timeZone),
        })),
    }
  }),

  list: userOperation(contract.session.list, async ctx => {
    inPerson(ctx)
    const { rows } = await ctx.db.execute<{ startedAt: string; expiresAt: string; token: string } & Shown>(sql`
      select id, created_at as "startedAt", expires_at as "expiresAt", token,
        nullif(ip_address, '') as address, nullif(user_agent, '') as browser
      from sessions where user_id = ${ctx.actor.userId} and expires_at > now() order by created_at desc limit 200`)
    const here = currentToken(ctx.headers)
    const instant = (text: string) => new Date(text).toISOString()
    return {
      rows: rows.map(({ token, startedAt, expiresAt, ...row }) => ({
        ...row,
        startedAt: instant(startedAt),
        expiresAt: instant(expiresAt),
        current: token === here,
      })),
    }
  }),

  revoke: userOperation(contract.session.revoke, async (ctx, { id }) => {
    inPerson(ctx)
    const gone = await ctx.db.execute(sql`delete from sessions where id = ${id} and user_id = ${ctx.actor.userId}`)
    if (gone.rowCount === 0) refuse('NOT_FOUND', { status: 404 })
    return {}
  }),

  revokeOthers: userOperation(contract.session.revokeOthers, async ctx => ({ revoked: await signOutElsewhere(ctx) })),

  changePassword: userOperation(contract.session.changePassword, async (ctx, { current, password }) => {
    inPerson(ctx)
    // One attempt at a time, and a wrong one takes a second: nobody guesses the password of a session left open.
    const { rows } = await ctx.db.execute<{ id: string; password: string }>(sql`
      select id, password from sign_ins where user_id = ${ctx.actor.userId} and provider_id = 'credential'
      for update skip locked`)
    const [signIn] = rows
    if (!signIn) return refuse('TOO_MANY_REQUESTS', { status: 429, values: { seconds: 1 } })
    if (!(await verifyPassword(signIn.password, current))) {
      await sleep(WRONG_PASSWORD_COSTS_MS)
      refuse('accounts.wrongPassword', { field: 'current' })
    }
    const hash = await hashPassword(password)
    await ctx.db.execute(sql`update sign_ins set password = ${hash}, updated_at = now() where id = ${signIn.id}`)
    await signOutElsewhere(ctx)
    return {}
  }),
}

type Shown = { id: string; address: string | null; browser: string | null }

async function keyOf(db: UserCtx['db'], headers: Headers) {
  const { rows } = await db.execute<{ companyId: string; rights: string[] }>(sql`
    select company_id as "companyId", rights from api_keys where hash = ${hashOfKey(apiKeyIn(headers) ?? '')}`)
  return rows[0]
}

async function signOutElsewhere(ctx: UserCtx): Promise<number> {
  inPerson(ctx)
  const gone = await ctx.db.execute(sql`
    delete from sessions where user_id = ${ctx.actor.userId} and token <> ${currentToken(ctx.headers) ?? ''}`)
  return gone.rowCount ?? 0
}

/** A key acts for a program, which has no business with its owner's password and sessions; nor has nobody in particular. */
export function inPerson({ actor }: Pick<UserCtx, 'actor'>) {
  if (actor.via === 'key' || actor.userId === NOBODY.userId) refuse('accounts.onlyInPerson', { status: 403 })
}
