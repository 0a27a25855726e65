import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bicOf, ibanOf, isWholeIban, spacedIban } from './iban.ts'

describe('an IBAN', () => {
  it.each([
    'FR76 3000 6000 0112 3456 7890 189',
    'DE89370400440532013000',
    'be68 5390 0754 7034',
    'GB29NWBK60161331926819',
  ])('L-3 is read when its key is right: %s', typed => {
    expect(ibanOf(typed)).toBe(typed.replaceAll(' ', '').toUpperCase())
  })

  it('L-3 never passes with one digit wrong, nor with one missing', () => {
    const right = 'FR7630006000011234567890189'
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 26 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const wrong = right.slice(0, at) + String((Number(right[at]) + by) % 10) + right.slice(at + 1)
        expect(ibanOf(wrong)).toBeNull()
        expect(ibanOf(right.slice(0, at) + right.slice(at + 1))).toBeNull()
      }),
    )
    expect(ibanOf('')).toBeNull()
  })

  it('L-3 is whole when it is as long as those of its country, right or wrong', () => {
    expect(isWholeIban('FR76 3000 6000 0112 3456 7890 18')).toBe(false)
    expect(isWholeIban('fr76 3000 6000 0112 3456 7890 188')).toBe(true)
    expect(isWholeIban('NO93 8601 1117 947')).toBe(true)
    expect(isWholeIban('')).toBe(false)
  })

  it('L-3 is shown by fours', () => {
    expect(spacedIban('FR7630006000011234567890189')).toBe('FR76 3000 6000 0112 3456 7890 189')
  })

  it('L-3 comes with a BIC of eight or eleven', () => {
    expect(bicOf('agri fr pp')).toBe('AGRIFRPP')
    expect(bicOf('AGRIFRPP882')).toBe('AGRIFRPP882')
    expect(bicOf('AGRIFR')).toBeNull()
  })
})
