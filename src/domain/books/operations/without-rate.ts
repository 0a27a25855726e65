import { operation } from '../../../platform/http/operation.ts'
import { withoutRateContract as contract } from '../contract/without-rate.ts'
import { withoutRateList } from '../queries/without-rate.ts'

export const withoutRateOperations = {
  list: operation(contract.list, (ctx, query) => withoutRateList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => withoutRateList.count(ctx, query)),
}
