import { roundHalfAwayFromZero } from '../../../values/money.ts'

/** Basis points more or less, cents more or less, or a new price. Source: A12. */
export const PRICE_KINDS = ['percent', 'amount', 'price'] as const
export type PriceKind = (typeof PRICE_KINDS)[number]

export type PriceChange = { kind: PriceKind; value: number; roundedTo: number }

/** What a price becomes, rounded to the nearest multiple, never less than nothing. */
export function changedPrice(cents: number, { kind, value, roundedTo }: PriceChange): number {
  const wished =
    kind === 'price'
      ? value
      : kind === 'amount'
        ? cents + value
        : roundHalfAwayFromZero(BigInt(cents) * BigInt(10_000 + value), 10_000n)
  return Math.max(0, roundHalfAwayFromZero(wished, roundedTo) * roundedTo)
}
