import { EURO } from '../../../values/currency.ts'
import type { AddressLines, MonthEnd, PaymentMethod, PriceBasis } from '../rules/document.ts'
import type { AllowanceSaid, DocumentSaid } from '../rules/draft.ts'
import { blankLine, type Discount, filled, type TypedLine } from '../rules/typed-line.ts'
import type { invoices } from './editor-api.part.ts'

/** A document as it is typed. */
export type Draft = {
  kind: 'invoice' | 'deposit'
  customerId: string | null
  /** Of all its amounts. */
  currency: string
  draftedOn: string | null
  suppliedOn: string | null
  language: 'fr' | 'en' | null
  priceBasis: PriceBasis | null
  paymentDays: number | null
  paymentMonthEnd: MonthEnd | null
  paymentMethod: PaymentMethod | null
  buyerReference: string
  purchaseOrder: string
  contractReference: string
  note: string
  owner: string
  privateNote: string
  lines: readonly TypedLine[]
  discount: Discount
  discountReason: string
  chargeCents: number | null
  chargeReason: string
  /** Deposits taken off, each by so much; null: by all it still holds. */
  deposits: readonly { depositId: string; cents: number | null }[]
  /** Null: where the customer's copies go. */
  deliveryAddress: AddressLines | null
}

export const NO_DISCOUNT: Discount = { discountBps: null, discountCents: null }

/** A document before anything is typed in it. */
export const emptyDraft = (given: Partial<Draft> = {}): Draft => ({
  kind: 'invoice',
  customerId: null,
  currency: EURO,
  draftedOn: null,
  suppliedOn: null,
  language: null,
  priceBasis: null,
  paymentDays: null,
  paymentMonthEnd: null,
  paymentMethod: null,
  buyerReference: '',
  purchaseOrder: '',
  contractReference: '',
  note: '',
  owner: '',
  privateNote: '',
  lines: [blankLine()],
  discount: NO_DISCOUNT,
  discountReason: '',
  chargeCents: null,
  chargeReason: '',
  deposits: [],
  deliveryAddress: null,
  ...given,
})

const said = <T>(value: T | null | ''): T | undefined => (value === null || value === '' ? undefined : (value as T))

/** A line as the operations take it. */
export const lineSaid = ({ key: _, code: __, start, label, ...line }: TypedLine) => ({
  productId: line.productId,
  quantity: line.quantity,
  label: said(label),
  description: said(line.description),
  unitCents: said(line.unitCents),
  discountBps: said(line.discountBps),
  discountCents: said(line.discountCents),
  discountReason: said(line.discountReason),
  vatRateBps: line.productId === null ? said(line.vatRateBps) : undefined,
  periodFrom: said(line.periodFrom),
  periodTo: said(line.periodTo),
  recipientId: said(line.recipientId),
  gift: line.gift || undefined,
  startsOn: said(line.startsOn),
  startsWith: start === 'current' || start === 'next' ? start : undefined,
  startIssueId: said(line.startIssueId),
  renewsId: said(line.renewsId),
  renewalContactId: said(line.renewalContactId),
})

type Names = { discount: string; charge: string }

/** What is taken off or added to the whole, each with its reason. */
function allowancesSaid(draft: Draft, names: Names): AllowanceSaid[] {
  const { discountBps, discountCents } = draft.discount
  return [
    ...(discountBps || discountCents
      ? [
          {
            kind: 'discount' as const,
            reason: draft.discountReason || names.discount,
            percentBps: discountBps ?? undefined,
            cents: discountCents ?? undefined,
          },
        ]
      : []),
    ...(draft.chargeCents
      ? [{ kind: 'charge' as const, reason: draft.chargeReason || names.charge, cents: draft.chargeCents }]
      : []),
    ...draft.deposits.map(({ depositId, cents }) => ({
      kind: 'deposit' as const,
      depositId,
      cents: cents ?? undefined,
    })),
  ]
}

/** A document as the operations take it: what is not said is left out. */
export const draftSaid = (draft: Draft, names: Names) => ({
  kind: draft.kind,
  customerId: said(draft.customerId),
  currency: draft.currency === EURO ? undefined : draft.currency,
  draftedOn: said(draft.draftedOn),
  suppliedOn: said(draft.suppliedOn),
  language: said(draft.language),
  priceBasis: said(draft.priceBasis),
  paymentDays: said(draft.paymentDays),
  paymentMonthEnd: said(draft.paymentMonthEnd),
  paymentMethod: said(draft.paymentMethod),
  buyerReference: said(draft.buyerReference),
  purchaseOrder: said(draft.purchaseOrder),
  contractReference: said(draft.contractReference),
  note: said(draft.note),
  deliveryAddress: said(draft.deliveryAddress),
  owner: said(draft.owner),
  privateNote: said(draft.privateNote),
  lines: filled(draft.lines).map(lineSaid),
  allowances: allowancesSaid(draft, names),
})

type LineTyped = DocumentSaid['lines'][number]
/** A draft as it is read again. */
export type DraftRead = Awaited<ReturnType<typeof invoices.get.call>>

/** A line taken up again. */
const typedLine = ({ startsWith, ...line }: LineTyped): TypedLine => ({
  ...blankLine(),
  productId: line.productId,
  label: line.label ?? null,
  description: line.description ?? '',
  quantity: line.quantity,
  unitCents: line.unitCents ?? null,
  discountBps: line.discountBps ?? null,
  discountCents: line.discountCents ?? null,
  discountReason: line.discountReason ?? '',
  vatRateBps: line.vatRateBps ?? null,
  periodFrom: line.periodFrom ?? null,
  periodTo: line.periodTo ?? null,
  recipientId: line.recipientId ?? null,
  gift: line.gift ?? false,
  start: startsWith ?? (line.startIssueId ? 'issue' : line.startsOn ? 'day' : 'sale'),
  startsOn: line.startsOn ?? null,
  startIssueId: line.startIssueId ?? null,
  renewalContactId: line.renewalContactId ?? null,
  renewsId: line.renewsId ?? null,
})

/** A draft taken up again, as it was typed. */
export function typedDraft({ typed, ...said }: DraftRead): Draft {
  const { lines, allowances = [] } = typed as unknown as Pick<DocumentSaid, 'lines' | 'allowances'>
  const discount = allowances.find(({ kind }) => kind === 'discount')
  const charge = allowances.find(({ kind }) => kind === 'charge')
  return emptyDraft({
    kind: said.kind === 'deposit' ? 'deposit' : 'invoice',
    customerId: said.customerId,
    currency: said.currency,
    draftedOn: said.draftedOn,
    suppliedOn: said.suppliedOn,
    language: said.language,
    priceBasis: said.priceBasis,
    paymentDays: said.paymentDays,
    paymentMonthEnd: said.paymentMonthEnd,
    paymentMethod: said.paymentMethod,
    buyerReference: said.buyerReference,
    purchaseOrder: said.purchaseOrder,
    contractReference: said.contractReference,
    note: said.note,
    owner: said.owner,
    privateNote: said.privateNote,
    lines: lines.length > 0 ? lines.map(typedLine) : [blankLine()],
    discount: { discountBps: discount?.percentBps ?? null, discountCents: discount?.cents ?? null },
    discountReason: discount?.reason ?? '',
    chargeCents: charge?.cents ?? null,
    chargeReason: charge?.reason ?? '',
    deposits: allowances.flatMap(({ depositId, cents }) => (depositId ? { depositId, cents: cents ?? null } : [])),
    deliveryAddress: said.deliveryAddress,
  })
}
