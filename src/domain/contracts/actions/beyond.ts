import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { creditInvoices } from '../../invoicing/actions/credit.ts'
import { linesBeyond } from '../queries/beyond.ts'

/** Gives back by credit notes, one an invoice, what was invoiced for the time after the last day. Source: L-10. */
export async function creditBeyond(ctx: Ctx, id: string, on: string, reason: string) {
  const lines = await linesBeyond(ctx, id, on)
  if (lines.length === 0) return
  if (!ctx.rights.has('invoicing.write')) refuse('contracts.mayNotCredit', { field: 'credit' })
  await creditInvoices(
    ctx,
    [...Map.groupBy(lines, ({ invoiceId }) => invoiceId)].map(([invoiceId, those]) => ({
      ...{ id: invoiceId, reason, on: ctx.today, service: 'keep' as const },
      asked: { lines: those.map(({ lineId, cents }) => ({ lineId, cents })), amounts: [] },
    })),
  )
}
