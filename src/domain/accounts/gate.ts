import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../../platform/db/database.ts'
import type { Actor, Company, Entrance, Gate } from '../../platform/http/context.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { writeAudit } from './actions.ts'
import { initialsOf, type Role, rightsOf, rightsOfKey } from './rules.ts'

export const COOKIE_PREFIX = 'facteur'

/** What signs the session's cookie, and whether the browser reaches Facteur by https. */
export type Signing = { secret: string; secure: boolean }

/** The gate of HTTP requests: an API key or the session's cookie, and the company named by `x-company`. */
export function gate(database: Database, signing: Signing): Gate {
  return {
    async enter(headers) {
      const company = headers.get('x-company')
      const key = apiKeyIn(headers)
      if (key) return byKey(database, key, company)
      const token = sessionTokenIn(headers, signing)
      return token ? bySession(database, token, company) : null
    },
    audit: writeAudit,
  }
}

type Member = { userId: string; name: string; email: string; role: Role; initials: string }
type Found = Member & { companyId: string | null; slug: string; company: string; timeZone: string }

const MEMBER = `u.id as "userId", u.name, u.email, m.role, m.initials,
  c.id as "companyId", c.slug, c.name as company, c.time_zone as "timeZone"`

/** The company asked for, by slug or id; without one, the only company of the user. */
const BY_SESSION = `select ${MEMBER} from sessions s join users u on u.id = s.user_id
  left join (memberships m join companies c on c.id = m.company_id and ($2::text is null or $2 in (c.slug, c.id::text)))
    on m.user_id = u.id
  where s.token = $1 and s.expires_at > now() limit 2`

const BY_KEY = `select ${MEMBER}, k.id as "keyId", k.rights,
    coalesce(k.last_used_at, '-infinity') < now() - interval '1 hour' as unnoticed
  from api_keys k join users u on u.id = k.user_id
  join memberships m on m.company_id = k.company_id and m.user_id = k.user_id join companies c on c.id = k.company_id
  where k.hash = $1 and k.revoked_at is null and k.expires_at > now()`

async function bySession({ pool }: Database, token: string, asked: string | null): Promise<Entrance | null> {
  const { rows } = await pool.query<Found>({ name: 'gate by session', text: BY_SESSION, values: [token, asked] })
  const [found] = rows
  if (!found) return null
  if (rows.length === 1 && found.companyId) return entrance(found, 'session', rightsOf(found.role))
  return { ...entrance({ ...found, initials: initialsOf(found.name) }, 'session', new Set()), company: null }
}

async function byKey({ pool }: Database, key: string, asked: string | null): Promise<Entrance | null> {
  type Key = Found & { keyId: string; rights: string[]; unnoticed: boolean }
  const { rows } = await pool.query<Key>({ name: 'gate by key', text: BY_KEY, values: [hashOfKey(key)] })
  const [found] = rows
  if (!found) return null
  if (found.unnoticed)
    await pool.query('update api_keys set last_used_at = now() where company_id = $1 and id = $2', [
      found.companyId,
      found.keyId,
    ])
  const inside = entrance(found, 'key', rightsOfKey(found.rights, found.role))
  const elsewhere = asked && asked !== found.slug && asked !== found.companyId
  return elsewhere ? { ...inside, company: null, rights: new Set() } : inside
}

function entrance(
  { userId, name, email, initials, companyId, slug, company, timeZone }: Found,
  via: Actor['via'],
  rights: ReadonlySet<string>,
): Entrance {
  return {
    actor: { userId, name, email, initials, via },
    company: companyId ? { id: companyId, slug, name: company, timeZone } : null,
    rights,
  }
}

export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** The key of a program: `x-api-key`, or `Authorization: Bearer`. */
export function apiKeyIn(headers: Headers): string | undefined {
  const [, bearer] = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  return headers.get('x-api-key') ?? bearer
}

/** The token of the session's cookie, when our secret signed it. */
function sessionTokenIn(headers: Headers, { secret, secure }: Signing): string | undefined {
  const signed = sessionCookie(headers, secure)
  const dot = signed?.lastIndexOf('.') ?? -1
  if (!signed || dot < 1) return undefined
  const token = signed.slice(0, dot)
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

/** The token of the cookie that brought the request here, past the gate that verified it. */
export const currentToken = (headers: Headers): string | undefined =>
  (sessionCookie(headers, true) ?? sessionCookie(headers, false))?.replace(/\.[^.]*$/, '')

function sessionCookie(headers: Headers, secure: boolean): string | undefined {
  const name = `${secure ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token=`
  const cookie = headers
    .get('cookie')
    ?.split(/; ?/)
    .find(part => part.startsWith(name))
  return cookie && decoded(cookie.slice(name.length))
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Who acts when the command line names no user. */
export const NOBODY: Omit<Actor, 'via'> = { userId: 'local', name: 'Facteur', email: '', initials: 'LOC' }

/** The gate of who holds the database itself: the command line on this machine, and tests. `company` is a slug or an id. */
export function localGate(
  database: Database,
  company: string | null,
  role: Role = 'administrator',
  user: Omit<Actor, 'via'> = NOBODY,
): Gate {
  const actor: Actor = { ...user, via: 'local' }
  return {
    enter: async () => ({
      actor,
      company: company === null ? null : await companyNamed(database, company),
      rights: company === null ? new Set() : rightsOf(role),
    }),
    audit: writeAudit,
  }
}

/** The company of that slug or id, or a refusal. */
async function companyNamed(database: Database, slugOrId: string): Promise<Company> {
  const { rows } = await database.shared(db =>
    db.execute<Company>(sql`
      select id, slug, name, time_zone as "timeZone" from companies where ${slugOrId} in (slug, id::text)`),
  )
  return rows[0] ?? refuse('accounts.noSuchCompany', { status: 404, values: { company: slugOrId } })
}
