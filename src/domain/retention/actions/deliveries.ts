import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** Forgets where orders of some contacts went and what was noted of them; what was ordered, and its amounts, stay. */
export async function forgetDeliveries({ db, company }: Ctx, them: SQL) {
  await db.execute(sql`
    update orders set delivery_address = null, note = '', private_note = ''
    where company_id = ${company.id} and party_id = ${them}`)
  await db.execute(sql`
    update deliveries set address = null, note = '' where company_id = ${company.id} and party_id = ${them}`)
}
