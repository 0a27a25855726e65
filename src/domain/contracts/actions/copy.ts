import { lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { documentById } from '../../invoicing/queries/document.ts'
import { linesTyped } from '../../invoicing/queries/typed.ts'
import { linesOf, linesOn } from '../queries/lines.ts'
import { type ContractTyped, USUAL_SCHEDULE } from '../rules/typed.ts'
import { contracts } from '../tables.ts'
import { copied } from './life.ts'

type Copy = ContractTyped & { originInvoiceId: string | null }

/** What a contract as another one would say, from today on. */
export async function copyOfContract(ctx: Ctx, id: string): Promise<Copy> {
  const former = await lockedRecord(ctx, contracts, id)
  const { today } = ctx
  const lines = linesOn(await linesOf(ctx, [id]), [former.startsOn, today].sort()[1]!)
  const { endsOn, renewal } = former.endsOn !== null && former.endsOn < today ? WITHOUT_END : former
  return {
    ...copied(former),
    ...{ startsOn: today, endsOn, renewal, originInvoiceId: null },
    lines: lines.map(line => ({ ...line, renewsPurchaseId: null })),
  }
}
const WITHOUT_END = { endsOn: null, renewal: 'none' as const }

/** What a contract made from a document would say: its customer, terms of payment and lines. Source: REC-5. */
export async function copyOfDocument(ctx: Ctx, id: string): Promise<Copy> {
  const document = (await documentById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  const { priceBasis, lines } = document
  return {
    ...USUAL_SCHEDULE,
    ...{ payerId: null, endsOn: null, mandateId: null },
    title: document.lines[0]?.label.slice(0, 200) ?? '',
    customerId: document.customerId,
    startsOn: ctx.today,
    owner: document.owner,
    paymentMethod: document.paymentMethod,
    paymentDays: document.paymentDays,
    paymentMonthEnd: document.paymentMonthEnd,
    privateNote: document.privateNote,
    note: document.note,
    buyerReference: document.buyerReference,
    purchaseOrder: document.purchaseOrder,
    priceBasis,
    currency: document.currency,
    originInvoiceId: id,
    lines: linesTyped(lines, priceBasis).map(line => ({
      productId: line.productId,
      label: line.label ?? '',
      description: line.description ?? '',
      quantity: line.quantity,
      unitCents: line.unitCents ?? null,
      discountBps: line.discountBps ?? 0,
      vatRateBps: line.vatRateBps ?? null,
      recipientId: line.recipientId ?? null,
      gift: line.gift ?? false,
      renewsPurchaseId: null,
    })),
  }
}
