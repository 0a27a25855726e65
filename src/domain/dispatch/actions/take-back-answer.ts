import { sql } from 'drizzle-orm'
import { changeRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { removeHolds } from '../../subscriptions/actions/holds.ts'
import { oneAtATime } from '../../subscriptions/actions/one-at-a-time.ts'
import { duplicateAnswers, purchases } from '../../subscriptions/tables.ts'
import { REASON } from './answer-duplicate.ts'

type Purchase = typeof purchases.$inferSelect

/** Takes back what was said of two purchases, and undoes what followed; the question is asked again. Source: X-14. */
export async function takeBackAnswer(ctx: Ctx, { firstId, secondId }: { firstId: string; secondId: string }) {
  const [smaller, larger] = [firstId, secondId].toSorted() as [string, string]
  const one = await lockedRecord(ctx, purchases, smaller)
  const other = await lockedRecord(ctx, purchases, larger)
  await oneAtATime(ctx, one.titleId)
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from duplicate_answers where company_id = ${ctx.company.id} and first_id = ${smaller} and second_id = ${larger}`)
  await deleteRecord(ctx, duplicateAnswers, rows[0]?.id ?? refuse('dispatch.notAnswered'))
  const [first, second] = one.number < other.number ? [one, other] : [other, one]
  const parted = await partedFrom(ctx, second, first)
  if (!parted) await partedFrom(ctx, first, second)
  await servedAgain(ctx, second, first)
  await servedAgain(ctx, first, second)
}

/** Whether it travelled in the parcel of the other, or with it in that of a third one; no longer. */
async function partedFrom(ctx: Ctx, { id, travelsWithId }: Purchase, other: Purchase): Promise<boolean> {
  const joined = travelsWithId !== null && (travelsWithId === other.id || travelsWithId === other.travelsWithId)
  if (joined) await changeRecord(ctx, purchases, id, { travelsWithId: null })
  return joined
}

/** Lifts what a duplicate of the other got: its hold or its cancellation. */
async function servedAgain(ctx: Ctx, { id, cancelledReason }: Purchase, other: Purchase) {
  const reason = REASON(other.number)
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from holds where company_id = ${ctx.company.id} and purchase_id = ${id} and kind = 'other' and reason = ${reason}`)
  if (rows.length > 0)
    await removeHolds(
      ctx,
      rows.map(hold => hold.id),
    )
  if (cancelledReason === reason) await changeRecord(ctx, purchases, id, { cancelledOn: null, cancelledReason: null })
}
