import type { ShopRefund } from './order.ts'

/** A refund that was kept. */
type Kept = { externalId: string; cents: number }
/** A part of what a shop says that it gave back in all. */
export type RefundPart = Pick<ShopRefund, 'externalId' | 'cents'>

/**
 * A shop that tells one amount of all it gave back: what it grew by is a refund of its own. Parts of before stay as far as
 * they come to it; those that do not are no longer told. Source: E12.
 */
export function partsOf(
  told: RefundPart | undefined,
  kept: readonly Kept[],
): { same: Kept[]; added: RefundPart | null } {
  const same: Kept[] = []
  let left = told?.cents ?? 0
  for (const part of kept) {
    if (part.cents > left) break
    same.push(part)
    left -= part.cents
  }
  if (!told || left === 0) return { same, added: null }
  const externalId = kept.length === 0 ? told.externalId : `${told.externalId}-${told.cents}`
  return { same, added: { externalId, cents: left } }
}
