import { operation } from '../../../platform/http/operation.ts'
import { shopSubscriptionsContract } from '../contract/subscriptions.ts'
import { subscriptionsOfPurchase } from '../queries/subscriptions.ts'

export const shopSubscriptionsOperations = {
  ofPurchase: operation(shopSubscriptionsContract.ofPurchase, (ctx, { purchaseId }) =>
    subscriptionsOfPurchase(ctx, purchaseId),
  ),
}
