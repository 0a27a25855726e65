import { sql } from 'drizzle-orm'
import { lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { invoiceWithLines } from '../queries.ts'
import { invoiceStates } from '../tables.ts'
import { type Cancellation, invoicesCancelled } from './events.ts'

/** Cancels an invoice, which keeps its number and its lines. Source: ABO-82, X-22. */
export async function cancelInvoice(ctx: Ctx, id: string, cancellation: Cancellation) {
  const { cancelledOn } = await lockedRecord(ctx, invoiceStates, id)
  const { number, issuedOn } = (await invoiceWithLines(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  const { reason, on, service, lastIssueId } = cancellation
  if (cancelledOn) refuse('invoicing.alreadyCancelled', { values: { number, on: cancelledOn } })
  if (on < issuedOn) refuse('invoicing.cancelledBeforeIssued', { field: 'on', values: { issuedOn } })
  if (service === 'stop-after-issue') await refuseNoIssue(ctx, lastIssueId)
  await ctx.db.execute(sql`
    update invoice_states set cancelled_on = ${on}, cancelled_reason = ${reason}
    where company_id = ${ctx.company.id} and id = ${id}`)
  ctx.record({ record: 'invoices', id, from: { cancelledOn: null }, to: { cancelledOn: on, cancelledReason: reason } })
  await ctx.happened(invoicesCancelled, { ...cancellation, invoiceIds: [id] })
  return { id, number, cancelledOn: on }
}

async function refuseNoIssue({ db, company }: Ctx, issueId: string | undefined) {
  if (!issueId) refuse('invoicing.lastIssueAsked', { field: 'lastIssueId' })
  const { rows } = await db.execute(sql`select from issues where company_id = ${company.id} and id = ${issueId}`)
  if (rows.length === 0) refuse('invoicing.unknownIssue', { field: 'lastIssueId' })
}
