import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { serveLatest } from './actions/serve-latest.ts'
import { expiringContract } from './contract/expiring.ts'
import { freeServicesContract } from './contract/free.ts'
import { singleIssuesContract, subscriptionsContract } from './contract.ts'
import { singleIssuesByHand, subscriptionsByHand } from './operations/by-hand.ts'
import { ledgerOperations } from './operations/holds.ts'
import { stopSingleIssue, stopSubscription } from './operations/stop.ts'
import { expiringList } from './queries/expiring.ts'
import { freeServiceList } from './queries/free.ts'
import { singleIssueCard, singleIssueList } from './queries/single-issues.ts'
import { subscriptionCard, subscriptionList } from './queries/subscriptions.ts'

const missing = () => refuse('NOT_FOUND', { status: 404 })

export const subscriptionsOperations = {
  list: operation(subscriptionsContract.list, (ctx, query) => subscriptionList.page(ctx, query)),
  count: operation(subscriptionsContract.count, (ctx, query) => subscriptionList.count(ctx, query)),
  get: operation(subscriptionsContract.get, async (ctx, { id }) => (await subscriptionCard(ctx, id)) ?? missing()),
  ...subscriptionsByHand,
  ...ledgerOperations,
  ...stopSubscription,
  expiring: operation(expiringContract.expiring, (ctx, query) => expiringList.page(ctx, query)),
  expiringCount: operation(expiringContract.expiringCount, (ctx, query) => expiringList.count(ctx, query)),
}

export const freeServicesOperations = {
  list: operation(freeServicesContract.list, (ctx, query) => freeServiceList.page(ctx, query)),
  count: operation(freeServicesContract.count, (ctx, query) => freeServiceList.count(ctx, query)),
}

export const singleIssuesOperations = {
  list: operation(singleIssuesContract.list, (ctx, query) => singleIssueList.page(ctx, query)),
  count: operation(singleIssuesContract.count, (ctx, query) => singleIssueList.count(ctx, query)),
  get: operation(singleIssuesContract.get, async (ctx, { id }) => (await singleIssueCard(ctx, id)) ?? missing()),
  ...singleIssuesByHand,
  serveLatest: operation(singleIssuesContract.serveLatest, async (ctx, { purchaseIds }) => ({
    purchases: await serveLatest(ctx, purchaseIds),
  })),
  ...stopSingleIssue,
}
