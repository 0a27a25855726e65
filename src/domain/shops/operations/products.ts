import { operation } from '../../../platform/http/operation.ts'
import { mapProduct, unmapProduct } from '../actions/mapping.ts'
import { shopProductsContract as contract } from '../contract/products.ts'
import { shopProduct, shopProductList } from '../queries/products.ts'

export const shopProductsOperations = {
  list: operation(contract.list, (ctx, query) => shopProductList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => shopProductList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => shopProduct(ctx, id)),
  map: operation(contract.map, async (ctx, { id, productId }) => {
    const done = await mapProduct(ctx, id, productId)
    return { ...(await shopProduct(ctx, id)), ...done }
  }),
  unmap: operation(contract.unmap, async (ctx, { id }) => {
    await unmapProduct(ctx, id)
    return shopProduct(ctx, id)
  }),
}
