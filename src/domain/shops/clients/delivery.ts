import type { ShopKind } from '../rules/order.ts'
import { readWooDelivery, WOO_TOPICS } from './woocommerce-hooks.ts'

/** What a shop sent by itself: nothing to know, nothing of it, or which record changed. */
export type Delivery =
  | { what: 'ping' }
  | { what: 'forged' }
  | { what: 'useless'; topic: string; said: string }
  | { what: 'changed'; topic: string; externalId: string }

/** Reads one delivery: its headers, its body as it came, and what it is to be signed with. */
export type ReadDelivery = (headers: Headers, body: Buffer, secret: string) => Delivery

/** By the kind of the shop; one that sends nothing has no line. */
export const readDelivery: Partial<Record<ShopKind, ReadDelivery>> = { woocommerce: readWooDelivery }

/** What a shop is asked to tell; what it may lack (subscriptions) comes last. */
export const HOOK_TOPICS: Partial<Record<ShopKind, readonly string[]>> = { woocommerce: WOO_TOPICS }
