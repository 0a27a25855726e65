import { operation } from '../../../platform/http/operation.ts'
import { deleteRate, typeRate } from '../actions/rates.ts'
import { ratesContract as contract } from '../contract/rates.ts'
import { rateList } from '../queries/rates.ts'

export const ratesOperations = {
  list: operation(contract.list, (ctx, query) => rateList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => rateList.count(ctx, query)),
  type: operation(contract.type, async (ctx, { ratedOn = ctx.today, ...rate }) => ({
    id: await typeRate(ctx, { ...rate, ratedOn }),
  })),
  delete: operation(contract.delete, async (ctx, { id }) => {
    await deleteRate(ctx, id)
    return { id }
  }),
}
