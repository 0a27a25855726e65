import { describe, expect, test } from 'vitest'
import { day, isoDay } from '../../../values/day.ts'
import { due, fiscalYearStartOf, yearStart } from './closing.ts'

const shown = (...given: Parameters<typeof due>) =>
  due(...given).map(({ period, startsOn, endsOn }) => `${period} ${startsOn} ${endsOn}`)

describe('what is to be closed', () => {
  test('L-1 is nothing before the first day has ended', () => {
    expect(shown({}, '2026-03-30', '2026-03-30', 1)).toEqual([])
  })

  test('L-1 is each day, then the month that ends with it', () => {
    expect(shown({}, '2026-03-30', '2026-04-02', 1)).toEqual([
      'day 2026-03-30 2026-03-30',
      'day 2026-03-31 2026-03-31',
      'month 2026-03-01 2026-03-31',
      'day 2026-04-01 2026-04-01',
    ])
  })

  test('L-1 goes on where it stopped, and years go by the fiscal year', () => {
    const reached = { day: '2026-08-30', month: '2026-07-31' }
    expect(shown(reached, '2026-03-30', '2026-09-01', 9)).toEqual([
      'day 2026-08-31 2026-08-31',
      'month 2026-08-01 2026-08-31',
      'year 2025-09-01 2026-08-31',
    ])
    expect(yearStart({ ...reached, year: '2026-08-31' }, '2026-03-30', 9)).toBe('2026-09-01')
  })

  test('L-1 leaves no day out when the fiscal year moves: one year is shorter or longer', () => {
    const periods = due({ year: '2026-12-31', month: '2027-02-28', day: '2027-02-28' }, '2026-01-01', '2028-07-01', 7)
    expect(periods.filter(({ period }) => period === 'year').map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual(
      [
        ['2027-01-01', '2027-06-30'],
        ['2027-07-01', '2028-06-30'],
      ],
    )
  })

  test('the fiscal year of a day', () => {
    const start = (on: string, month: number) => isoDay(fiscalYearStartOf(day(on), month))
    expect(start('2026-03-30', 1)).toBe('2026-01-01')
    expect(start('2026-03-30', 4)).toBe('2025-04-01')
    expect(start('2026-04-01', 4)).toBe('2026-04-01')
    expect(start('2026-03-31', 12)).toBe('2025-12-01')
  })
})
