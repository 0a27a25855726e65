import { sql } from 'drizzle-orm'
import { lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { PurchaseKind } from '../actions/change.ts'
import { resumePurchase } from '../actions/resume.ts'
import { type Stop, stopPurchases } from '../actions/stop.ts'
import { stopSingleIssueContract, stopSubscriptionContract } from '../contract/stop.ts'
import { remaining } from '../queries/remaining.ts'
import { purchases } from '../tables.ts'

async function locked(ctx: Ctx, kind: PurchaseKind, id: string) {
  const found = await lockedRecord(ctx, purchases, id)
  return found.kind === kind ? found : refuse('NOT_FOUND', { status: 404 })
}

async function stop(ctx: Ctx, kind: PurchaseKind, id: string, how: Stop) {
  const { number, titleId, cancelledOn } = await locked(ctx, kind, id)
  if (cancelledOn) refuse('subscriptions.alreadyStopped', { values: { number } })
  if (how.lastIssueId) {
    const { rows } = await ctx.db.execute(sql`
      select from issues where company_id = ${ctx.company.id} and title_id = ${titleId} and id = ${how.lastIssueId}`)
    if (rows.length === 0) refuse('catalog.issueOfAnotherTitle', { field: 'lastIssueId' })
  }
  await stopPurchases(ctx, sql`p.id = ${id}`, how)
  return { id, number }
}

async function resume(ctx: Ctx, kind: PurchaseKind, id: string) {
  await locked(ctx, kind, id)
  return resumePurchase(ctx, id)
}

export const stopSubscription = {
  remaining: operation(stopSubscriptionContract.remaining, remaining),
  stop: operation(stopSubscriptionContract.stop, (ctx, { id, on = ctx.today, ...said }) =>
    stop(ctx, 'subscription', id, { ...said, on }),
  ),
  resume: operation(stopSubscriptionContract.resume, (ctx, { id }) => resume(ctx, 'subscription', id)),
}

export const stopSingleIssue = {
  stop: operation(stopSingleIssueContract.stop, (ctx, { id, on = ctx.today, ...said }) =>
    stop(ctx, 'single-issue', id, { ...said, on }),
  ),
  resume: operation(stopSingleIssueContract.resume, (ctx, { id }) => resume(ctx, 'single-issue', id)),
}
