import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** A file is needed no longer this long after it was last worked on. Source: L-19. */
const KEPT = sql`interval '30 days'`

/** Forgets old files and what their lines said; what they made, and its ids, stay. */
export async function forgetFiles({ db, company }: Ctx) {
  const old = sql`(select id from imports where company_id = ${company.id} and file_forgotten_at is null and updated_at < now() - ${KEPT})`
  await db.execute(sql`delete from import_parts where company_id = ${company.id} and import_id in ${old}`)
  await db.execute(sql`
    update import_lines set cells = null, data = null, told = '[]', key = null where company_id = ${company.id} and import_id in ${old}`)
  await db.execute(sql`
    update imports set file_forgotten_at = now(), samples = '[]' where company_id = ${company.id} and id in ${old}`)
}
