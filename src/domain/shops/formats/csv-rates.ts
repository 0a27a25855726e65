import { percentOf, vatInGross } from '../../../values/money.ts'

/** What the order was charged of one rate, as the file says. */
export type TaxOfRate = { rateBps: number; cents: number }
/** What is at one rate; `alike`: of the same product, which has one. */
export type Taxable = { cents: number; bearsTax: boolean; alike: string }

/** More than these are not tried: nobody waits for it. */
const MOST_STEPS = 200_000

/**
 * Which rate each amount bears, where a file says only what all of the order was charged of each: the first way in which
 * every rate comes to what it was charged, to the cents that rounding each amount may cost. Undefined: there is none.
 */
export function ratesOf(amounts: readonly Taxable[], taxes: readonly TaxOfRate[]): number[] | undefined {
  const groups = [...Map.groupBy(amounts, ({ alike }) => alike).values()].toSorted(
    (one, other) => sumOf(other) - sumOf(one),
  )
  const rates = [...taxes, { rateBps: 0, cents: 0 }]
  const left = rates.map(({ cents }) => cents)
  const chosen = new Map<string, number>()
  const slack = amounts.length + 1
  let steps = 0
  const fits = (at: number): boolean => {
    const group = groups[at]
    if (!group) return left.every(cents => Math.abs(cents) <= slack)
    for (const [place, { rateBps }] of rates.entries()) {
      if (++steps > MOST_STEPS) return false
      const tax = group.reduce((sum, amount) => sum + taxIn(amount, rateBps), 0)
      if (left[place]! - tax < -slack) continue
      left[place]! -= tax
      chosen.set(group[0]!.alike, rateBps)
      if (fits(at + 1)) return true
      left[place]! += tax
    }
    return false
  }
  return fits(0) ? amounts.map(({ alike }) => chosen.get(alike)!) : undefined
}

const sumOf = (group: readonly Taxable[]) => group.reduce((sum, { cents }) => sum + cents, 0)
const taxIn = ({ cents, bearsTax }: Taxable, rateBps: number) =>
  bearsTax ? vatInGross(cents, rateBps) : percentOf(cents, rateBps)
