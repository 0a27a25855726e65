import type {
  Glimpse,
  Read,
  ShopCustomer,
  ShopOrder,
  ShopProduct,
  ShopRefund,
  ShopSubscription,
} from '../rules/order.ts'
import {
  centsIfSaid,
  centsOf,
  currencyOf,
  documentOf,
  idOf,
  instantOf,
  instantSaid,
  listOf,
  ownId,
  type Part,
  readable,
  reading,
  textOf,
  wrong,
} from './reading.ts'
import { linesOf, type RefundedLine, refundedLines } from './woocommerce-lines.ts'
import { metaOf, metaText } from './woocommerce-meta.ts'
import {
  isForAnother,
  isTestOf,
  languageOf,
  personOf,
  saysGift,
  shippingOf,
  vatNumberOf,
} from './woocommerce-people.ts'

export type WooKind = 'order' | 'refund' | 'customer' | 'product' | 'subscription'

/** What a document of the REST API is, by the fields only its kind has; null: none of those taken. */
export function kindOf(json: unknown): WooKind | null {
  if (typeof json !== 'object' || json === null) return null
  const has = (...fields: string[]) => fields.every(field => field in json)
  if (has('billing_period') || has('next_payment_date_gmt')) return 'subscription'
  if (has('order_key') || has('status', 'currency', 'billing')) return 'order'
  if (has('amount', 'reason') || has('amount', 'refunded_by')) return 'refund'
  if (has('role', 'billing') || has('username', 'billing') || has('is_paying_customer')) return 'customer'
  if (has('sku', 'stock_status') || has('sku', 'regular_price')) return 'product'
  return null
}

/** An order of the REST API or of a webhook. Source: W-2, W-13 to W-19. */
export const readOrder = (json: unknown): Read<ShopOrder> =>
  reading(() => {
    const order = documentOf(json)
    const externalId = ownId(order)
    const meta = metaOf(order)
    const billing = personOf(order, 'billing')
    const shipping = shippingOf(order, billing)
    const orderedAt = instantSaid(order, 'date_created_gmt')
    return {
      externalId,
      number: textOf(order, 'number', 100) || externalId,
      status: statusOf(order),
      orderedAt,
      modifiedAt: instantOf(order, 'date_modified_gmt') ?? orderedAt,
      paidAt: instantOf(order, 'date_paid_gmt'),
      currency: currencyOf(order, 'currency'),
      customerId: idOf(order, 'customer_id'),
      billing,
      shipping,
      gift: saysGift(meta) || isForAnother(billing, shipping),
      vatNumber: vatNumberOf(meta),
      language: languageOf(order, meta),
      lines: linesOf(order),
      taxCents: centsIfSaid(order, 'total_tax') ?? 0,
      totalCents: centsOf(order, 'total'),
      paymentMethod: textOf(order, 'payment_method', 200),
      paymentTitle: textOf(order, 'payment_method_title'),
      transactionId: textOf(order, 'transaction_id'),
      note: textOf(order, 'customer_note', 20_000),
      refunds: refundsOf(order),
      renews: metaText(meta, ['subscription_renewal']) || null,
      isTest: isTestOf(meta),
    }
  })

/** Each part of an order by itself, so that one that is wrong hides no other. */
export function glimpseOrder(json: unknown): Glimpse {
  const told = <T>(read: (order: Part) => T) => readable(() => read(documentOf(json)))
  return {
    number: told(order => textOf(order, 'number', 100)) || null,
    orderedAt: told(order => instantSaid(order, 'date_created_gmt')),
    buyer: told(order => personOf(order, 'billing')),
  }
}

const statusOf = (part: Part): string =>
  textOf(part, 'status', 100).replace(/^wc-/, '') || wrong('missing', `${part.place}status`)

/** Their totals are below zero, their taxes within. Source: W-9. */
function refundsOf(order: Part): ShopOrder['refunds'] {
  const refunds = listOf(order, 'refunds').map(refund => ({
    externalId: ownId(refund),
    cents: Math.abs(centsOf(refund, 'total')),
    reason: textOf(refund, 'reason'),
  }))
  if (new Set(refunds.map(({ externalId }) => externalId)).size < refunds.length) wrong('sameTwice', 'refunds')
  return refunds.filter(({ cents }) => cents > 0)
}

/**
 * A refund with its lines; `orderId` where the document does not say of which order it is. Lines that do not say what they
 * give back count as none: the amount is what is sure. Source: W-9, W-10.
 */
export const readRefund = (json: unknown, orderId?: string): Read<ShopRefund> =>
  reading(() => {
    const refund = documentOf(json)
    const lines = refundedLines(refund)
    return {
      externalId: ownId(refund),
      orderId: idOf(refund, 'parent_id') ?? orderId ?? wrong('missing', 'parent_id'),
      refundedAt: instantSaid(refund, 'date_created_gmt'),
      cents: Math.abs(centsOf(refund, 'amount')) || wrong('nothingRefunded', 'amount'),
      reason: textOf(refund, 'reason'),
      paidBack: refund.of.refunded_payment === true,
      lines: lines.every(isOfALine) ? lines : [],
    }
  })

const isOfALine = (line: RefundedLine): line is RefundedLine & { lineId: string } => line.lineId !== null

/** What does not say when it changed overwrites nothing. */
const LONG_AGO = '1970-01-01T00:00:00Z'

export const readCustomer = (json: unknown): Read<ShopCustomer> =>
  reading(() => {
    const customer = documentOf(json)
    const billing = personOf(customer, 'billing')
    const names = { firstName: textOf(customer, 'first_name'), lastName: textOf(customer, 'last_name') }
    const email = textOf(customer, 'email')
    return {
      externalId: ownId(customer),
      modifiedAt: instantOf(customer, 'date_modified_gmt') ?? instantOf(customer, 'date_created_gmt') ?? LONG_AGO,
      email,
      billing: {
        ...billing,
        ...(billing.firstName + billing.lastName === '' ? names : {}),
        email: billing.email || email,
      },
      shipping: shippingOf(customer, billing),
    }
  })

/** A product, or a variation of one: its `parent_id` is then the product. */
export const readProduct = (json: unknown): Read<ShopProduct> =>
  reading(() => {
    const product = documentOf(json)
    const parent = textOf(product, 'type') === 'variation' ? idOf(product, 'parent_id') : null
    const id = ownId(product)
    return {
      externalId: parent ?? id,
      variationId: parent ? id : null,
      sku: textOf(product, 'sku'),
      name: textOf(product, 'name'),
    }
  })

/** A subscription of WooCommerce Subscriptions. Source: W-12. */
export const readSubscription = (json: unknown): Read<ShopSubscription> =>
  reading(() => {
    const subscription = documentOf(json)
    return {
      externalId: ownId(subscription),
      status: statusOf(subscription),
      parentOrderId: idOf(subscription, 'parent_id') ?? '',
      customerId: idOf(subscription, 'customer_id'),
      nextPaymentAt: instantOf(subscription, 'next_payment_date_gmt'),
      endsAt: instantOf(subscription, 'end_date_gmt'),
    }
  })
