import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { ORDER_STATES } from './orders.ts'

const count = z.int()

export const taken = z.object({
  externalId: z.string(),
  number: z.string(),
  done: z.enum(['taken', 'unchanged', 'quarantined']),
  state: z.enum(ORDER_STATES),
  reason: z.string().nullable().describe('why it waits or is in quarantine, a code'),
  reasonSaid: z.string().describe('in words'),
  invoiceNumber: z.string().nullable(),
  unequal: z.boolean().describe('its invoice differs from the total in the shop'),
})

/** Part of `shops`: documents brought as files. */
export const takeContract = {
  take: contract({
    method: 'POST',
    path: '/shops/documents',
    summary: 'Take documents of the REST API of a shop: orders, refunds and subscriptions, in any order, each once',
    right: 'shops.write',
  })
    .input(
      z.object({
        shop: z
          .string()
          .trim()
          .min(1)
          .max(100)
          .describe('its name; one that issues its invoices is made when there is none'),
        documents: z.array(z.unknown()).max(1000),
      }),
    )
    .output(
      z.object({
        shopId: id,
        orders: z.array(taken),
        refundsWithoutOrder: z
          .array(z.string())
          .describe('ids of orders that are not here, of which refunds came: these are kept until the orders come'),
        passedOver: count.describe('documents that are nothing of this'),
        ...{ taken: count, unchanged: count, quarantined: count, unequal: count },
      }),
    ),
}

/** Part of `shopOrders`: out of quarantine. */
export const retryContract = {
  retry: contract({
    method: 'POST',
    path: '/shop-orders/retry',
    summary: 'Take orders in quarantine again as they were kept, some or all of one reason, 500 at most',
    right: 'invoicing.write',
  })
    .input(
      z.object({
        ids: z.array(id).max(500).optional().describe('these; else all of the shop and reason'),
        shopId: id.optional(),
        reason: z.string().max(100).optional(),
      }),
    )
    .output(z.object({ orders: z.array(taken), taken: count, quarantined: count })),
}
