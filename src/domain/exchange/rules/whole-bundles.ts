import type { ExchangeLine } from './documents.ts'

/** A line of an order here; `bundle` is what it was sold in with others of the same group. */
export type StandingPart = ExchangeLine & {
  bundle: { group: number; code: string; gtin: string; label: string } | null
}

/**
 * An order as it travels: what was sold as one is one line again, at the place of its first part, so that who delivers it prices it
 * as one. Its VAT is said only where all parts bear the same. Parts of which other quantities or days are wanted travel by
 * themselves. Source: CIR-14, INT-20.
 */
export function wholeBundles(parts: readonly StandingPart[]): ExchangeLine[] {
  const groups = Map.groupBy(parts, ({ bundle, position }) => (bundle ? `g${bundle.group}` : `l${position}`))
  return [...groups.values()]
    .flatMap(group => (isWhole(group) ? [whole(group)] : group.map(({ bundle: _, ...line }) => line)))
    .sort((one, other) => one.position - other.position)
}

const isWhole = ([first, ...others]: readonly StandingPart[]) =>
  first!.bundle !== null &&
  others.every(({ quantity, deliverOn }) => quantity === first!.quantity && deliverOn === first!.deliverOn)

function whole(group: readonly StandingPart[]): ExchangeLine {
  const [first] = group
  const { position, quantity, deliverOn, bundle, vatCategory, vatRateBps } = first!
  const { code, gtin, label } = bundle!
  const isTaxedAlike = group.every(part => part.vatCategory === vatCategory && part.vatRateBps === vatRateBps)
  const sum = (of: (part: StandingPart) => number) => group.reduce((cents, part) => cents + of(part), 0)
  return {
    ...{ position, code, gtin, label, quantity, deliverOn },
    description: group.map(part => part.label).join('\n'),
    netCents: sum(({ netCents }) => netCents),
    vatCents: sum(({ vatCents }) => vatCents ?? 0),
    vatCategory: isTaxedAlike ? vatCategory : null,
    vatRateBps: isTaxedAlike ? vatRateBps : 0,
  }
}
