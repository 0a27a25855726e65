import { operation } from '../../../platform/http/operation.ts'
import { collectedContract as contract } from '../contract/collected.ts'
import { collectedList } from '../queries/collected.ts'

export const collectedOperations = {
  list: operation(contract.list, (ctx, query) => collectedList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => collectedList.count(ctx, query)),
}
