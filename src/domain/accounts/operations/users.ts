import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import * as contract from '../contract/users.ts'
import { createUser, forgetLinks, passwordLink } from '../passwords.ts'
import { userList, userNames } from '../queries.ts'
import { initialsOf, type Role, rightsOf } from '../rules.ts'

export const users = {
  list: operation(contract.users.list, (ctx, query) => userList.page(ctx, query)),
  count: operation(contract.users.count, (ctx, query) => userList.count(ctx, query)),
  names: operation(contract.users.names, async ctx => ({ rows: await userNames(ctx) })),

  invite: operation(contract.users.invite, async (ctx, { name, email, role, initials = initialsOf(name) }) => {
    mayGive(ctx, role)
    const known = await userByEmail(ctx, email)
    if (known && !known.hasPassword) refuse('accounts.notConfirmed', { field: 'email' })
    const id = known?.id ?? (await createUser(ctx.db, { name, email }))
    await ctx.db.execute(sql`
      insert into memberships (company_id, user_id, role, initials) values (${ctx.company.id}, ${id}, ${role}, ${initials})`)
    ctx.record({ record: 'memberships', id, from: null, to: { name: known?.name ?? name, email, role, initials } })
    // A link made by the administrators of another company must not open this one.
    if (known) await forgetLinks(ctx.db, id)
    return { id, link: known ? null : await passwordLink(ctx.db, id) }
  }),

  newLink: operation(contract.users.newLink, async (ctx, { id }) => {
    mayGive(ctx, (await lockedMember(ctx, id)).role)
    const { rows } = await ctx.db.execute(sql`
      select from memberships where user_id = ${id} and company_id <> ${ctx.company.id} limit 1`)
    if (rows.length > 0 && ctx.actor.via !== 'local') refuse('accounts.alsoElsewhere')
    return passwordLink(ctx.db, id)
  }),

  changeRole: operation(contract.users.changeRole, async (ctx, { id, role, initials }) => {
    const before = await lockedMember(ctx, id)
    const to = { role: role ?? before.role, initials: initials ?? before.initials }
    for (const each of [before.role, to.role]) mayGive(ctx, each)
    if (to.role !== 'administrator') keepAnAdministrator(before)
    await ctx.db.execute(sql`
      update memberships set role = ${to.role}, initials = ${to.initials}
      where company_id = ${ctx.company.id} and user_id = ${id}`)
    ctx.record({ record: 'memberships', id, from: { role: before.role, initials: before.initials }, to })
    return {}
  }),

  remove: operation(contract.users.remove, async (ctx, { id }) => {
    const before = await lockedMember(ctx, id)
    mayGive(ctx, before.role)
    keepAnAdministrator(before)
    await ctx.db.execute(sql`
      update api_keys set revoked_at = now()
      where company_id = ${ctx.company.id} and user_id = ${id} and revoked_at is null`)
    await ctx.db.execute(sql`delete from memberships where company_id = ${ctx.company.id} and user_id = ${id}`)
    ctx.record({ record: 'memberships', id, from: { role: before.role, initials: before.initials }, to: null })
    return {}
  }),
}

type Member = { role: Role; initials: string; last: boolean }

/** The member, and whether they are the last administrator; locked with all administrators, always in one order. */
async function lockedMember({ db, company }: Ctx, userId: string): Promise<Member> {
  const { rows } = await db.execute<{ userId: string; role: Role; initials: string }>(sql`
    select user_id as "userId", role, initials from memberships
    where company_id = ${company.id} and (role = 'administrator' or user_id = ${userId})
    order by user_id for update`)
  const member = rows.find(row => row.userId === userId) ?? refuse('NOT_FOUND', { status: 404 })
  return { ...member, last: rows.every(row => row.userId === userId) && member.role === 'administrator' }
}

function keepAnAdministrator({ last }: Member) {
  if (last) refuse('accounts.lastAdministrator')
}

/** Nobody gives, or takes from, a role that may do more than they may: a key of few rights makes no administrator. */
function mayGive({ rights }: Ctx, role: Role) {
  if (!rightsOf(role).isSubsetOf(rights)) refuse('accounts.beyondOwnRights', { status: 403 })
}

async function userByEmail({ db }: Ctx, email: string) {
  const { rows } = await db.execute<{ id: string; name: string; hasPassword: boolean }>(sql`
    select id, name, exists (select from sign_ins i where i.user_id = u.id and i.password is not null) as "hasPassword"
    from users u where email = ${email}`)
  return rows[0]
}
