import type { ShopKind } from '../rules/order.ts'
import { readWooDelivery } from './woocommerce-hooks.ts'

/** What a shop sent by itself: nothing to know, nothing of it, or which record changed. */
export type Delivery =
  | { what: 'ping' }
  | { what: 'forged' }
  | { what: 'useless'; topic: string; said: string }
  | { what: 'changed'; topic: string; externalId: string }

/** Reads one delivery: its headers in small letters, its body as it came; `secrets` are those it may be signed with. */
export type ReadDelivery = (headers: Headers, body: Buffer, secret: string) => Delivery

/** By the kind of the shop. A kind that sends nothing has no line. */
export const readDelivery: Partial<Record<ShopKind, ReadDelivery>> = { woocommerce: readWooDelivery }
