import { operation } from '../../../platform/http/operation.ts'
import type { Say } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'
import { shopNamed } from '../actions/shops.ts'
import { PART, type Taken } from '../actions/take.ts'
import { retryOrders, takeDocuments } from '../actions/take-documents.ts'
import { retryContract, takeContract } from '../contract/take.ts'
import { reasonSaid } from '../labels/events.ts'
import { shopById } from '../queries/shops.ts'

export const inWords = (orders: readonly Taken[], language: Language, say: Say) =>
  orders.map(({ values, ...order }) => ({
    ...order,
    reasonSaid: order.reason === null ? '' : reasonSaid(language, order.reason, values, say),
  }))

const countOf = (orders: readonly Taken[], done: Taken['done']) => orders.filter(order => order.done === done).length

export const countsOf = (orders: readonly Taken[]) => ({
  taken: countOf(orders, 'taken'),
  unchanged: countOf(orders, 'unchanged'),
  quarantined: countOf(orders, 'quarantined'),
  unequal: orders.filter(({ unequal }) => unequal).length,
})

/** Part of `shops`; why an order is in quarantine is told in the words of every slice. */
export const takeOperations = (say: Say) => ({
  take: operation(takeContract.take, async (ctx, { shop: name, documents }) => {
    const shop = await shopNamed(ctx, name)
    const { orders, refundsWithoutOrder, counts } = await takeDocuments(ctx, shop, documents, { again: true })
    return {
      shopId: shop.id,
      orders: inWords(orders, ctx.language, say),
      refundsWithoutOrder,
      passedOver: counts.get(null) ?? 0,
      ...countsOf(orders),
    }
  }),
})

/** Part of `shopOrders`. */
export const retryOperations = (say: Say) => ({
  retry: operation(retryContract.retry, async (ctx, which) => {
    const orders = await retryOrders(ctx, id => shopById(ctx, id), which, PART)
    return {
      orders: inWords(orders, ctx.language, say),
      taken: countOf(orders, 'taken'),
      quarantined: countOf(orders, 'quarantined'),
    }
  }),
})
