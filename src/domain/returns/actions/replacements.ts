import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { dispatchReplacements } from '../../dispatch/actions/replacements.ts'
import { stockOf } from '../../subscriptions/queries/stock.ts'
import type { ReplacementReason } from '../rules/causes.ts'
import { isWithinLimit } from '../rules/replacement.ts'
import { replacementRequests } from '../tables.ts'

export type Asked = {
  purchaseId: string
  issueId: string
  reason: ReplacementReason
  note: string
  copies?: number | undefined
  /** Why it is granted beyond the limit; only who may change titles can say so. */
  forcedReason?: string | undefined
}

/** Asks for a copy again: it waits for a run of replacements, or is refused beyond the limit of its title. Source: CIR-17. */
export async function askReplacement(ctx: Ctx, asked: Asked): Promise<string> {
  const { purchaseId, issueId, reason, note } = asked
  const facts = await factsOf(ctx, purchaseId, issueId)
  const copies = asked.copies ?? facts.copies
  const forcedReason = asked.forcedReason?.trim() ?? ''
  if (!isWithinLimit(facts.given, copies, facts.limit) && reason !== 'returned') {
    if (!forcedReason)
      refuse('returns.limitReached', { field: 'forcedReason', values: { given: facts.given, limit: facts.limit } })
    if (!ctx.rights.has('catalog.write')) refuse('returns.mayNotForce', { field: 'forcedReason' })
  }
  return createRecord(ctx, replacementRequests, {
    purchaseId,
    issueId,
    reason,
    note,
    copies,
    forcedReason,
    askedOn: ctx.today,
  })
}

/** The copy it is about must have left; `given` counts the copies granted in the 12 months before, but those that came back. */
async function factsOf({ db, company, today }: Ctx, purchaseId: string, issueId: string) {
  const { rows } = await db.execute<{ copies: number; limit: number; given: number; served: boolean }>(sql`
    select p.copies, t.replacement_limit as "limit",
      (select coalesce(sum(q.copies), 0)::int from replacement_requests q where q.company_id = ${company.id} and q.purchase_id = p.id
        and q.refused_on is null and q.reason <> 'returned' and q.asked_on > ${today}::date - interval '12 months') as given,
      exists (select from shipments s where s.company_id = ${company.id} and s.purchase_id = p.id and s.issue_id = ${issueId}
        and s.cancelled_on is null) as served
    from purchases p join titles t on t.company_id = ${company.id} and t.id = p.title_id
    where p.company_id = ${company.id} and p.id = ${purchaseId} for no key update of p`)
  const facts = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  if (!facts.served) refuse('returns.neverSent', { field: 'issueId' })
  return facts
}

export async function refuseReplacement(ctx: Ctx, id: string, reason: string) {
  const { runId, refusedOn } = await lockedRecord(ctx, replacementRequests, id)
  if (runId || refusedOn) refuse('returns.answeredAlready')
  await changeRecord(ctx, replacementRequests, id, { refusedOn: ctx.today, refusedReason: reason })
}

/** Sends every copy that waits for a title in one run. Source: CIR-17. */
export async function sendReplacements(ctx: Ctx, titleId: string, on: string) {
  const { db, company, actor } = ctx
  const { rows } = await db.execute<{
    id: string
    purchaseId: string
    issueId: string
    copies: number
    reason: string
  }>(sql`
    select q.id, q.purchase_id as "purchaseId", q.issue_id as "issueId", q.copies, q.reason from replacement_requests q
    join purchases p on p.company_id = ${company.id} and p.id = q.purchase_id and p.title_id = ${titleId}
    where q.company_id = ${company.id} and q.run_id is null and q.refused_on is null order by q.asked_on, q.id for update of q`)
  if (rows.length === 0) refuse('returns.nobodyWaits')
  await refuseShortStock(ctx, rows)
  const run = await dispatchReplacements(ctx, titleId, rows, on)
  const sent = rows.map(({ id }) => id)
  await db.execute(sql`
    update replacement_requests set run_id = ${run.id}, updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and id = any(${`{${sent.join(',')}}`}::uuid[])`)
  return run
}

async function refuseShortStock(ctx: Ctx, waiting: readonly { issueId: string; copies: number }[]) {
  for (const [issueId, requests] of Map.groupBy(waiting, request => request.issueId)) {
    const { inStock, number } = await stockOf(ctx, issueId)
    const asked = requests.reduce((sum, { copies }) => sum + copies, 0)
    if (inStock !== null && asked > inStock)
      refuse('returns.stockShort', { values: { issue: number, stock: inStock, asked } })
  }
}

/** A run that is taken back before it left served nobody: what it held waits again. */
export async function releaseReplacements({ db, company, actor }: Ctx, { runId }: { runId: string }) {
  await db.execute(sql`
    update replacement_requests set run_id = null, updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and run_id = ${runId}`)
}
