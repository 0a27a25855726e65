import type { AddressLines, DocumentKind, MonthEnd, PaymentMethod, PriceBasis, VatCategory } from './document.ts'

export type Amounts = { netCents: number; vatCents: number; grossCents: number }
export type Vat = { vatCategory: VatCategory; vatRateBps: number }
/** An amount on the side that prices are entered on, at a rate. */
export type Entered = Vat & { cents: number }

/** What something came to elsewhere. Without category: standard at a rate, zero without. */
export type AmountsElsewhere = Amounts & { vatRateBps: number; vatCategory?: VatCategory | undefined }

export const amountsOf = ({ netCents, vatCents, grossCents }: Amounts): Amounts => ({ netCents, vatCents, grossCents })

/** The side of amounts that prices are entered on. */
export const inBasis = ({ netCents, grossCents }: Amounts, basis: PriceBasis): number =>
  basis === 'gross' ? grossCents : netCents

export const vatElsewhere = ({ vatRateBps, vatCategory = vatRateBps > 0 ? 'S' : 'Z' }: AmountsElsewhere): Vat => ({
  vatCategory,
  vatRateBps,
})

/** A line as it is sold or typed. */
export type LineSaid = {
  /** Null: a line of text. */
  productId: string | null
  quantity: number
  label?: string | undefined
  description?: string | undefined
  /** What the line was invoiced elsewhere, to the cent; else it is counted from the price. */
  amounts?: AmountsElsewhere | undefined
  /** The price of one in the basis of the document, when it is not the product's. */
  unitCents?: number | undefined
  discountBps?: number | undefined
  discountCents?: number | undefined
  discountReason?: string | undefined
  /** Of a line of text; a product has its own. */
  vatRateBps?: number | undefined
  periodFrom?: string | undefined
  periodTo?: string | undefined
  recipientId?: string | undefined
  gift?: boolean | undefined
  startsOn?: string | undefined
  /** The first issue, on the day of the invoice. */
  startsWith?: 'current' | 'next' | undefined
  startIssueId?: string | undefined
  /** The purchase it goes on from. */
  renewsId?: string | undefined
  renewalContactId?: string | undefined
  purchaseNumber?: number | undefined
}

/** What is taken off or added to the whole: over all its rates, or at one. */
export type AllowanceSaid = {
  kind: 'discount' | 'charge' | 'deposit'
  reason?: string | undefined
  /** Of the lines; else an amount. */
  percentBps?: number | undefined
  /** In the basis of the document; of a deposit, tax included: else all that it still holds. */
  cents?: number | undefined
  /** What was taken off or added elsewhere, to the cent, more than zero; else it is counted. */
  amounts?: AmountsElsewhere | undefined
  vatCategory?: VatCategory | undefined
  vatRateBps?: number | undefined
  depositId?: string | undefined
}

export const HEADER_TEXTS = ['buyerReference', 'purchaseOrder', 'contractReference', 'note'] as const

/** A document as it is sold or typed; days are `YYYY-MM-DD`. */
export type DocumentSaid = {
  kind: DocumentKind
  customerId: string
  /** The day it is to bear; else the day it is issued. */
  draftedOn?: string | undefined
  /** The day it was sold elsewhere, when it is invoiced later. */
  soldOn?: string | undefined
  suppliedOn?: string | undefined
  language?: 'fr' | 'en' | undefined
  /** ISO 4217; else euros. Prices of products are in euros: a document in another currency says its own. */
  currency?: string | undefined
  /** What its prices were entered as; else as those of its products, and with tax when they differ. */
  priceBasis?: PriceBasis | undefined
  paymentDays?: number | undefined
  paymentMonthEnd?: MonthEnd | undefined
  paymentMethod?: PaymentMethod | undefined
  deliveryAddress?: AddressLines | undefined
  owner?: string | undefined
  privateNote?: string | undefined
  source?: string | undefined
  /** The sale's own number where it was made; taken once. */
  sourceReference?: string | undefined
  lines: readonly LineSaid[]
  allowances?: readonly AllowanceSaid[] | undefined
} & { [Text in (typeof HEADER_TEXTS)[number]]?: string | undefined }
