import { sql } from 'drizzle-orm'
import type { Database } from '../../platform/db/database.ts'
import type { Actor, Company, Gate } from '../../platform/http/context.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { writeAudit } from './actions.ts'
import { type Role, rightsOf } from './rules.ts'

const LOCAL: Omit<Actor, 'via'> = { userId: 'local', name: 'Facteur', email: '', initials: 'LOC' }

/** The gate of who holds the database itself: the command line on this machine, and tests. `company` is a slug or an id. */
export function localGate(
  database: Database,
  company: string | null,
  role: Role = 'administrator',
  user: Omit<Actor, 'via'> = LOCAL,
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
export async function companyNamed(database: Database, slugOrId: string): Promise<Company> {
  const { rows } = await database.shared(db =>
    db.execute<Company>(sql`
      select id, slug, name, time_zone as "timeZone" from companies where slug = ${slugOrId} or id::text = ${slugOrId}`),
  )
  return rows[0] ?? refuse('accounts.noSuchCompany', { status: 404, values: { company: slugOrId } })
}
