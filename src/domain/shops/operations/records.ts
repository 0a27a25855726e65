import { operation } from '../../../platform/http/operation.ts'
import type { Say } from '../../../platform/http/refusal.ts'
import { changeShop, removeShop } from '../actions/change-shop.ts'
import { savePaymentMethods, saveStatuses } from '../actions/mappings.ts'
import { shopPaymentMethodsContract, shopStatusesContract } from '../contract/mappings.ts'
import { shopOrdersContract } from '../contract/orders.ts'
import { shopRecordsContract } from '../contract/records.ts'
import { eventsOfShop } from '../queries/events.ts'
import { paymentMethodsOf, statusesOf } from '../queries/mappings.ts'
import { orderCard, orderDocument } from '../queries/order-card.ts'
import { orderListIn, unsettledOrders } from '../queries/orders.ts'
import { shopList, shopRecord } from '../queries/records.ts'
import { shopById } from '../queries/shops.ts'

/** Part of `shops`; what happened is told in the words of every slice. */
export const shopRecordsOperations = (say: Say) => ({
  list: operation(shopRecordsContract.list, (ctx, query) => shopList.page(ctx, query)),
  count: operation(shopRecordsContract.count, (ctx, query) => shopList.count(ctx, query)),
  get: operation(shopRecordsContract.get, (ctx, { id }) => shopRecord(ctx, id)),
  update: operation(shopRecordsContract.update, async (ctx, { id, revision, ...changes }) => {
    await changeShop(ctx, id, changes, revision)
    return shopRecord(ctx, id)
  }),
  remove: operation(shopRecordsContract.remove, async (ctx, { id }) => {
    await removeShop(ctx, id)
    return { id }
  }),
  events: operation(shopRecordsContract.events, (ctx, asked) => eventsOfShop(ctx, asked, say)),
})

/** Part of `shopOrders`: reading; why one waits is told in the words of every slice. */
export const shopOrdersOperations = (say: Say) => {
  const list = orderListIn(say)
  return {
    list: operation(shopOrdersContract.list, (ctx, query) => list.page(ctx, query)),
    count: operation(shopOrdersContract.count, (ctx, query) => list.count(ctx, query)),
    unsettled: operation(shopOrdersContract.unsettled, ctx => unsettledOrders(ctx, say)),
    get: operation(shopOrdersContract.get, (ctx, { id }) => orderCard(ctx, id, say)),
    document: operation(shopOrdersContract.document, (ctx, { id }) => orderDocument(ctx, id)),
  }
}

export const shopStatusesOperations = {
  list: operation(shopStatusesContract.list, async (ctx, { id }) => {
    await shopById(ctx, id)
    return statusesOf(ctx, id)
  }),
  save: operation(shopStatusesContract.save, async (ctx, { id, statuses }) => {
    await saveStatuses(ctx, id, statuses)
    return statusesOf(ctx, id)
  }),
}

export const shopPaymentMethodsOperations = {
  list: operation(shopPaymentMethodsContract.list, async (ctx, { id }) => {
    await shopById(ctx, id)
    return paymentMethodsOf(ctx, id)
  }),
  save: operation(shopPaymentMethodsContract.save, async (ctx, { id, methods }) => {
    await savePaymentMethods(ctx, id, methods)
    return paymentMethodsOf(ctx, id)
  }),
}
