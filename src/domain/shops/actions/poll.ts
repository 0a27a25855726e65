import { sql } from 'drizzle-orm'
import type { Asking } from './asking.ts'
import { resumeLoad } from './load.ts'
import { writeNotes } from './notes.ts'
import { setState } from './state.ts'
import { keepSubscriptionsIn, takeIn } from './take-in.ts'
import { workOffDeliveries } from './work-off.ts'

/** While a shop is being asked nobody else asks it; one that was cut short is asked again then. */
export const CLAIMED_MINUTES = 5

/**
 * Asks a shop for all that changed since it was asked last: the truth, whatever its deliveries told or lost. Source: E1.
 */
export async function poll(asking: Asking) {
  await workOffDeliveries(asking)
  await readChanges(asking, 'modifiedSince')
  await readChanges(asking, 'subscriptionsSince')
  await resumeLoad(asking)
  await writeNotes(asking)
}

/**
 * The cursor moves only after what was read is committed, so that a cut costs reading it again; never beyond now, where an
 * order that a plug-in dated tomorrow would hide all others. Source: W-3, W-5.
 */
async function readChanges(asking: Asking, cursor: 'modifiedSince' | 'subscriptionsSince') {
  const { shop, state, client, inTransaction } = asking
  const since = state[cursor]
  if (since === null) return
  const changes =
    cursor === 'modifiedSince' ? client.ordersModifiedSince(since) : client.subscriptionsModifiedSince(since)
  for await (const { documents, until } of changes) {
    await (cursor === 'modifiedSince' ? takeIn(asking, documents) : keepSubscriptionsIn(asking, documents))
    await inTransaction(ctx =>
      setState(ctx, shop.id, {
        [cursor]: sql`least(now(), greatest(${sql.identifier(cursor === 'modifiedSince' ? 'modified_since' : 'subscriptions_since')}, ${until}::timestamptz))`,
        dueAt: sql`case when due_at is not null then now() + make_interval(mins => ${CLAIMED_MINUTES}) end`,
      }),
    )
  }
}
