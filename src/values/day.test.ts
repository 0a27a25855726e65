import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, compareDays, day, daysBetween, formatDay, isoDay, monthAdded } from './day.ts'

const FOUR_CENTURIES_DAYS = 146_097
const anyDay = fc.integer({ min: 0, max: FOUR_CENTURIES_DAYS }).map(days => addDays(day('1900-01-01'), days))

describe('a day', () => {
  test('is read from its ISO form and written back the same', () => {
    fc.assert(fc.property(anyDay, some => isoDay(day(isoDay(some))) === isoDay(some)))
  })

  test.each(['', '31/08/2023', '2023-8-31', '2023-08-31T00:00', '20230831', '2023-08-31[u-ca=hebrew]'])(
    'refuses the shape %j and says which one is expected',
    typed => expect(() => day(typed)).toThrow(`Not a day: "${typed}", expected YYYY-MM-DD`),
  )

  test.each(['2023-02-29', '2023-13-01', '2023-04-31', '1900-02-29'])('refuses %s, which never was', typed =>
    expect(() => day(typed)).toThrow(`No such day: "${typed}"`),
  )

  test('reads 31/08/2023 in both languages', () => {
    expect(formatDay(day('2023-08-31'), 'fr')).toBe('31/08/2023')
    expect(formatDay(day('2023-08-31'), 'en')).toBe('31/08/2023')
    expect(formatDay(day('0987-01-02'))).toBe('02/01/0987')
  })
})

describe('counting days', () => {
  test('knows the leap years of four centuries', () => {
    expect(daysBetween(day('1900-01-01'), day('2300-01-01'))).toBe(FOUR_CENTURIES_DAYS)
    expect(daysBetween(day('2024-02-28'), day('2024-03-01'))).toBe(2)
    expect(daysBetween(day('2023-09-01'), day('2023-08-31'))).toBe(-1)
  })

  test('going forward then counting gives back the same number', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -10_000, max: 10_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days)
      }),
    )
  })

  test('the order of days is the order of their distance', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(compareDays(a, b)).toBe(Math.sign(daysBetween(b, a)))
      }),
    )
    expect(['2024-01-01', '2023-12-31', '2023-01-31'].map(day).sort(compareDays).map(isoDay)).toEqual([
      '2023-01-31',
      '2023-12-31',
      '2024-01-01',
    ])
  })
})

describe('X-20 adding months', () => {
  test('stops at the last day of a shorter month', () => {
    expect(isoDay(monthAdded(day('2024-01-31'), 1))).toBe('2024-02-29')
    expect(isoDay(monthAdded(day('2023-01-31'), 1))).toBe('2023-02-28')
    expect(isoDay(monthAdded(day('2024-02-29'), 12))).toBe('2025-02-28')
    expect(isoDay(monthAdded(day('2024-03-31'), -1))).toBe('2024-02-29')
  })

  test('from the original start keeps its day of the month for 400 years, or the last of the month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 4800 }), (anchor, months) => {
        const later = monthAdded(anchor, months)
        const monthsApart = (later.year - anchor.year) * 12 + later.month - anchor.month
        expect(monthsApart).toBe(months)
        expect(later.day).toBe(Math.min(anchor.day, later.daysInMonth))
      }),
    )
  })

  test('4800 months from any day is the same day of the year, 400 years later', () => {
    fc.assert(fc.property(anyDay, anchor => monthAdded(anchor, 4800).equals(anchor.add({ years: 400 }))))
  })
})
