import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, isoDay, monthAdded } from '../../../values/day.ts'
import * as contract from '../contract/keys.ts'
import { hashOfKey } from '../gate.ts'
import { keyList } from '../queries.ts'
import { inPerson } from './entrance.ts'

/** Characters of a key that lists show: `facteur_` and a little. */
const START_LENGTH = 12
const LONGEST_MONTHS = 120

export const keys = {
  list: operation(contract.keys.list, (ctx, query) => keyList.page(ctx, query)),
  count: operation(contract.keys.count, (ctx, query) => keyList.count(ctx, query)),

  create: operation(contract.keys.create, async (ctx, { name, rights, expiresOn }) => {
    inPerson(ctx)
    if (rights.some(right => !ctx.rights.has(right)))
      refuse('accounts.beyondOwnRights', { field: 'rights', status: 403 })
    if (expiresOn < ctx.today) refuse('accounts.expiryPast', { field: 'expiresOn' })
    if (expiresOn > isoDay(monthAdded(day(ctx.today), LONGEST_MONTHS)))
      refuse('accounts.expiryFar', { field: 'expiresOn' })
    const id = newId()
    const key = `facteur_${randomBytes(32).toString('base64url')}`
    const start = key.slice(0, START_LENGTH)
    await ctx.db.execute(sql`
      insert into api_keys (company_id, id, user_id, name, start, hash, rights, expires_at, created_by)
      values (${ctx.company.id}, ${id}, ${ctx.actor.userId}, ${name}, ${start}, ${hashOfKey(key)},
        ${sql.param(rights)}::text[], (${expiresOn}::date + 1)::timestamp at time zone ${ctx.company.timeZone}, ${ctx.actor.initials})`)
    ctx.record({ record: 'api_keys', id, from: null, to: { name, start, rights, expiresOn } })
    return { id, key }
  }),

  revoke: operation(contract.keys.revoke, async (ctx, { id }) => {
    const { rows } = await ctx.db.execute<{ name: string; revokedAt: string }>(sql`
      update api_keys set revoked_at = now() where company_id = ${ctx.company.id} and id = ${id} and revoked_at is null
      returning name, revoked_at as "revokedAt"`)
    const [revoked] = rows
    if (!revoked) return refuse('NOT_FOUND', { status: 404 })
    ctx.record({ record: 'api_keys', id, from: { revokedAt: null }, to: { revokedAt: revoked.revokedAt } })
    return {}
  }),
}
