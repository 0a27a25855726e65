import type { Ctx } from '../../../platform/http/context.ts'
import { type ExpiringFilters, expiringShown } from '../../subscriptions/queries/expiring.ts'
import type { Picked } from './candidates.ts'

export type PickedAsked = {
  purchaseIds?: readonly string[] | undefined
  expiring?: (ExpiringFilters & { search?: string | undefined }) | undefined
}

/** Subscriptions chosen on the screen of those that expire: some, or all that its filters and search match. */
export async function pickedOf(ctx: Ctx, { purchaseIds, expiring }: PickedAsked): Promise<Picked | undefined> {
  if (purchaseIds) return { purchaseIds }
  return expiring && { where: await expiringShown(ctx, expiring) }
}
