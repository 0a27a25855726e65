import { operation } from '../../../platform/http/operation.ts'
import { sayDifferent, sayTheSame } from '../actions/doubts.ts'
import { shopDoubtsContract as contract } from '../contract/doubts.ts'
import { shopDoubtList } from '../queries/doubts.ts'

export const shopDoubtsOperations = {
  list: operation(contract.list, (ctx, query) => shopDoubtList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => shopDoubtList.count(ctx, query)),
  same: operation(contract.same, (ctx, { id, ...said }) => sayTheSame(ctx, id, said)),
  different: operation(contract.different, async (ctx, { id }) => {
    await sayDifferent(ctx, id)
    return { id }
  }),
}
