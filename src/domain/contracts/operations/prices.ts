import { operation } from '../../../platform/http/operation.ts'
import { changePrices, previewPrices, undoPrices } from '../actions/prices.ts'
import { contractPricesContract as contract } from '../contract/prices.ts'
import { priceChangeById, priceChangeList } from '../queries/prices.ts'

export const contractPricesOperations = {
  list: operation(contract.list, (ctx, query) => priceChangeList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => priceChangeList.count(ctx, query)),
  preview: operation(contract.preview, (ctx, asked) => previewPrices(ctx, asked)),
  create: operation(contract.create, async (ctx, asked) => priceChangeById(ctx, await changePrices(ctx, asked))),
  undo: operation(contract.undo, async (ctx, { id }) => {
    await undoPrices(ctx, id)
    return priceChangeById(ctx, id)
  }),
}
