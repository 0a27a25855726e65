import type { Ctx } from '../../platform/http/context.ts'
import { operation } from '../../platform/http/operation.ts'
import { closeOrder, giveUp, reopenOrder } from './actions/close.ts'
import { duplicateOrder } from './actions/duplicate.ts'
import { cancelOrder, confirmOrder, discardOrder, ordersConfirmed, setStatus } from './actions/life.ts'
import { rewriteOrder } from './actions/rewrite.ts'
import { type OrderSaid, writeOrders } from './actions/write.ts'
import { ordersContract as contract } from './contract.ts'
import { orderById, orderList } from './queries/orders.ts'

async function create(ctx: Ctx, said: OrderSaid) {
  const [written] = await writeOrders(ctx, [said])
  const { id } = written!
  if (said.confirmed !== false) await ctx.happened(ordersConfirmed, { orderIds: [id] })
  return orderById(ctx, id)
}

export const ordersOperations = {
  list: operation(contract.list, (ctx, query) => orderList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => orderList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => orderById(ctx, id)),
  create: operation(contract.create, create),
  edit: operation(contract.edit, async (ctx, { id, revision, ...said }) => {
    await rewriteOrder(ctx, id, said, revision)
    return orderById(ctx, id)
  }),
  confirm: operation(contract.confirm, async (ctx, { id }) => {
    await confirmOrder(ctx, id)
    return orderById(ctx, id)
  }),
  duplicate: operation(contract.duplicate, async (ctx, { id }) => {
    const twin = await duplicateOrder(ctx, id)
    await ctx.happened(ordersConfirmed, { orderIds: [twin] })
    return orderById(ctx, twin)
  }),
  cancel: operation(contract.cancel, async (ctx, { id, reason, on = ctx.today }) => {
    await cancelOrder(ctx, id, reason, on)
    return orderById(ctx, id)
  }),
  giveUp: operation(contract.giveUp, async (ctx, { id, reason, lines }) => {
    await giveUp(ctx, id, reason, lines)
    return orderById(ctx, id)
  }),
  close: operation(contract.close, async (ctx, { id }) => {
    await closeOrder(ctx, id)
    return orderById(ctx, id)
  }),
  reopen: operation(contract.reopen, async (ctx, { id }) => {
    await reopenOrder(ctx, id)
    return orderById(ctx, id)
  }),
  discard: operation(contract.discard, async (ctx, { id }) => {
    await discardOrder(ctx, id)
    return { id }
  }),
  setStatus: operation(contract.setStatus, async (ctx, { id, statusId, revision }) => {
    await setStatus(ctx, id, statusId, revision)
    return { id, revision: (await orderById(ctx, id)).revision }
  }),
}
