import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, formatDay, isoDay } from './day.ts'
import { contains, lastDayOfTerm, period, termPeriod } from './period.ts'

const anyDay = fc.integer({ min: 0, max: 146_097 }).map(days => addDays(day('1900-01-01'), days))
const anyTermMonths = fc.integer({ min: 1, max: 60 })
const anyPeriod = fc
  .tuple(anyDay, fc.integer({ min: 0, max: 400 }))
  .map(([from, days]) => period(from, addDays(from, days)))

describe('ABO-30 the last day of a term', () => {
  test.each([
    ['A112', '2023-03-09', 12, '08/03/2024'],
    ['A224', '2023-08-09', 24, '08/08/2025'],
    ['A112', '2023-07-01', 12, '30/06/2024'],
    ['A224', '2023-07-02', 24, '01/07/2025'],
    ['A112', '2023-08-25', 12, '24/08/2024'],
  ])('%s begun on %s for %i months ends on %s', (_product, startsOn, months, expected) => {
    expect(formatDay(lastDayOfTerm(day(startsOn), months))).toBe(expected)
  })

  test.each([
    ['2024-01-31', 1, '28/02/2024'],
    ['2024-02-29', 12, '27/02/2025'],
    ['2023-01-31', 1, '27/02/2023'],
    ['2023-12-31', 2, '28/02/2024'],
  ])('X-20 from %s for %i months, short months included, is %s', (startsOn, months, expected) => {
    expect(formatDay(lastDayOfTerm(day(startsOn), months))).toBe(expected)
  })

  test.each([0, -12, 1.5, Number.NaN])('refuses a term of %d months', months => {
    expect(() => lastDayOfTerm(day('2024-01-01'), months)).toThrow(RangeError)
  })
})

describe('a series of terms', () => {
  test('X-20 counts from the original start: a 31st comes back after February', () => {
    const starts = [0, 1, 2, 3].map(index => isoDay(termPeriod(day('2024-01-31'), 1, index).from))
    expect(starts).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'])
  })

  test('each term starts the day after the end of the one before', () => {
    fc.assert(
      fc.property(anyDay, anyTermMonths, fc.integer({ min: 0, max: 200 }), (anchor, months, index) => {
        const term = termPeriod(anchor, months, index)
        const next = termPeriod(anchor, months, index + 1)
        expect(isoDay(addDays(term.to, 1))).toBe(isoDay(next.from))
        expect(isoDay(addDays(term.from, 27)) <= isoDay(term.to)).toBe(true)
      }),
    )
  })

  test('twelve terms of a month end when one term of a year does', () => {
    fc.assert(
      fc.property(anyDay, anchor => {
        expect(isoDay(termPeriod(anchor, 1, 11).to)).toBe(isoDay(lastDayOfTerm(anchor, 12)))
      }),
    )
  })
})

describe('a period', () => {
  test('refuses to end before it starts, and may last one day', () => {
    expect(() => period(day('2024-01-02'), day('2024-01-01'))).toThrow('from 2024-01-02 cannot end on 2024-01-01')
    expect(period(day('2024-01-01'), day('2024-01-01')).to).toEqual(day('2024-01-01'))
  })

  test('contains both its ends and neither neighbour', () => {
    fc.assert(
      fc.property(anyPeriod, some => {
        expect(contains(some, some.from) && contains(some, some.to)).toBe(true)
        expect(contains(some, addDays(some.from, -1)) || contains(some, addDays(some.to, 1))).toBe(false)
      }),
    )
  })
})
