import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { purchases } from '../tables.ts'
import { movingEnds } from './realign.ts'

/** Takes back the stop of a purchase: it is served again, and renewals that wait behind it move along. Source: X-23. */
export async function resumePurchase(ctx: Ctx, id: string) {
  const { number, cancelledOn, lastIssueId } = await lockedRecord(ctx, purchases, id)
  if (!cancelledOn && !lastIssueId) refuse('subscriptions.notStopped', { values: { number } })
  await movingEnds(ctx, [id], () =>
    changeRecord(ctx, purchases, id, { cancelledOn: null, cancelledReason: null, lastIssueId: null }),
  )
  return { id, number }
}
