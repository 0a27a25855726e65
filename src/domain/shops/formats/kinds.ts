import type { RefundPart } from '../rules/growing.ts'
import type {
  Glimpse,
  Read,
  ShopCustomer,
  ShopKind,
  ShopOrder,
  ShopProduct,
  ShopRefund,
  ShopSubscription,
} from '../rules/order.ts'
import { headingOf } from './csv-file.ts'
import { csvOrderId, csvRefundPart, glimpseCsvOrder, isCsvOrder, readCsvOrder, readCsvRefund } from './csv-orders.ts'
import {
  glimpseOrder,
  kindOf,
  readCustomer,
  readOrder,
  readProduct,
  readRefund,
  readSubscription,
} from './woocommerce.ts'

/** What documents of a shop are; null: something else. */
export type DocumentKind = 'order' | 'refund' | 'customer' | 'product' | 'subscription'

/** How the documents of a kind of shop are read. */
export type ShopFormat = {
  kindOf(document: unknown): DocumentKind | null
  readOrder(document: unknown): Read<ShopOrder>
  glimpseOrder(document: unknown): Glimpse
  /** Of shops whose orders are known by a text: that, of one that is not understood too. */
  orderIdOf?(document: unknown): string | null
  /** Of shops whose orders are rows of a file: what the file calls the place of a fault. */
  placeOf?(document: unknown, field: string): string
  readRefund(document: unknown, orderId?: string): Read<ShopRefund>
  /** Of shops that tell one amount of all that was given back, which grows: its document where that is but a part of it. */
  refundPart?(document: unknown, part: RefundPart): unknown
  /** Of shops that renew by themselves. */
  readSubscription?(document: unknown): Read<ShopSubscription>
  /** Of shops that tell of them apart from their orders. */
  readCustomer?(document: unknown): Read<ShopCustomer>
  readProduct?(document: unknown): Read<ShopProduct>
}

const FORMATS: Record<ShopKind, ShopFormat> = {
  woocommerce: { kindOf, readOrder, glimpseOrder, readRefund, readSubscription, readCustomer, readProduct },
  csv: {
    kindOf: document => (isCsvOrder(document) ? 'order' : null),
    readOrder: readCsvOrder,
    glimpseOrder: glimpseCsvOrder,
    orderIdOf: csvOrderId,
    placeOf: (document, field) => (isCsvOrder(document) ? headingOf(document, field) : field),
    readRefund: readCsvRefund,
    refundPart: csvRefundPart,
  },
}

export const formatOf = (kind: ShopKind): ShopFormat => FORMATS[kind]
