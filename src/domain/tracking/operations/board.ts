import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { placeOrder } from '../actions/place.ts'
import { ownStages } from '../actions/stages.ts'
import { boardContract as contract } from '../contract/board.ts'
import { boardOf, trackNumbered } from '../queries/board.ts'
import { trackById } from '../queries/tracks.ts'

export const boardOperations = {
  board: operation(contract.board, async (ctx, { cards, ...filters }) =>
    boardOf(ctx, await ownStages(ctx), filters, cards),
  ),
  place: operation(contract.place, async (ctx, { id, beforeId }) => {
    await placeOrder(ctx, id, beforeId)
    return trackById(ctx, id)
  }),
  find: operation(contract.find, async (ctx, { number }) => {
    const id = await trackNumbered(ctx, number.trim())
    return trackById(ctx, id ?? refuse('tracking.noSuchNumber', { field: 'number', status: 404, values: { number } }))
  }),
}
