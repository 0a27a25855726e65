/** Orders of customers, and ours to suppliers. */
export const ORDER_KINDS = ['customer', 'supplier'] as const
export type OrderKind = (typeof ORDER_KINDS)[number]

/** What a status means, whatever a company calls it. Source: X-68 of contracts, SUI-24. */
export const STATUS_KEYS = [
  'waiting',
  'accepted',
  'in-progress',
  'part-dispatched',
  'dispatched',
  'part-received',
  'received',
  'invoiced',
  'finished',
  'cancelled',
] as const
export type StatusKey = (typeof STATUS_KEYS)[number]

/** Goods that leave for a customer, or come in from a supplier. */
export const DELIVERY_KINDS = ['delivery', 'receipt'] as const
export type DeliveryKind = (typeof DELIVERY_KINDS)[number]

export const RESOURCE_KINDS = ['machine', 'person', 'place'] as const
