import { EURO } from '../../../values/currency.ts'
import { type Draft, emptyDraft } from '../../invoicing/pages/editor-draft.part.ts'
import type { AddressLines, MonthEnd, PaymentMethod, PriceBasis } from '../../invoicing/rules/document.ts'
import { blankLine, filled, type TypedLine } from '../../invoicing/rules/typed-line.ts'
import type { OrderKind } from '../rules/order.ts'
import type { Order } from './order-api.part.ts'

/** An order as it is typed. */
export type OrderValues = {
  kind: OrderKind
  partyId: string | null
  payerId: string | null
  natureId: string | null
  orderedOn: string | null
  deliverOn: string | null
  ourReference: string
  theirReference: string
  owner: string
  statusId: string | null
  resourceId: string | null
  /** Null: as that of the customer. */
  language: 'fr' | 'en' | null
  currency: string
  /** In which prices are typed; null: as those of the products. */
  priceBasis: PriceBasis | null
  paymentDays: number | null
  paymentMonthEnd: MonthEnd | null
  paymentMethod: PaymentMethod | null
  /** Null: where the customer receives. */
  deliveryAddress: AddressLines | null
  note: string
  privateNote: string
  confirmed: boolean
  lines: readonly TypedLine[]
}

/** An order before anything is typed in it. */
export const emptyOrder = (kind: OrderKind, orderedOn: string, partyId: string | null, owner: string): OrderValues => ({
  kind,
  partyId,
  payerId: null,
  natureId: null,
  orderedOn,
  deliverOn: null,
  ourReference: '',
  theirReference: '',
  owner,
  statusId: null,
  resourceId: null,
  language: null,
  currency: EURO,
  priceBasis: kind === 'customer' ? null : 'net',
  paymentDays: null,
  paymentMonthEnd: null,
  paymentMethod: null,
  deliveryAddress: null,
  note: '',
  privateNote: '',
  confirmed: true,
  lines: [blankLine()],
})

const typedLine = (line: Order['lines'][number]): TypedLine => ({
  ...blankLine(),
  key: line.id,
  productId: line.productId,
  code: line.productCode ?? line.code,
  label: line.label,
  description: line.description,
  quantity: line.quantity,
  unitCents: line.unitCents,
  discountBps: line.discountBps,
  discountCents: line.discountBps === null && line.discountCents !== 0 ? line.discountCents : null,
  vatRateBps: line.productId === null ? line.vatRateBps : null,
  recipientId: line.recipientId,
  startsOn: line.deliverOn,
})

/** An order taken up again. */
export const typedOrder = (of: Order): OrderValues => ({
  ...emptyOrder(of.kind, of.orderedOn, of.partyId, of.owner),
  payerId: of.payerId,
  natureId: of.natureId,
  deliverOn: of.deliverOn,
  ourReference: of.ourReference,
  theirReference: of.theirReference,
  statusId: of.statusId,
  resourceId: of.resourceId,
  language: of.language,
  currency: of.currency,
  priceBasis: of.priceBasis,
  paymentDays: of.paymentDays,
  paymentMonthEnd: of.paymentMonthEnd,
  paymentMethod: of.paymentMethod,
  deliveryAddress: of.deliveryAddress,
  note: of.note,
  privateNote: of.privateNote,
  lines: of.lines.length > 0 ? of.lines.map(typedLine) : [blankLine()],
})

/** A line as the operations take it; one that was there keeps its id, and what was delivered of it. */
const lineSaid = (line: TypedLine, before: Order | null) => ({
  id: before?.lines.some(({ id }) => id === line.key) ? line.key : undefined,
  code: before?.lines.find(({ id }) => id === line.key)?.code,
  label: line.label ?? undefined,
  description: line.description || undefined,
  quantity: line.quantity ?? undefined,
  unitCents: line.unitCents ?? undefined,
  discountBps: line.discountBps ?? undefined,
  discountCents: line.discountCents ?? undefined,
  vatRateBps: line.productId === null ? (line.vatRateBps ?? undefined) : undefined,
  deliverOn: line.startsOn ?? undefined,
  recipientId: line.recipientId ?? undefined,
})

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))

/** An order as the operations take it. */
export function orderSaid({ kind, confirmed, lines, ...values }: OrderValues, before: Order | null) {
  return {
    ...given(values),
    ...(before ? { id: before.id, revision: before.revision } : { kind, confirmed }),
    lines: filled(lines).map(line => ({ ...given(lineSaid(line, before)), productId: line.productId })),
  }
}

/** What an order comes to is counted as a document would be. */
export const quotedAs = ({ partyId, payerId, orderedOn, ...values }: OrderValues): Draft =>
  emptyDraft({
    customerId: payerId ?? partyId,
    draftedOn: orderedOn,
    currency: values.currency,
    priceBasis: values.priceBasis,
    deliveryAddress: values.deliveryAddress,
    lines: values.lines,
  })
