import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { changeHold, placeHolds, removeHolds } from '../../subscriptions/actions/holds.ts'
import { withServedRenewal } from '../../subscriptions/actions/realign.ts'
import { type MissedIssue, missedBy } from '../queries/missed.ts'
import { stillHeld } from '../rules/catch-up.ts'
import { askReplacement } from './replacements.ts'

export type Chosen = { purchaseId: string; issueId: string }

/**
 * Decides what becomes of the issues a recipient missed: those chosen are owed again, and the next run of each serves
 * them; a copy that came back is sent once more; the others come at the end of the term. Source: CIR-18.
 */
export async function settleMissed(ctx: Ctx, partyId: string, chosen: readonly Chosen[]) {
  const { db, company, actor, today } = ctx
  const { rows } = await db.execute<{ waiting: boolean }>(sql`
    select resumed_on is null as waiting from returned_mail
    where company_id = ${company.id} and recipient_id = ${partyId} and caught_up_on is null for update`)
  if (rows.length === 0) refuse('returns.settledAlready')
  if (rows.some(({ waiting }) => waiting)) refuse('returns.addressAwaited')
  const missed = await missedBy(ctx, partyId)
  const isChosen = (issue: MissedIssue) =>
    chosen.some(({ purchaseId, issueId }) => purchaseId === issue.purchaseId && issueId === issue.issueId)
  if (missed.filter(isChosen).length < chosen.length) refuse('returns.notMissed', { field: 'catchUp' })
  refuseBeyondStock(missed.filter(isChosen))
  const held = missed.filter(({ how }) => how === 'held')
  for (const [holdId, issues] of Map.groupBy(held, issue => issue.holdId!))
    await shorten(
      ctx,
      holdId,
      issues.map(issue => ({ ...issue, chosen: isChosen(issue) })),
    )
  for (const issue of missed.filter(({ how }) => how === 'returned').filter(isChosen))
    await askReplacement(ctx, { ...issue, reason: 'returned', note: '' })
  await db.execute(sql`
    update returned_mail set caught_up_on = ${today}::date, updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and recipient_id = ${partyId} and caught_up_on is null`)
}

function refuseBeyondStock(chosen: readonly MissedIssue[]) {
  for (const issues of Map.groupBy(chosen, ({ issueId }) => issueId).values()) {
    const { inStock, issueNumber } = issues[0]!
    const asked = issues.reduce((sum, { copies }) => sum + copies, 0)
    if (inStock !== null && asked > inStock)
      refuse('returns.notInStock', { field: 'catchUp', values: { issue: issueNumber, stock: inStock } })
  }
}

/** Keeps only the stretches that are not caught up. */
async function shorten(ctx: Ctx, holdId: string, missed: readonly (MissedIssue & { chosen: boolean })[]) {
  const [first, ...others] = stillHeld(missed)
  if (!first) return removeHolds(ctx, [holdId])
  await changeHold(ctx, holdId, first)
  const { purchaseId } = missed[0]!
  const countsAsServed = (await withServedRenewal(ctx, [purchaseId])).has(purchaseId)
  for (const stretch of others)
    await placeHolds(ctx, {
      purchaseIds: [purchaseId],
      kind: 'undeliverable',
      reason: '',
      countsAsServed,
      ...stretch,
    })
}
