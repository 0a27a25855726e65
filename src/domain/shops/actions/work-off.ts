import type { Asking } from './asking.ts'
import { deliveriesDone, type Waiting, waitingDeliveries } from './deliveries.ts'
import { follow } from './follow.ts'
import { askAgain, keepSubscriptionsIn } from './take-in.ts'

const AT_ONCE = 50

/**
 * Works off what a shop sent. Only that an order changed is believed of it, the shop is asked what: three under one
 * delivery id, an update before its creation, ten times the same come to one result. Source: E2, W-20, W-21.
 */
export async function workOffDeliveries(asking: Asking) {
  const { shop, inTransaction } = asking
  for (;;) {
    const waiting = await inTransaction(ctx => waitingDeliveries(ctx, shop.id, AT_ONCE))
    if (waiting.length === 0) return
    await askAgain(asking, idsOf(waiting, 'order'))
    await keepSubscriptionsIn(asking, bodiesOf(waiting, 'subscription'))
    await inTransaction(async ctx => {
      await follow(ctx, shop, [...bodiesOf(waiting, 'customer'), ...bodiesOf(waiting, 'product')])
      await deliveriesDone(ctx, waiting)
    })
  }
}

const of = (waiting: readonly Waiting[], record: string) =>
  waiting.filter(({ topic }) => topic.startsWith(`${record}.`))

const idsOf = (waiting: readonly Waiting[], record: string) => [
  ...new Set(of(waiting, record).map(({ externalId }) => externalId)),
]

/** Built when they were sent, not when it happened: as fresh as an answer. Source: W-21. */
const bodiesOf = (waiting: readonly Waiting[], record: string): unknown[] =>
  of(waiting, record)
    .filter(({ topic }) => !topic.endsWith('.deleted'))
    .map(({ body }) => JSON.parse(body))
