import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'

/** Subscriptions that shops renew by themselves. Source: W-12. */
export const shopSubscriptionsContract = {
  ofPurchase: contract({
    method: 'GET',
    path: '/shop-subscriptions',
    summary: 'The subscriptions of shops that paid for what was sold with a purchase, and how they stand there',
    right: 'shops.read',
  })
    .input(z.object({ purchaseId: id }))
    .output(
      z.array(
        z.object({
          id,
          shop: z.string(),
          externalId: z.string().describe('in the shop'),
          status: z.string().describe('the shop’s own word'),
          nextPaymentAt: z.string().nullable(),
          endsAt: z.string().nullable().describe('null: the shop does not say, even of one that ends'),
        }),
      ),
    ),
}
