import type { PaymentMethod } from '../../invoicing/rules/document.ts'

/** The shops whose sales are taken; each is a client and a format, the rest of the slice knows neither. Source: E12. */
export const SHOP_KINDS = ['woocommerce', 'csv'] as const
export type ShopKind = (typeof SHOP_KINDS)[number]

/** What became of an order: invoiced; not a sale (yet); waiting for an answer; not understood; not ours to take. */
export type OrderState = 'taken' | 'not-sold' | 'waits' | 'quarantined' | 'left-alone'

/** What a status of a shop means here. */
export const MEANINGS = ['sold', 'waits', 'cancelled', 'refunded', 'ignored'] as const
export type Meaning = (typeof MEANINGS)[number]

export type RefundState = 'taken' | 'waits' | 'quarantined' | 'gone'
/** All of an order, whole lines or quantities of them, or an amount alone. */
export const REFUND_KINDS = ['whole', 'lines', 'amount'] as const
export type RefundKind = (typeof REFUND_KINDS)[number]
/** What a refund does to what was sold. */
export const REFUND_EFFECTS = ['stop-now', 'keep'] as const
export type RefundEffect = (typeof REFUND_EFFECTS)[number]

/** Somebody as an order says: decoded text, nothing corrected. Empty texts where nothing is said. */
export type ShopPerson = {
  firstName: string
  lastName: string
  company: string
  line1: string
  line2: string
  postcode: string
  town: string
  /** Two letters, or empty. */
  country: string
  email: string
  phone: string
}

/** Tax of a line at one rate. */
export type ShopTax = { rateBps: number; label: string; cents: number }

/** What is charged: a product, carriage, a fee. Amounts are of the whole line, after discounts, and may be negative. */
export type ShopLine = {
  externalId: string
  kind: 'product' | 'shipping' | 'fee'
  name: string
  quantity: number
  /** Null: not a product, or one that was deleted in the shop. */
  product: { externalId: string; variationId: string | null } | null
  /** As it was at the time of the order; empty: none. */
  sku: string
  netCents: number
  taxCents: number
  /** As the shop counted them; empty where nothing is taxed. Their sum may be a cent beside `taxCents`. */
  taxes: readonly ShopTax[]
  /** Whom the line is for, when it says so itself (a gift). */
  recipient: Partial<ShopPerson> | null
}

/** An order of any shop. Instants are ISO 8601 in UTC, amounts integer cents of its currency. Source: E2, E7. */
export type ShopOrder = {
  externalId: string
  number: string
  /** The shop's own word, without `wc-`. */
  status: string
  orderedAt: string
  modifiedAt: string
  paidAt: string | null
  currency: string
  /** Null: a guest. */
  customerId: string | null
  billing: ShopPerson
  /** Null: nothing is shipped, or to where it is billed. */
  shipping: ShopPerson | null
  gift: boolean
  vatNumber: string
  language: 'fr' | 'en' | null
  lines: readonly ShopLine[]
  taxCents: number
  /** What the customer pays: the figure that an invoice must come to. */
  totalCents: number
  paymentMethod: string
  paymentTitle: string
  transactionId: string
  note: string
  /** Refunds as the order tells them: their lines are asked for apart. */
  refunds: readonly { externalId: string; cents: number; reason: string }[]
  /** The shop's subscription it renews; null: none. */
  renews: string | null
  isTest: boolean
}

export type ShopRefund = {
  externalId: string
  orderId: string
  refundedAt: string
  /** More than zero. */
  cents: number
  reason: string
  /** The shop gave the money back itself; else somebody is to. */
  paidBack: boolean
  /** Amounts more than zero, of products, carriage and fees; empty: an amount alone. */
  lines: readonly { lineId: string; quantity: number; netCents: number; taxCents: number }[]
}

export type ShopCustomer = {
  externalId: string
  modifiedAt: string
  email: string
  billing: ShopPerson
  shipping: ShopPerson | null
}
export type ShopProduct = { externalId: string; variationId: string | null; sku: string; name: string }
export type ShopSubscription = {
  externalId: string
  status: string
  parentOrderId: string
  customerId: string | null
  nextPaymentAt: string | null
  endsAt: string | null
}

/** What a document of a shop turned out to be, or why it is none: the place in it and a code of refusal. */
export type Fault = { code: string; field: string; said: string }
export type Read<T> = { document: T } | { fault: Fault }

/** What an order that is not understood still tells: where a person looks for it. Null: not said, or not readable either. */
export type Glimpse = { number: string | null; orderedAt: string | null; buyer: ShopPerson | null }

/** The ways of paying a shop names, and how each is recorded; what is not listed is a card. */
export const PAYMENT_METHODS: Readonly<Record<string, PaymentMethod>> = {
  cheque: 'cheque',
  bacs: 'transfer',
  cod: 'cash',
  stripe_sepa: 'direct-debit',
}
