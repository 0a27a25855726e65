import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bothPrices, PRICE_BASES } from './price.ts'

/** The products of the documents: net and gross, in cents. */
const FIXTURES: [code: string, vatRateBps: number, netCents: number, grossCents: number][] = [
  ['ABO-A112', 2000, 2833, 3400],
  ['ABO-A224', 2000, 4967, 5960],
  ['ABO-N115', 0, 3400, 3400],
  ['ABO-N226', 0, 5960, 5960],
  ['ABO-PR12', 0, 0, 0],
  ['ABO-SO12', 0, 15_000, 15_000],
  ['NUM-1', 2000, 750, 900],
  ['NUM-2', 2000, 750, 900],
  ['NUM-3', 2000, 750, 900],
  ['NUM-4', 2000, 750, 900],
  ['NUM-5', 2000, 750, 900],
]

describe('a price', () => {
  test.each(FIXTURES)(
    'ABO-24 of %s entered with %i bps of tax is %i net, %i gross',
    (_code, rate, netCents, grossCents) => {
      expect(bothPrices('gross', grossCents, rate)).toEqual({ netCents, grossCents })
    },
  )

  test('X-11 of 28,33 net at 20 % is 34,00 gross', () => {
    expect(bothPrices('net', 2833, 2000)).toEqual({ netCents: 2833, grossCents: 3400 })
  })

  test('X-10 never moves on the side that was entered, and the other is at most half a cent away', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRICE_BASES),
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (basis, priceCents, rate) => {
          const { netCents, grossCents } = bothPrices(basis, priceCents, rate)
          expect(basis === 'gross' ? grossCents : netCents).toBe(priceCents)
          expect(grossCents).toBeGreaterThanOrEqual(netCents)
          const error = netCents * (10_000 + rate) - grossCents * 10_000
          expect(Math.abs(error) * 2).toBeLessThanOrEqual(basis === 'gross' ? 10_000 + rate : 10_000)
        },
      ),
    )
  })
})
