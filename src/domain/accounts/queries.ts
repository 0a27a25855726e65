import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { defineList } from '../../platform/db/list.ts'
import type { Ctx } from '../../platform/http/context.ts'
import type { Right, Role } from './rules.ts'

const instant = (text: string) => new Date(text).toISOString()
const instantOrNull = (text: string | null) => text && instant(text)
const containing = (text: string) => `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`

type User = {
  id: string
  name: string
  email: string
  initials: string
  role: Role
  joinedAt: string
  lastSignInAt: string | null
  hasPassword: boolean
}

export const userList = defineList<User, User, { role?: Role | undefined }>({
  from: sql`memberships m join users u on u.id = m.user_id`,
  columns: {
    id: sql`u.id`,
    name: sql`u.name`,
    email: sql`u.email`,
    initials: sql`m.initials`,
    role: sql`m.role`,
    joinedAt: sql`m.created_at`,
    lastSignInAt: sql`(select max(s.created_at) from sessions s where s.user_id = u.id)`,
    hasPassword: sql`exists (select from sign_ins i where i.user_id = u.id and i.password is not null)`,
  },
  id: sql`u.id`,
  sorts: { name: sql`lower(u.name)`, email: sql`u.email`, role: sql`m.role`, joinedAt: sql`m.created_at` },
  defaultSort: 'name',
  where: ({ company }, { role }) => [sql`m.company_id = ${company.id}`, ...(role ? [sql`m.role = ${role}`] : [])],
  search: (_ctx, text) => [sql`(u.name ilike ${containing(text)} or u.email ilike ${containing(text)})`],
  row: found => ({ ...found, joinedAt: instant(found.joinedAt), lastSignInAt: instantOrNull(found.lastSignInAt) }),
})

/** Everybody in the company, by name. */
export async function userNames({ db, company }: Ctx) {
  const { rows } = await db.execute<{ id: string; name: string; initials: string }>(sql`
    select u.id, u.name, m.initials from memberships m join users u on u.id = m.user_id
    where m.company_id = ${company.id} order by lower(u.name), u.id`)
  return rows
}

type Key = {
  id: string
  name: string
  start: string
  owner: string
  rights: Right[]
  createdAt: string
  expiresAt: string
  revokedAt: string | null
  lastUsedAt: string | null
}

export const keyList = defineList<Key, Key, Record<never, never>>({
  from: sql`api_keys k join users u on u.id = k.user_id`,
  columns: {
    id: sql`k.id`,
    name: sql`k.name`,
    start: sql`k.start`,
    owner: sql`u.name`,
    rights: sql`k.rights`,
    createdAt: sql`k.created_at`,
    expiresAt: sql`k.expires_at`,
    revokedAt: sql`k.revoked_at`,
    lastUsedAt: sql`k.last_used_at`,
  },
  id: sql`k.id`,
  sorts: { name: sql`lower(k.name)`, createdAt: sql`k.created_at`, expiresAt: sql`k.expires_at` },
  defaultSort: 'name',
  where: ({ company }) => [sql`k.company_id = ${company.id}`],
  search: (_ctx, text) => [sql`k.name ilike ${containing(text)}`],
  row: found => ({
    ...found,
    createdAt: instant(found.createdAt),
    expiresAt: instant(found.expiresAt),
    revokedAt: instantOrNull(found.revokedAt),
    lastUsedAt: instantOrNull(found.lastUsedAt),
  }),
})

type Side = Record<string, unknown> | null
type Entry = {
  id: string
  at: string
  userId: string
  user: string
  initials: string
  via: string
  operation: string
  record: string
  recordId: string
  from: Side
  to: Side
}
type EntryFilters = {
  record?: string | undefined
  recordId?: string | undefined
  userId?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const ENTRY = {
  id: sql`e.id`,
  at: sql`e.at`,
  userId: sql`e.user_id`,
  user: sql`coalesce(u.name, e.initials)`,
  initials: sql`e.initials`,
  via: sql`e.via`,
  operation: sql`e.operation`,
  record: sql`e.record`,
  recordId: sql`e.record_id`,
  from: sql`e."from"`,
  to: sql`e."to"`,
}

export const auditList = defineList<Entry, Entry, EntryFilters>({
  from: sql`audit_entries e left join users u on u.id = e.user_id`,
  columns: ENTRY,
  id: sql`e.id`,
  sorts: { at: sql`e.at` },
  defaultSort: '-at',
  where: (ctx, { record, recordId, userId, from, to }) =>
    [
      sql`e.company_id = ${ctx.company.id}`,
      record && sql`e.record = ${record}`,
      recordId && sql`e.record_id = ${recordId}`,
      userId && sql`e.user_id = ${userId}`,
      from && sql`e.at >= ${midnight(ctx, from)}`,
      to && sql`e.at < ${midnight(ctx, to)} + interval '1 day'`,
    ].filter((condition): condition is SQL => typeof condition === 'object'),
  search: (_ctx, text) => [sql`(e.operation ilike ${containing(text)} or u.name ilike ${containing(text)})`],
  row: found => ({ ...found, at: instant(found.at) }),
})

/** The first instant of a day where the company is. */
const midnight = ({ company }: Ctx, day: string) => sql`(${day}::date::timestamp at time zone ${company.timeZone})`

export type Membership = { id: string; slug: string; name: string; timeZone: string; role: Role; initials: string }

/** The companies a user works in, by name. */
export async function companiesOf(db: Db, userId: string): Promise<Membership[]> {
  const { rows } = await db.execute<Membership>(sql`
    select c.id, c.slug, c.name, c.time_zone as "timeZone", m.role, m.initials
    from memberships m join companies c on c.id = m.company_id
    where m.user_id = ${userId} order by lower(c.name), c.id`)
  return rows
}
