import { sql } from 'drizzle-orm'
import { type Db, newId } from '../../platform/db/database.ts'
import { givenRows } from '../../platform/db/given-rows.ts'
import type { Actor, Change, Company, Ctx } from '../../platform/http/context.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { initialsOf, isReserved, slugOf } from './rules.ts'
import { companies, memberships } from './tables.ts'

/** Takes `count` numbers of a kind and returns the first; concurrent takers wait for one another, so none is given twice. */
export async function takeNumbers(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  kind: string,
  count = 1,
): Promise<number> {
  const { rows } = await db.execute<{ next: number }>(sql`
    insert into number_series (company_id, kind, next) values (${company.id}, ${kind}, ${1 + count})
    on conflict (company_id, kind) do update set next = number_series.next + ${count} returning next`)
  return rows[0]!.next - count
}

/** Makes sure that numbers of a kind start above those brought in from elsewhere. */
export async function reserveNumbers({ db, company }: Pick<Ctx, 'db' | 'company'>, kind: string, highest: number) {
  await db.execute(sql`
    insert into number_series (company_id, kind, next) values (${company.id}, ${kind}, ${highest + 1})
    on conflict (company_id, kind) do update set next = greatest(number_series.next, excluded.next)`)
}

/** Writes one audit entry a change, in the transaction of the change; only what differs is kept. */
export async function writeAudit(
  { db, company, actor }: Pick<Ctx, 'db' | 'company' | 'actor'>,
  operation: string,
  changes: readonly Change[],
) {
  const entries = changes.flatMap(({ record, id, from, to }) => {
    const differing = difference(from, to)
    return differing ? [{ id: newId(), record, recordId: id, ...differing }] : []
  })
  await db.execute(sql`
    insert into audit_entries (company_id, id, user_id, initials, via, operation, record, record_id, "from", "to")
    select ${company.id}, id, ${actor.userId}, ${actor.initials}, ${actor.via}, ${operation}, record, "recordId",
      "from", "to"
    from (${givenRows(entries, { id: 'uuid', record: 'text', recordId: 'uuid', from: 'jsonb', to: 'jsonb' })}) entry`)
}

/** What was and what is, where they differ; nothing when only what is derived or stamped changed. */
function difference(from: Change['from'], to: Change['to']): Pick<Change, 'from' | 'to'> | undefined {
  if (!from || !to) return { from, to }
  const changed = Object.keys(to).filter(key => JSON.stringify(from[key] ?? null) !== JSON.stringify(to[key] ?? null))
  const only = (side: Record<string, unknown>) => Object.fromEntries(changed.map(key => [key, side[key] ?? null]))
  return changed.length > 0 ? { from: only(from), to: only(to) } : undefined
}

type Founding = { name: string; timeZone: string; slug?: string | undefined; initials?: string | undefined }

/** A new company and its first administrator; its journal begins with them. */
export async function foundCompany(
  db: Db,
  { name, timeZone, slug, initials }: Founding,
  founder: Actor,
): Promise<Company> {
  if (slug && isReserved(slug)) refuse('accounts.slugTaken', { field: 'slug' })
  const company = { id: newId(), slug: slug ?? (await freeSlug(db, name)), name, timeZone }
  const member = { userId: founder.userId, role: 'administrator', initials: initials ?? initialsOf(founder.name) }
  await db.insert(companies).values(company)
  await db.insert(memberships).values({ ...member, companyId: company.id })
  await db.execute(sql.raw(`set local app.company_id = '${company.id}'`))
  await writeAudit({ db, company, actor: { ...founder, initials: member.initials } }, 'companies.create', [
    { record: 'companies', id: company.id, from: null, to: company },
    {
      record: 'memberships',
      id: founder.userId,
      from: null,
      to: { ...member, name: founder.name, email: founder.email },
    },
  ])
  return company
}

/** `editions-du-lac`, or `editions-du-lac-2` when another company has it. */
async function freeSlug(db: Db, name: string): Promise<string> {
  const base = slugOf(name)
  const { rows } = await db.execute<{ slug: string }>(sql`select slug from companies where starts_with(slug, ${base})`)
  const taken = new Set(rows.map(row => row.slug))
  let slug = base
  for (let number = 2; taken.has(slug) || isReserved(slug); number++) slug = `${base}-${number}`
  return slug
}

/** Forgets sessions, links and attempts that can serve nobody any more; the timetable runs it. */
export async function forgetExpired(client: { query(text: string): Promise<unknown> }) {
  await client.query('delete from sessions where expires_at < now()')
  await client.query('delete from verifications where expires_at < now()')
  await client.query(`delete from attempts where since < now() - interval '1 day'`)
}
