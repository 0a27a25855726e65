import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineAmounts } from './rules.ts'

const price = fc.record({
  priceBasis: fc.constantFrom('gross', 'net'),
  priceCents: fc.integer({ min: 0, max: 10_000_000 }),
  vatRateBps: fc.constantFrom(0, 105, 210, 550, 1000, 2000),
})
const quantity = fc.integer({ min: 1, max: 1000 })

describe('the amounts of a line', () => {
  it('X-10 X-11 never move a price entered with tax, and take its VAT out to the cent', () => {
    expect(lineAmounts({ priceBasis: 'gross', priceCents: 3400, vatRateBps: 2000 }, 1)).toEqual({
      netCents: 2833,
      vatCents: 567,
      grossCents: 3400,
    })
    expect(lineAmounts({ priceBasis: 'gross', priceCents: 5960, vatRateBps: 2000 }, 1)).toEqual({
      netCents: 4967,
      vatCents: 993,
      grossCents: 5960,
    })
    fc.assert(
      fc.property(price, quantity, (of, count) => {
        const { netCents, vatCents, grossCents } = lineAmounts(of, count)
        expect(netCents + vatCents).toBe(grossCents)
        expect(of.priceBasis === 'gross' ? grossCents : netCents).toBe(of.priceCents * count)
        expect(vatCents).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
