import { operation } from '../../../platform/http/operation.ts'
import { stockContract } from '../contract/stock.ts'
import { stockList, stockOf } from '../queries/stock.ts'

export const stockOperations = {
  list: operation(stockContract.list, (ctx, query) => stockList.page(ctx, query)),
  count: operation(stockContract.count, (ctx, query) => stockList.count(ctx, query)),
  get: operation(stockContract.get, (ctx, { issueId }) => stockOf(ctx, issueId)),
}
