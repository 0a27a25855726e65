import type { Read, ShopKind, ShopOrder, ShopRefund } from '../rules/order.ts'
import { readOrder, readRefund } from './woocommerce.ts'

/** How the documents of a kind of shop are read. */
export type ShopFormat = {
  readOrder(document: unknown): Read<ShopOrder>
  readRefund(document: unknown, orderId?: string): Read<ShopRefund>
}

const FORMATS: Record<ShopKind, ShopFormat> = {
  woocommerce: { readOrder, readRefund },
  csv: { readOrder, readRefund },
}

export const formatOf = (kind: ShopKind): ShopFormat => FORMATS[kind]
