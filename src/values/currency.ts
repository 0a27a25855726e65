import type { Cents } from './money.ts'

/** What the books of a company are kept in. */
export const EURO = 'EUR'

/** Codes of ISO 4217 whose amounts have two decimals, as those of every document have. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency').filter(
  code =>
    new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits === 2,
)
const known = new Set(CURRENCIES)
export const isCurrency = (code: string): boolean => known.has(code)

/** Millionths of a unit for one euro, as central banks give rates: 1 € = 1.0842 $ is 1 084 200. */
export type PerEuroMicros = number

/** An amount of another currency in euros, a half cent going away from zero. */
export function inEuros(cents: Cents, perEuroMicros: PerEuroMicros): Cents {
  const rate = BigInt(perEuroMicros)
  const top = BigInt(cents) * 1_000_000n
  const size = (2n * (top < 0n ? -top : top) + rate) / (2n * rate)
  return Number(top < 0n ? -size : size)
}
