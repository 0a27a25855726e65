import { operation } from '../../platform/http/operation.ts'
import { createShop } from './actions/shops.ts'
import { shopsContract } from './contract.ts'

export const shopsOperations = {
  create: operation(shopsContract.create, async (ctx, given) => ({ id: await createShop(ctx, given) })),
}
