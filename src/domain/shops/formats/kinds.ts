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
import { csvRefundPart, isCsvOrder, readCsvOrder, readCsvRefund } from './csv-orders.ts'
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
  /** Of shops whose documents keep their form when something in them is wrong. */
  glimpseOrder?(document: unknown): Glimpse
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
    readRefund: readCsvRefund,
    refundPart: csvRefundPart,
  },
}

export const formatOf = (kind: ShopKind): ShopFormat => FORMATS[kind]
