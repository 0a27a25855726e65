import type { Amounts, Vat } from './draft.ts'

type Allowance = Vat & Amounts & { kind: string }

/** What is taxed and its VAT at each category and rate, the highest rate first (BG-23). */
export function breakdownOf(lines: readonly (Vat & Amounts)[], allowances: readonly Allowance[]): (Vat & Amounts)[] {
  const parts = [
    ...lines.map(line => ({ ...line, sign: 1 })),
    ...allowances.map(one => ({ ...one, sign: one.kind === 'charge' ? 1 : -1 })),
  ]
  return [...Map.groupBy(parts, ({ vatCategory, vatRateBps }) => `${vatCategory} ${vatRateBps}`).values()]
    .map(group => {
      const sum = (name: keyof Amounts) => group.reduce((total, part) => total + part.sign * part[name], 0)
      const { vatCategory, vatRateBps } = group[0]!
      return {
        vatCategory,
        vatRateBps,
        netCents: sum('netCents'),
        vatCents: sum('vatCents'),
        grossCents: sum('grossCents'),
      }
    })
    .sort((a, b) => b.vatRateBps - a.vatRateBps || (a.vatCategory < b.vatCategory ? -1 : 1))
}
