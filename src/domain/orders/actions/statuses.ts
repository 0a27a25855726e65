import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { type Status, statusesOf } from '../queries/settings.ts'
import type { OrderKind, StatusKey } from '../rules/order.ts'
import { FIRST_STATUSES } from '../rules/statuses.ts'
import { orderStatuses } from '../tables/settings.ts'

/** The statuses of a kind; the first time a company asks, those it begins with are written. */
export async function ownStatuses(ctx: Ctx, kind: OrderKind): Promise<Status[]> {
  const found = await statusesOf(ctx, kind)
  if (found.length > 0) return found
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`order statuses ${ctx.company.id} ${kind}`}, 0))`,
  )
  const meanwhile = await statusesOf(ctx, kind)
  if (meanwhile.length > 0) return meanwhile
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  await insertRows(
    ctx,
    orderStatuses,
    FIRST_STATUSES[kind].map((name, at) => ({ id: newId(), kind, position: at + 1, ...name, ...stamps })),
  )
  return statusesOf(ctx, kind)
}

/** The status that a company means by a key, the first of those it has; null: it has put them all away. */
export const meaningAmong = (statuses: readonly Status[], key: StatusKey): string | null =>
  statuses.find(status => status.key === key && status.active)?.id ?? null

/** The same, where the statuses are not at hand. */
export const statusMeaning = async (ctx: Ctx, kind: OrderKind, key: StatusKey): Promise<string | null> =>
  meaningAmong(await ownStatuses(ctx, kind), key)

/** Statuses that were asked must be of the kind of the order; null says none. */
export async function checkStatuses(ctx: Ctx, kind: OrderKind, asked: readonly (string | null | undefined)[]) {
  const ids = asked.flatMap(id => id ?? [])
  if (ids.length === 0) return
  const known = new Set((await ownStatuses(ctx, kind)).map(({ id }) => id))
  if (!ids.every(id => known.has(id))) refuse('orders.unknownStatus', { field: 'statusId' })
}
