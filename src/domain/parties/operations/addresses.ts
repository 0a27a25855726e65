import { operation } from '../../../platform/http/operation.ts'
import { moveParty, removeAddress } from '../actions/addresses.ts'
import { addressesContract as contract } from '../contract/addresses.ts'
import { addressesOf } from '../queries/party-card.ts'

export const addressesOperations = {
  move: operation(contract.move, async (ctx, { id, ...address }) => {
    await moveParty(ctx, id, address)
    return { addresses: await addressesOf(ctx, id) }
  }),

  remove: operation(contract.remove, async (ctx, { id, addressId }) => {
    await removeAddress(ctx, id, addressId)
    return { addresses: await addressesOf(ctx, id) }
  }),
}
