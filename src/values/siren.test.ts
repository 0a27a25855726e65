import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sirenOf, siretOf } from './siren.ts'

describe('a SIREN', () => {
  it('L-3 is read with or without spaces when its key is right', () => {
    expect(sirenOf('732 829 320')).toBe('732829320')
    expect(sirenOf('732829320')).toBe('732829320')
    expect(sirenOf('732829321')).toBeNull()
    expect(sirenOf('73282932')).toBeNull()
    expect(sirenOf('FR732829320')).toBeNull()
  })

  it('L-3 never passes with one digit wrong', () => {
    fc.assert(
      fc.property(fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [...'732829320']
        digits[at] = String((Number(digits[at]) + by) % 10)
        expect(sirenOf(digits.join(''))).toBeNull()
      }),
    )
  })

  it('L-3 is taken out of a SIRET', () => {
    expect(siretOf('732 829 320 00074')).toEqual({ siren: '732829320', nic: '00074' })
    expect(siretOf('73282932000075')).toBeNull()
    expect(siretOf('732829320')).toBeNull()
  })

  it('L-3 lets the establishments of the post office pass by the sum of their digits', () => {
    expect(siretOf('356 000 000 00048')).toEqual({ siren: '356000000', nic: '00048' })
    expect(siretOf('35600000049837')).toEqual({ siren: '356000000', nic: '49837' })
    expect(siretOf('35600000049838')).toBeNull()
  })
})
