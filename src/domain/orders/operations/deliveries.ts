import { operation } from '../../../platform/http/operation.ts'
import {
  allLeft,
  cancelDelivery,
  discardDelivery,
  editDelivery,
  finishDelivery,
  prepareDelivery,
} from '../actions/deliver.ts'
import { invoiceDeliveries } from '../actions/invoice.ts'
import { deliveriesContract as contract } from '../contract/deliveries.ts'
import { deliveryById, deliveryList } from '../queries/deliveries.ts'

export const deliveriesOperations = {
  list: operation(contract.list, (ctx, query) => deliveryList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => deliveryList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => deliveryById(ctx, id)),
  prepare: operation(contract.prepare, async (ctx, { orderIds = [], lines, done, ...said }) => {
    const id = await prepareDelivery(ctx, lines ?? (await allLeft(ctx, orderIds)), said)
    if (done) await finishDelivery(ctx, id)
    return deliveryById(ctx, id)
  }),
  edit: operation(contract.edit, async (ctx, { id, ...said }) => {
    await editDelivery(ctx, id, said)
    return deliveryById(ctx, id)
  }),
  done: operation(contract.done, async (ctx, { id, on }) => {
    await finishDelivery(ctx, id, on)
    return deliveryById(ctx, id)
  }),
  cancel: operation(contract.cancel, async (ctx, { id, reason, on = ctx.today }) => {
    await cancelDelivery(ctx, id, reason, on)
    return deliveryById(ctx, id)
  }),
  discard: operation(contract.discard, async (ctx, { id }) => {
    await discardDelivery(ctx, id)
    return { id }
  }),
  invoice: operation(contract.invoice, (ctx, { ids, issue }) => invoiceDeliveries(ctx, ids, issue)),
}
