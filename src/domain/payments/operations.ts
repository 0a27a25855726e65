import { sql } from 'drizzle-orm'
import { lockedRecord } from '../../platform/db/records.ts'
import { operation } from '../../platform/http/operation.ts'
import { undoAllocation, undoPayment } from './actions/undo.ts'
import { allocate, recordPayment } from './actions.ts'
import { paymentsContract as contract } from './contract.ts'
import { allocationsOf } from './queries/allocations.ts'
import { creditsFor } from './queries/credits.ts'
import { proposalFor } from './queries/open.ts'
import { paymentById, paymentList, paymentTotals } from './queries/payments.ts'
import { paymentStates } from './tables.ts'

export const paymentsOperations = {
  list: operation(contract.list, (ctx, query) => paymentList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => paymentList.count(ctx, query)),
  totals: operation(contract.totals, (ctx, query) => paymentTotals(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => paymentById(ctx, id)),
  record: operation(contract.record, async (ctx, { receivedOn = ctx.today, ...given }) => {
    const { id } = await recordPayment(ctx, { ...given, receivedOn })
    return paymentById(ctx, id)
  }),
  proposal: operation(contract.proposal, (ctx, { customerId, cents, text, currency }) =>
    proposalFor(ctx, customerId, cents, text, currency),
  ),
  allocate: operation(contract.allocate, async (ctx, { id, on = ctx.today, allocations }) => {
    await allocate(
      ctx,
      allocations.map(({ invoiceId, cents }) => ({ paymentId: id, invoiceId, cents, on })),
    )
    return paymentById(ctx, id)
  }),
  allocateCreditNote: operation(contract.allocateCreditNote, async (ctx, { id, on = ctx.today, allocations }) => {
    await allocate(
      ctx,
      allocations.map(({ invoiceId, cents }) => ({ creditNoteId: id, invoiceId, cents, on })),
    )
    return allocationsOf(ctx, { documentId: id })
  }),
  ofDocument: operation(contract.ofDocument, (ctx, { id }) => allocationsOf(ctx, { documentId: id })),
  creditsFor: operation(contract.creditsFor, (ctx, { id }) => creditsFor(ctx, id)),
  undoAllocation: operation(contract.undoAllocation, async (ctx, { id }) => {
    await undoAllocation(ctx, id)
    return { id }
  }),
  undo: operation(contract.undo, async (ctx, { id, reason, on }) => {
    await undoPayment(ctx, id, reason, on)
    return paymentById(ctx, id)
  }),
  note: operation(contract.note, async (ctx, { id, note }) => {
    const before = await lockedRecord(ctx, paymentStates, id)
    await ctx.db.execute(
      sql`update payment_states set note = ${note} where company_id = ${ctx.company.id} and id = ${id}`,
    )
    ctx.record({ record: 'payments', id, from: { note: before.note }, to: { note } })
    return paymentById(ctx, id)
  }),
}
