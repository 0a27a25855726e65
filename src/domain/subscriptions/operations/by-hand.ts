import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { productsById } from '../../catalog/queries.ts'
import { createPurchases, type GivenPurchase } from '../actions/by-hand.ts'
import { changePurchase, type PurchaseKind } from '../actions/change.ts'
import { deletePurchase } from '../actions/delete.ts'
import { singleIssuesByHandContract, subscriptionsByHandContract } from '../contract/by-hand.ts'

async function create(ctx: Ctx, kind: PurchaseKind, given: GivenPurchase) {
  const product = (await productsById(ctx, [given.productId])).get(given.productId)
  const served = product?.kind === 'subscription' || product?.kind === 'single-issue'
  if (served && product.kind !== kind) refuse('subscriptions.otherKind', { field: 'productId' })
  const [made] = await createPurchases(ctx, [given])
  return made!
}

async function remove(ctx: Ctx, kind: PurchaseKind, id: string) {
  await deletePurchase(ctx, kind, id)
  return {}
}

export const subscriptionsByHand = {
  create: operation(subscriptionsByHandContract.create, (ctx, { startIssueId, ...given }) =>
    create(ctx, 'subscription', { ...given, issueId: startIssueId }),
  ),
  update: operation(subscriptionsByHandContract.update, (ctx, { id, revision, ...said }) =>
    changePurchase(ctx, 'subscription', id, said, revision),
  ),
  remove: operation(subscriptionsByHandContract.remove, (ctx, { id }) => remove(ctx, 'subscription', id)),
}

export const singleIssuesByHand = {
  create: operation(singleIssuesByHandContract.create, (ctx, given) => create(ctx, 'single-issue', given)),
  update: operation(singleIssuesByHandContract.update, (ctx, { id, revision, ...said }) =>
    changePurchase(ctx, 'single-issue', id, said, revision),
  ),
  remove: operation(singleIssuesByHandContract.remove, (ctx, { id }) => remove(ctx, 'single-issue', id)),
}
