import { operation } from '../../../platform/http/operation.ts'
import { missedContract } from '../contract/missed.ts'
import { missedByIssue, missedList } from '../queries/missed.ts'

export const missedOperations = {
  list: operation(missedContract.list, (ctx, query) => missedList.page(ctx, query)),
  count: operation(missedContract.count, (ctx, query) => missedList.count(ctx, query)),
  byIssue: operation(missedContract.byIssue, async (ctx, filters) => ({ rows: await missedByIssue(ctx, filters) })),
}
