import type { Ctx } from '../../platform/http/context.ts'
import { operation } from '../../platform/http/operation.ts'
import { assignOrder } from './actions/assign.ts'
import { type Move, moveOrder } from './actions/move.ts'
import { trackingContract as contract } from './contract.ts'
import { historyOf, trackById, trackList } from './queries/tracks.ts'

async function move(ctx: Ctx, to: Move['to'], { id, ...said }: { id: string } & Omit<Move, 'orderId' | 'to'>) {
  await moveOrder(ctx, { orderId: id, to, ...said })
  return trackById(ctx, id)
}

export const trackingOperations = {
  list: operation(contract.list, (ctx, query) => trackList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => trackList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => trackById(ctx, id)),
  next: operation(contract.next, (ctx, said) => move(ctx, 'next', said)),
  previous: operation(contract.previous, (ctx, said) => move(ctx, 'previous', said)),
  move: operation(contract.move, (ctx, { toStageId, ...said }) => move(ctx, { stageId: toStageId }, said)),
  assign: operation(contract.assign, async (ctx, { id, ...said }) => {
    await assignOrder(ctx, id, said)
    return trackById(ctx, id)
  }),
  history: operation(contract.history, (ctx, { id }) => historyOf(ctx, id)),
}
