import { sql } from 'drizzle-orm'
import { deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { markDeliverable } from '../../parties/actions/deliverable.ts'
import { settingsOf } from '../queries/settings.ts'
import { returnedMail } from '../tables.ts'
import { liftHolds } from './hold.ts'

/** Takes back a line read by mistake, and what it caused. */
export async function undoReturn(ctx: Ctx, id: string) {
  const { recipientId, resumedOn, caughtUpOn } = await lockedRecord(ctx, returnedMail, id)
  if (resumedOn && caughtUpOn) refuse('returns.settledAlready')
  await ctx.db.execute(sql`
    delete from messages where company_id = ${ctx.company.id} and record_id = ${id} and state = 'queued' and claimed_at is null`)
  await deleteRecord(ctx, returnedMail, id)
  if (!recipientId || resumedOn) return
  const waiting = await waitingOf(ctx, recipientId)
  if (waiting < (await settingsOf(ctx)).heldAfter) await liftHolds(ctx, recipientId)
  if (waiting === 0) await markDeliverable(ctx, recipientId)
}

async function waitingOf({ db, company }: Ctx, partyId: string): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from returned_mail
    where company_id = ${company.id} and recipient_id = ${partyId} and resumed_on is null`)
  return rows[0]!.count
}
