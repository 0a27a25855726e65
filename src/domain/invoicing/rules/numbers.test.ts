import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbersMeant, placeOf, readAs } from './numbers.ts'
import { DEFAULT_SETTINGS, numberFrom } from './settings.ts'

const PATTERNS = ['FA-{yyyy}-{n:6}', 'F{yy}/{n:4}', '{n:5}-{yyyy}', 'LAC.{yyyy}.{n:3}', '{yyyy}{n:6}']

describe('the number of a document', () => {
  it('is found again however it is typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PATTERNS),
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 1, max: 999 }),
        (pattern, year, place) => {
          const number = numberFrom(pattern, { year, number: place })
          expect(readAs(number, pattern)).toBe(number)
          expect(readAs(number.toLowerCase(), pattern)).toBe(number)
          expect(placeOf(number, pattern, year)).toBe(place)
          expect(placeOf(number, pattern, year + 1)).toBeUndefined()
        },
      ),
    )
    for (const typed of ['fa-2023-412', '2023-412', ' FA2023-412 ', 'FA-2023-000412'])
      expect(numbersMeant(typed, DEFAULT_SETTINGS)).toContain('FA-2023-000412')
  })

  it('typed without its letters means one of each kind; a number of elsewhere means itself', () => {
    expect(numbersMeant('2023-412', DEFAULT_SETTINGS)).toEqual([
      '2023-412',
      'FA-2023-000412',
      'AV-2023-000412',
      'AC-2023-000412',
    ])
    expect(numbersMeant('f-12/a', DEFAULT_SETTINGS)).toEqual(['f-12/a', 'F-12/A'])
    for (const typed of ['Dupont', '', '  ']) expect(numbersMeant(typed, DEFAULT_SETTINGS)).toEqual([])
  })
})
