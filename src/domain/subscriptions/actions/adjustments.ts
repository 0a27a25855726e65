import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { adjustments } from '../tables.ts'
import { wholeAccounts } from './holds.ts'
import { movingEnds } from './realign.ts'

type Given = { purchaseIds: readonly string[]; issues: number; reason: string }

/** Gives issues to subscriptions, or takes some that are left, all or none. Source: CIR-3. */
export async function adjust(ctx: Ctx, { purchaseIds, issues, reason }: Given): Promise<number> {
  const accounts = await wholeAccounts(ctx, purchaseIds)
  for (const { facts, ledger } of accounts) {
    if (!Number.isFinite(ledger.credited)) refuse('subscriptions.adjustsNoEnd', { values: { number: facts.number } })
    refuseTooMany(facts.number, ledger.left, -issues)
  }
  const ids = accounts.map(({ facts }) => facts.id)
  await movingEnds(ctx, ids, () => insertAdjustments(ctx, ids, issues, reason))
  return ids.length
}

async function insertAdjustments(ctx: Ctx, ids: readonly string[], issues: number, reason: string) {
  const { db, company, actor } = ctx
  const rows = ids.map(purchaseId => ({ id: newId(), purchaseId }))
  await db.execute(sql`
    insert into adjustments (company_id, id, purchase_id, issues, reason, created_by, updated_by)
    select ${company.id}, a.id, a."purchaseId", ${issues}::int, ${reason}, ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(rows)}::json) a (id uuid, "purchaseId" uuid)`)
  for (const { id, purchaseId } of rows)
    ctx.record({ record: 'adjustments', id, from: null, to: { purchaseId, issues, reason } })
}

export async function removeAdjustment(ctx: Ctx, id: string) {
  const { purchaseId, issues } = await lockedRecord(ctx, adjustments, id)
  const [account] = await wholeAccounts(ctx, [purchaseId])
  refuseTooMany(account!.facts.number, account!.ledger.left, issues)
  await movingEnds(ctx, [purchaseId], () => deleteRecord(ctx, adjustments, id))
}

/** Nobody is taken more than is left. */
function refuseTooMany(number: number, left: number, taken: number) {
  if (taken > Math.max(0, left)) refuse('subscriptions.takesTooMany', { field: 'issues', values: { number, left } })
}
