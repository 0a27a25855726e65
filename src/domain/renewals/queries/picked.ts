import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyMatches } from '../../parties/queries.ts'
import { type ExpiringFilters, expiringAsked, expiringConditions } from '../../subscriptions/queries/expiring.ts'
import type { Picked } from './candidates.ts'

export type PickedAsked = {
  purchaseIds?: readonly string[] | undefined
  expiring?: (ExpiringFilters & { search?: string | undefined }) | undefined
}

/** Subscriptions chosen on the screen of those that expire: some, or all that its filters and search match. */
export async function pickedOf(ctx: Ctx, { purchaseIds, expiring }: PickedAsked): Promise<Picked | undefined> {
  if (purchaseIds) return { purchaseIds }
  if (!expiring) return undefined
  const { search = '', ...filters } = expiring
  const where: SQL[] = expiringConditions(ctx, await expiringAsked(ctx, filters))
  return { where: [...where, ...partyMatches(ctx, search, sql`p.recipient_id`)] }
}
