import { z } from 'zod'
import { cents, contract, id } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { REFUND_EFFECTS, REFUND_KINDS } from '../rules/order.ts'

export const REFUND_STATES = ['waits', 'quarantined', 'taken', 'gone'] as const

/** A refund of a shop and the credit note that bears it. */
export const shopRefundRow = z.object({
  id,
  shopId: id,
  shop: z.string(),
  orderId: id,
  orderNumber: z.string(),
  externalId: z.string().describe('in the shop'),
  refundedAt: z.string().nullable().describe('null: only its order told of it'),
  cents: cents.describe('more than zero'),
  currency: z.string(),
  reason: z.string().describe('as the shop says'),
  buyerName: z.string(),
  state: z.enum(REFUND_STATES),
  stateReason: z.string().nullable().describe('why it waits, a code'),
  kind: z.enum(REFUND_KINDS).nullable(),
  effect: z.enum(REFUND_EFFECTS).nullable().describe('on what was sold; null: nobody said'),
  creditNoteId: id.nullable(),
  creditNoteNumber: z.string().nullable(),
  sold: z.array(z.string()).describe('what of the order is still served'),
})

const rule = z.object({ kind: z.enum(REFUND_KINDS), effect: z.enum(REFUND_EFFECTS).nullable().describe('null: asked') })

/** Money that shops gave back. Source: ABO-82, E6. */
export const shopRefundsContract = {
  ...listContract({
    path: '/shop-refunds',
    summary: 'Refunds of all shops',
    right: 'shops.read',
    row: shopRefundRow,
    sorts: ['newest'],
    filters: {
      id: id.optional(),
      shopId: id.optional(),
      state: z.enum(REFUND_STATES).optional(),
      kind: z.enum(REFUND_KINDS).optional(),
      orderId: id.optional(),
    },
  }),
  decide: contract({
    method: 'POST',
    path: '/shop-refunds/{id}/decide',
    summary: 'Say what a refund does to what was sold, and remember it for its kind',
    right: 'shops.write',
    refusals: ['shops.nothingAsked'],
  })
    .input(
      z.object({
        id,
        effect: z.enum(REFUND_EFFECTS),
        remember: z.boolean().default(false).describe('for all refunds of this kind of the shop, those that wait too'),
      }),
    )
    .output(z.object({ id, decided: z.int().describe('how many refunds were answered with it') })),
  retry: contract({
    method: 'POST',
    path: '/shop-refunds/{id}/retry',
    summary: 'Try again to take a refund off its invoice',
    right: 'shops.write',
    refusals: ['shops.refundTaken'],
  })
    .input(z.object({ id }))
    .output(z.object({ id, state: z.enum(REFUND_STATES), stateReason: z.string().nullable() })),
  rules: contract({
    method: 'GET',
    path: '/shops/{id}/refund-rules',
    summary: 'What each kind of refund of a shop does to what was sold',
    right: 'shops.read',
  })
    .input(z.object({ id }))
    .output(z.array(rule)),
  saveRules: contract({
    method: 'PUT',
    path: '/shops/{id}/refund-rules',
    summary: 'Say what kinds of refunds of a shop do to what was sold; refunds to come follow it',
    right: 'shops.write',
  })
    .input(z.object({ id, rules: z.array(rule).min(1).max(3) }))
    .output(z.array(rule)),
}

/** Part of `shopOrders`. */
export const answerOrderContract = {
  answer: contract({
    method: 'POST',
    path: '/shop-orders/{id}/answer',
    summary: 'Say what is done about an invoiced order that is gone or changed in its shop: credit it, or keep it',
    right: 'shops.write',
    refusals: ['shops.nothingAsked'],
  })
    .input(z.object({ id, answer: z.enum(['credit', 'keep']) }))
    .output(z.object({ id })),
}
