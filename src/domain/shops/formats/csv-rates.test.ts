import fc from 'fast-check'
import { expect, it } from 'vitest'
import { percentOf, vatInGross } from '../../../values/money.ts'
import { ratesOf, type Taxable } from './csv-rates.ts'

const RATES = [2000, 550, 210]
const amount = fc.record({
  cents: fc.integer({ min: 100, max: 50_000 }),
  bearsTax: fc.boolean(),
  rateBps: fc.constantFrom(...RATES),
})

const chargedOf = (amounts: readonly (Taxable & { rateBps: number })[], rate: number) =>
  amounts
    .filter(({ rateBps }) => rateBps === rate)
    .reduce((sum, { cents, bearsTax }) => sum + (bearsTax ? vatInGross : percentOf)(cents, rate), 0)

it('E12 the rates found for the lines of an order charge what it was charged of each', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 7 }), given => {
      const amounts = given.map((one, at) => ({ ...one, alike: String(at) }))
      const taxes = RATES.map(rateBps => ({ rateBps, cents: chargedOf(amounts, rateBps) }))
      const rates = ratesOf(amounts, taxes)
      expect(rates).toHaveLength(amounts.length)
      const found = amounts.map((one, at) => ({ ...one, rateBps: rates![at]! }))
      for (const { rateBps, cents } of taxes)
        expect(Math.abs(chargedOf(found, rateBps) - cents)).toBeLessThanOrEqual(amounts.length + 1)
    }),
    { numRuns: 1000 },
  )
})

it('E12 what no rates come to is not guessed', () => {
  const amounts = [{ cents: 1200, bearsTax: true, alike: 'a' }]
  expect(ratesOf(amounts, [{ rateBps: 2000, cents: 500 }])).toBeUndefined()
})
