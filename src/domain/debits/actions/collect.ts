import { sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { recordPayments } from '../../payments/actions.ts'
import { lockDocuments } from '../../payments/queries/open.ts'
import { debitBatches } from '../tables.ts'

/** Payments recorded in one transaction. */
export const COLLECTED_AT_ONCE = 1_000
const DEBIT_SOURCE = 'debit'

/** Refuses a batch that has nothing to collect, or not yet. */
export async function refuseUncollectable(ctx: Ctx, id: string) {
  const batch = await lockedRecord(ctx, debitBatches, id)
  if (batch.cancelledOn) refuse('debits.batchCancelled')
  if (!batch.handedOverAt) refuse('debits.notHandedOver')
  if (batch.collectedOn) refuse('debits.batchCollected')
  if (batch.collectOn > ctx.today) refuse('debits.notCollectedYet', { values: { on: batch.collectOn } })
  return batch
}

type Sent = {
  id: string
  invoiceId: string
  customerId: string
  cents: number
  endToEndId: string
  openCents: number
}

/**
 * Records the payments of part of a batch whose day has come; the batch is collected with its last one. Cut short, it goes on
 * with what is left: a debit is paid once, by its number. Answers how many were recorded.
 */
export async function collectPart(ctx: Ctx, batchId: string): Promise<number> {
  const batch = await refuseUncollectable(ctx, batchId)
  const sent = await sentOf(ctx, batchId)
  if (sent.length > 0) {
    const payments = await recordPayments(
      ctx,
      sent.map(({ invoiceId, customerId, cents, endToEndId, openCents }) => ({
        ...{ customerId, cents, method: 'direct-debit' as const, receivedOn: batch.collectOn, reference: endToEndId },
        ...{ bankAccountId: batch.bankAccountId, source: DEBIT_SOURCE, sourceReference: endToEndId },
        allocations: openCents > 0 ? [{ invoiceId, cents: Math.min(cents, openCents) }] : undefined,
      })),
    )
    await ctx.db.execute(sql`
      update debits d set state = 'collected', payment_id = paid.payment_id, updated_at = now(), updated_by = ${ctx.actor.initials}, revision = d.revision + 1
      from (select * from unnest(${sql.param(sent.map(({ id }) => id))}::uuid[], ${sql.param(payments.map(({ id }) => id))}::uuid[]) as paid (id, payment_id)) paid
      where d.company_id = ${ctx.company.id} and d.id = paid.id`)
  }
  if (sent.length < COLLECTED_AT_ONCE) await changeRecord(ctx, debitBatches, batchId, { collectedOn: batch.collectOn })
  return sent.length
}

/** What was sent and did not come back, with what is open of its invoice, locked. */
async function sentOf(ctx: Ctx, batchId: string): Promise<Sent[]> {
  const { db, company } = ctx
  const { rows } = await db.execute<Omit<Sent, 'openCents'>>(sql`
    select id, invoice_id as "invoiceId", customer_id as "customerId", cents, end_to_end_id as "endToEndId" from debits
    where company_id = ${company.id} and batch_id = ${batchId} and state = 'sent' order by id limit ${COLLECTED_AT_ONCE} for update`)
  const ids = rows.map(({ invoiceId }) => invoiceId)
  await lockDocuments(ctx, { ids })
  const { rows: open } = await db.execute<{ id: string; customerId: string; openCents: number }>(sql`
    select id, customer_id as "customerId", open_cents as "openCents" from invoice_states
    where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[])`)
  const states = new Map(open.map(state => [state.id, state]))
  return rows.map(row => ({ ...row, ...states.get(row.invoiceId)!, id: row.id }))
}
