import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressOf } from '../../parties/queries/address-for.ts'
import { resumeHolds } from './hold.ts'

/**
 * A new address came: the recipient is served again from the next issue on, and what was missed waits for a decision.
 * An address that mail came back from is no new one. Source: CIR-18.
 */
export async function resumeReturned(ctx: Ctx, { partyId }: { partyId: string }) {
  const { db, company, actor, today } = ctx
  const mine = sql`${company.id}::uuid`
  const { rowCount } = await db.execute(sql`
    update returned_mail set resumed_on = ${today}::date, updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
    where company_id = ${mine} and recipient_id = ${partyId} and resumed_on is null
      and exists (${addressOf(mine, sql`${partyId}::uuid`, { on: today, issueDay: null }, sql`and a.undeliverable_on is null and a.town <> ''`)})`)
  if (rowCount) await resumeHolds(ctx, partyId)
}
