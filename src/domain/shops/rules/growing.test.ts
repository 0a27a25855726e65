import fc from 'fast-check'
import { expect, it } from 'vitest'
import { partsOf } from './growing.ts'

const sum = (parts: readonly { cents: number }[]) => parts.reduce((total, { cents }) => total + cents, 0)

it('E12 the parts of what was given back in all come to what the shop says last, each told once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 6 }), totals => {
      let kept: { externalId: string; cents: number }[] = []
      for (const cents of totals) {
        const told = cents === 0 ? undefined : { externalId: 'refunded', cents }
        const { same, added } = partsOf(told, kept)
        expect(kept.slice(0, same.length)).toEqual(same)
        kept = added ? [...same, added] : same
        expect(sum(kept)).toBe(cents)
        expect(partsOf(told, kept)).toEqual({ same: kept, added: null })
      }
    }),
  )
})
