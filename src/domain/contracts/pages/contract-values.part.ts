import { EURO } from '../../../values/currency.ts'
import { type Draft, emptyDraft } from '../../invoicing/pages/editor-draft.part.ts'
import type { MonthEnd, PaymentMethod, PriceBasis } from '../../invoicing/rules/document.ts'
import { blankLine, filled, type TypedLine } from '../../invoicing/rules/typed-line.ts'
import type { DayRule, InvoiceOn, Invoicing, Renewal, Unit } from '../rules/contract.ts'
import { USUAL_SCHEDULE } from '../rules/typed.ts'
import type { Contract, ContractLine } from './contract-api.part.ts'

/** When terms begin, when they are invoiced, and what happens at the end. */
export type ScheduleValues = {
  startsOn: string | null
  endsOn: string | null
  every: number | null
  unit: Unit
  dayRule: DayRule
  fixedDay: number | null
  invoiceOn: InvoiceOn
  invoiceDays: number | null
  prorated: boolean
  plansToEnd: boolean
  invoicing: Invoicing
  reviewDays: number | null
  grouped: boolean
  renewal: Renewal
  renewalEvery: number | null
  renewalUnit: Unit
  alertDays: number | null
}

/** A contract as it is typed. */
export type ContractValues = ScheduleValues & {
  title: string
  customerId: string | null
  payerId: string | null
  active: boolean
  /** All its drafts are made when it begins. */
  generateAll: boolean
  owner: string
  paymentMethod: PaymentMethod | null
  paymentDays: number | null
  paymentMonthEnd: MonthEnd | null
  mandateId: string | null
  privateNote: string
  note: string
  buyerReference: string
  purchaseOrder: string
  priceBasis: PriceBasis
  currency: string
  lines: readonly TypedLine[]
}

/** A contract before anything is typed in it. */
export const emptyContract = (today: string, given: Partial<ContractValues> = {}): ContractValues => ({
  ...USUAL_SCHEDULE,
  ...{ startsOn: today, endsOn: null },
  title: '',
  customerId: null,
  payerId: null,
  active: true,
  generateAll: false,
  owner: '',
  paymentMethod: null,
  paymentDays: null,
  paymentMonthEnd: null,
  mandateId: null,
  privateNote: '',
  note: '',
  buyerReference: '',
  purchaseOrder: '',
  priceBasis: 'gross',
  currency: EURO,
  lines: [blankLine()],
  ...given,
})

const whole = (value: number | null) => value ?? undefined

/** A line as the operations take it; an amount taken off is none they know, and is refused at its field. */
const lineSaid = (line: TypedLine) => ({
  productId: line.productId,
  label: line.label ?? '',
  description: line.description,
  quantity: whole(line.quantity),
  unitCents: line.unitCents,
  discountBps: line.discountCents === null ? (line.discountBps ?? 0) : NO_PART,
  vatRateBps: line.productId === null ? line.vatRateBps : null,
  recipientId: line.recipientId,
  gift: line.gift,
  renewsPurchaseId: line.renewsId,
})
const NO_PART = -1

/** A contract as the operations take it. */
export const contractSaid = ({ active: _, generateAll: __, ...values }: ContractValues) => ({
  ...values,
  customerId: values.customerId ?? undefined,
  mandateId: values.paymentMethod === 'direct-debit' ? values.mandateId : null,
  startsOn: values.startsOn ?? undefined,
  every: whole(values.every),
  invoiceDays: whole(values.invoiceDays),
  reviewDays: whole(values.reviewDays),
  renewalEvery: whole(values.renewalEvery),
  alertDays: whole(values.alertDays),
  lines: filled(values.lines).map(lineSaid),
})

type Line = Pick<
  ContractLine,
  | 'productId'
  | 'label'
  | 'description'
  | 'quantity'
  | 'unitCents'
  | 'discountBps'
  | 'vatRateBps'
  | 'recipientId'
  | 'gift'
  | 'renewsPurchaseId'
>

const typedLine = (line: Line): TypedLine => ({
  ...blankLine(),
  productId: line.productId,
  label: line.label || null,
  description: line.description,
  quantity: line.quantity,
  unitCents: line.unitCents,
  discountBps: line.discountBps || null,
  vatRateBps: line.vatRateBps,
  recipientId: line.recipientId,
  gift: line.gift,
  renewsId: line.renewsPurchaseId,
})

type Written = { [Field in Exclude<keyof ContractValues, 'lines' | 'active' | 'generateAll'>]: ContractValues[Field] }

/** A contract taken up again, or another one like it: what it says, and no more. */
export function typedContract(said: Written & { lines: readonly Line[] }, today: string): ContractValues {
  const empty = emptyContract(today)
  const kept = Object.keys(empty).filter(field => field in said)
  return {
    ...empty,
    ...(Object.fromEntries(kept.map(field => [field, said[field as keyof typeof said]])) as Partial<ContractValues>),
    lines: said.lines.length > 0 ? said.lines.map(typedLine) : empty.lines,
  }
}

/** The lines that hold for the terms furthest ahead: what is changed when a contract is. */
export const latestLines = (of: Contract): Contract => ({
  ...of,
  lines: of.lines.filter(line => line.untilOn === null),
})

/** What one term comes to is counted as a document would be. */
export const quotedAs = ({ customerId, payerId, currency, priceBasis, lines }: ContractValues): Draft =>
  emptyDraft({ customerId: payerId ?? customerId, currency, priceBasis, lines })
