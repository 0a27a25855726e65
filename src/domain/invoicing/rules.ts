import { netFromGross, percentOf } from '../../values/money.ts'

export type Priced = { priceBasis: string; priceCents: number; vatRateBps: number }
export type Amounts = { netCents: number; vatCents: number; grossCents: number }

/**
 * What a quantity of a product costs, in integer cents. A gross price never moves: VAT is taken out of it; a net price
 * has VAT added. Source.
 */
export function lineAmounts({ priceBasis, priceCents, vatRateBps }: Priced, quantity: number): Amounts {
  const cents = priceCents * quantity
  if (priceBasis === 'net') {
    const vatCents = percentOf(cents, vatRateBps)
    return { netCents: cents, vatCents, grossCents: cents + vatCents }
  }
  const netCents = netFromGross(cents, vatRateBps)
  return { netCents, vatCents: cents - netCents, grossCents: cents }
}
