import { formatOf } from '../formats/kinds.ts'
import { isInTheBin } from '../rules/decision.ts'
import type { Asking } from './asking.ts'
import { type GivenOrder, keptAs } from './given.ts'
import { ordersGone } from './gone.ts'
import { keepSubscriptions } from './subscriptions.ts'
import { type Taken, type Taking, takeOrders } from './take.ts'

/** Orders of the shop are taken with the lines of their refunds, which it tells only when asked for each. Source: W-9. */
export async function takeIn(
  { client, shop, inTransaction }: Asking,
  documents: readonly unknown[],
  taking: Taking = {},
): Promise<Taken[]> {
  const { readOrder } = formatOf(shop.kind)
  const given: GivenOrder[] = []
  for (const document of documents) {
    const read = readOrder(document)
    const refunded = 'document' in read && read.document.refunds.length > 0
    const refunds = refunded ? await client.refundsOf(read.document.externalId) : null
    given.push(refunds ? { document, refunds } : { document })
  }
  return inTransaction(ctx => takeOrders(ctx, shop, given, { ...taking, there: true }))
}

/** Subscriptions as the shop tells them; what is not understood is told again with its next change. */
export async function keepSubscriptionsIn({ shop, inTransaction }: Asking, documents: readonly unknown[]) {
  const { readSubscription } = formatOf(shop.kind)
  const read = documents.flatMap(document => {
    const subscription = readSubscription?.(document)
    return subscription && 'document' in subscription
      ? [{ subscription: subscription.document, ...keptAs(document) }]
      : []
  })
  if (read.length > 0) await inTransaction(ctx => keepSubscriptions(ctx, shop, read))
}

/** Asks for orders again and takes them as they are now; those in the bin of the shop, or deleted, are gone. Source: W-7. */
export async function askAgain(asking: Asking, ids: readonly string[], taking: Taking = {}) {
  const { client, shop, inTransaction } = asking
  const there: unknown[] = []
  const gone: string[] = []
  for (const id of ids) {
    const document = await client.order(id)
    const read = document === null ? null : formatOf(shop.kind).readOrder(document)
    if (read === null || ('document' in read && isInTheBin(read.document))) gone.push(id)
    else there.push(document)
  }
  const taken = there.length > 0 ? await takeIn(asking, there, taking) : []
  if (gone.length > 0) await inTransaction(ctx => ordersGone(ctx, shop, gone))
  return { taken, gone }
}
