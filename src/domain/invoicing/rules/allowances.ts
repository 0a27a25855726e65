import { percentOf, splitByLargestRemainder } from '../../../values/money.ts'
import type { AllowanceSaid, Entered, Vat } from './draft.ts'

export type Allowance = Entered & {
  kind: AllowanceSaid['kind']
  depositId: string | null
  reason: string
  percentBps: number | null
}

/** What one rate of a document, or of a deposit, comes to. */
export type AtRate = Vat & { cents: number }

const rateKey = ({ vatCategory, vatRateBps }: Vat) => `${vatCategory} ${vatRateBps}`

/** The amounts of lines by rate, in the order they first appear. */
export function byRate(lines: readonly Entered[]): AtRate[] {
  return [...Map.groupBy(lines, rateKey).values()].map(those => ({
    vatCategory: those[0]!.vatCategory,
    vatRateBps: those[0]!.vatRateBps,
    cents: those.reduce((sum, { cents }) => sum + cents, 0),
  }))
}

/**
 * What is taken off or added to a whole document, a part for each rate (EN 16931 wants one rate on each, BG-20 and
 * BG-21): a share of the lines at that rate, or an amount split by what they come to.
 */
export function spread(said: AllowanceSaid, rates: readonly AtRate[]): Allowance[] {
  const { kind, reason = '', percentBps, cents = 0, vatRateBps, vatCategory } = said
  const asked = rates.filter(
    rate =>
      (vatRateBps === undefined || rate.vatRateBps === vatRateBps) &&
      (vatCategory === undefined || rate.vatCategory === vatCategory),
  )
  const parts =
    percentBps === undefined
      ? shares(
          cents,
          asked.map(rate => rate.cents),
        )
      : asked.map(rate => percentOf(rate.cents, percentBps))
  return asked.flatMap(({ vatCategory, vatRateBps }, at) =>
    parts[at]! === 0
      ? []
      : [
          {
            kind,
            depositId: said.depositId ?? null,
            reason,
            percentBps: percentBps ?? null,
            vatCategory,
            vatRateBps,
            cents: parts[at]!,
          },
        ],
  )
}

const shares = (cents: number, weights: readonly number[]): number[] =>
  weights.every(weight => weight === 0)
    ? weights.map((_, at) => (at === 0 ? cents : 0))
    : splitByLargestRemainder(cents, weights)
