import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { DOCUMENT_KINDS, PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { REFUND_EFFECTS } from '../rules/order.ts'
import { shopEvent } from './records.ts'

export const ORDER_STATES = ['taken', 'waits', 'quarantined', 'not-sold', 'left-alone'] as const

/** An order of a shop as lists show it. */
export const shopOrderRow = z.object({
  id,
  shopId: id,
  shop: z.string(),
  externalId: z.string().describe('in the shop; its number may differ'),
  number: z.string(),
  orderedAt: z.string().nullable(),
  buyerName: z.string(),
  totalCents: cents.nullable().describe('null: the order was never understood'),
  currency: z.string(),
  status: z.string().describe('the shop’s own word'),
  state: z.enum(ORDER_STATES),
  reason: z.string().nullable().describe('why it waits or is in quarantine, a code'),
  reasonSaid: z.string().describe('in words'),
  gone: z.boolean().describe('in the bin of the shop, or deleted there'),
  customerId: id.nullable(),
  invoiceId: id.nullable(),
  invoiceNumber: z.string().nullable(),
})

const line = z.object({
  id,
  label: z.string(),
  quantity: z.int().nullable(),
  grossCents: cents.nullable(),
  shopProductId: id.nullable().describe('null: carriage, a fee'),
  sku: z.string(),
  productId: id.nullable().describe('of ours; null: not said, or none'),
  productCode: z.string(),
  waits: z.boolean().describe('nobody has said yet which product it is'),
  purchases: z
    .array(z.object({ id, number: z.int(), kind: z.enum(['subscription', 'single-issue']), label: z.string() }))
    .describe('several when it is a bundle'),
})

export const shopOrderCard = shopOrderRow.extend({
  modifiedAt: z.string().nullable(),
  takenAt: z.string().nullable(),
  tries: z.int(),
  createdAt: z.string(),
  customer: z.object({ id, number: z.int(), name: z.string() }).nullable(),
  lines: z.array(line),
  documents: z.array(
    z.object({
      id,
      number: z.string(),
      kind: z.enum(DOCUMENT_KINDS),
      issuedOn: isoDay,
      grossCents: cents,
      openCents: cents,
      cancelled: z.boolean(),
    }),
  ),
  payments: z.array(z.object({ id, number: z.int(), receivedOn: isoDay, method: z.enum(PAYMENT_METHODS), cents })),
  refunds: z.array(
    z.object({
      id,
      externalId: z.string(),
      refundedAt: z.string().nullable(),
      cents,
      reason: z.string(),
      state: z.enum(['taken', 'waits', 'quarantined', 'gone']),
      stateReason: z.string().nullable(),
      effect: z.enum(REFUND_EFFECTS).nullable(),
    }),
  ),
  events: z.array(shopEvent).describe('the latest first'),
})

const filters = {
  shopId: id.optional(),
  state: z.enum(ORDER_STATES).optional(),
  reason: z.string().max(100).optional(),
  status: z.string().max(100).optional(),
  customerId: id.optional(),
  invoiceId: id.optional().describe('of the invoice, or of a credit note'),
  orderedFrom: isoDay.optional(),
  orderedTo: isoDay.optional(),
}

/** Orders of all shops. Source: ABO-7 to ABO-12. */
export const shopOrdersContract = {
  ...listContract({
    path: '/shop-orders',
    summary: 'Orders of all shops',
    right: 'shops.read',
    row: shopOrderRow,
    sorts: ['orderedAt'],
    filters,
  }),
  unsettled: contract({
    method: 'GET',
    path: '/shop-orders/unsettled',
    summary: 'How many orders wait or are in quarantine, by shop and reason',
    right: 'shops.read',
  }).output(
    z.array(
      z.object({
        shopId: id,
        shop: z.string(),
        state: z.enum(['waits', 'quarantined']),
        reason: z.string(),
        reasonSaid: z.string(),
        count: z.int(),
      }),
    ),
  ),
  get: contract({
    method: 'GET',
    path: '/shop-orders/{id}',
    summary: 'An order with what became of it, and its log',
    right: 'shops.read',
  })
    .input(z.object({ id }))
    .output(shopOrderCard),
  document: contract({
    method: 'GET',
    path: '/shop-orders/{id}/document',
    summary: 'An order as the shop gave it, unchanged',
    right: 'shops.read',
  })
    .input(z.object({ id }))
    .output(z.object({ id, document: z.string(), sha256: z.string(), modifiedAt: z.string().nullable() })),
}
