import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { documentById } from '../queries/document.ts'
import { allowancesTyped, linesTyped } from '../queries/typed.ts'
import { createDraft } from './drafts.ts'

/** A document once more as a draft: what it sold, to whom, at its prices; its day, its term and what it goes on from are said anew. */
export async function duplicateDocument(ctx: Ctx, id: string) {
  const document = (await documentById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  const { kind, customerId, currency, priceBasis, language, lines, allowances } = document
  if (kind === 'credit-note') refuse('invoicing.creditNoteOnce')
  return createDraft(ctx, {
    kind,
    customerId,
    currency,
    priceBasis,
    language,
    paymentDays: document.paymentDays ?? undefined,
    paymentMonthEnd: document.paymentMonthEnd ?? undefined,
    paymentMethod: document.paymentMethod ?? undefined,
    buyerReference: document.buyerReference,
    purchaseOrder: document.purchaseOrder,
    contractReference: document.contractReference,
    note: document.note,
    owner: document.owner,
    deliveryAddress: document.deliveryAddress ?? undefined,
    lines: linesTyped(lines, priceBasis).map(line => ({
      ...line,
      periodFrom: undefined,
      periodTo: undefined,
      startsOn: undefined,
      startIssueId: undefined,
      renewsId: undefined,
    })),
    allowances: allowancesTyped(allowances, lines, priceBasis).filter(({ depositId }) => !depositId),
  })
}
