import { type BasisPoints, type Cents, grossFromNet, netFromGross } from '../../../values/money.ts'

export const PRICE_BASES = ['gross', 'net'] as const
export type PriceBasis = (typeof PRICE_BASES)[number]

/** The normal French rate. */
export const NORMAL_VAT_BPS: BasisPoints = 2000
/** The French rate for a registered press title. */
export const PRESS_VAT_BPS: BasisPoints = 210

/** Both amounts of a price: the one entered never moves, the other is derived to the cent. Source. */
export function bothPrices(
  priceBasis: PriceBasis,
  priceCents: Cents,
  vatRateBps: BasisPoints,
): { netCents: Cents; grossCents: Cents } {
  return priceBasis === 'gross'
    ? { netCents: netFromGross(priceCents, vatRateBps), grossCents: priceCents }
    : { netCents: priceCents, grossCents: grossFromNet(priceCents, vatRateBps) }
}
