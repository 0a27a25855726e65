import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedPrice } from './price-change.ts'

const cents = fc.integer({ min: 0, max: 100_000_000 })

describe('a price of many contracts that changes', () => {
  it.each([
    ['percent', 350, 1, 12_000, 12_420],
    ['percent', 350, 50, 12_000, 12_400],
    ['percent', -10_000, 1, 12_000, 0],
    ['amount', 200, 1, 12_000, 12_200],
    ['amount', -20_000, 1, 12_000, 0],
    ['price', 9900, 1, 12_000, 9900],
  ] as const)('A12 %s %i rounded to %i makes of %i %i', (kind, value, roundedTo, before, after) => {
    expect(changedPrice(before, { kind, value, roundedTo })).toBe(after)
  })

  it('A12 is a multiple of what it is rounded to, and at most half of that away', () => {
    fc.assert(
      fc.property(
        cents,
        fc.integer({ min: -5000, max: 20_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        (before, value, roundedTo) => {
          const exact = changedPrice(before, { kind: 'percent', value, roundedTo: 1 })
          const rounded = changedPrice(before, { kind: 'percent', value, roundedTo })
          expect(rounded % roundedTo).toBe(0)
          expect(Math.abs(rounded - exact) * 2).toBeLessThanOrEqual(roundedTo)
        },
      ),
    )
  })

  it('A12 goes up with the price it was', () => {
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: -10_000, max: 20_000 }), (a, b, value) => {
        const change = { kind: 'percent', value, roundedTo: 1 } as const
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(changedPrice(low, change)).toBeLessThanOrEqual(changedPrice(high, change))
      }),
    )
  })
})
