import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cppapOf, ean13Of, issnOf } from './registration.ts'

describe('CIR-1 an ISSN', () => {
  test.each(['2049-3630', '20493630', ' 2049 3630 '])('%s is written 2049-3630', typed => {
    expect(issnOf(typed)).toBe('2049-3630')
  })
  test('has X for a check of ten', () => expect(issnOf('2434-561x')).toBe('2434-561X'))
  test.each(['2049-3631', '2049-363', '2049-36300', 'revue', ''])('is not %j', typed => {
    expect(issnOf(typed)).toBeNull()
  })
  test('is told from itself with any one digit changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 }), (at, more) => {
        const digits = [...'20493630']
        digits[at] = String((Number(digits[at]) + more) % 10)
        expect(issnOf(digits.join(''))).toBeNull()
      }),
    )
  })
})

describe('CIR-1 a CPPAP number', () => {
  test.each(['0525 K 94371', '0525K94371', '0525 k-94371'])('%s is written 0525 K 94371', typed => {
    expect(cppapOf(typed)).toBe('0525 K 94371')
  })
  test.each(['1325 K 94371', '0525 94371', '0525 KK 94371', '0525 K 9437'])('is not %j', typed => {
    expect(cppapOf(typed)).toBeNull()
  })
})

describe('ABO-18 an EAN13', () => {
  test.each(['4006381333931', '400 6381 333931', '978-2-07-036822-8'])('%s has thirteen digits that agree', typed => {
    expect(ean13Of(typed)).toMatch(/^\d{13}$/)
  })
  test.each(['4006381333932', '400638133393', '40063813339310', 'EAN'])('is not %j', typed => {
    expect(ean13Of(typed)).toBeNull()
  })
})
