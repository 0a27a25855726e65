import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** Mail reaches a party after all: none of its addresses is marked any more. */
export async function markDeliverable({ db, company, actor }: Ctx, partyId: string) {
  await db.execute(sql`
    update addresses set undeliverable_on = null, updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and party_id = ${partyId} and undeliverable_on is not null`)
}
