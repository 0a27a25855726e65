import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, formatDay, isoDay } from './day.ts'
import { parseDay, readDay } from './parse-day.ts'

const today = day('2023-08-31')
const read = (typed: string) => {
  const parsed = parseDay(typed, today)
  return parsed && isoDay(parsed)
}

describe('a day typed by a clerk', () => {
  test.each([
    ['310823', '2023-08-31'],
    ['31082023', '2023-08-31'],
    ['3108', '2023-08-31'],
    ['31/08', '2023-08-31'],
    ['1/9', '2023-09-01'],
    ['31/8/23', '2023-08-31'],
    ['31.08.2023', '2023-08-31'],
    ['31-08-23', '2023-08-31'],
    ['31 08 23', '2023-08-31'],
    ['2023-08-31', '2023-08-31'],
    ['2023-8-1', '2023-08-01'],
    [' 31/08 ', '2023-08-31'],
    ['+15', '2023-09-15'],
    ['-3', '2023-08-28'],
    ['−3', '2023-08-28'],
    ['+0', '2023-08-31'],
    ['29/02/24', '2024-02-29'],
  ])('%j is %s', (typed, expected) => expect(read(typed)).toBe(expected))

  test.each([
    '',
    'demain',
    '31',
    '3/8/',
    '31/08-23',
    '31/08/2',
    '31/08/202',
    '31/08/0203',
    '0203-08-31',
    '310',
    '31082',
    '15+',
    '+',
    '+123456',
  ])('%j is unreadable', typed => expect(readDay(typed, today)).toEqual({ fault: 'unreadable' }))

  test.each(['31/02', '290223', '29/02', '00/01/23', '01/00', '31/13/23', '2023-02-30'])('%j is no such day', typed =>
    expect(readDay(typed, today)).toEqual({ fault: 'noSuchDay' }),
  )

  test('two digits of a year fall between 79 years ago and 20 years ahead', () => {
    expect(read('01/01/43')).toBe('2043-01-01')
    expect(read('01/01/44')).toBe('1944-01-01')
    expect(read('01/01/99')).toBe('1999-01-01')
    expect(read('01/01/00')).toBe('2000-01-01')
    expect(isoDay(parseDay('010105', day('2099-06-01'))!)).toBe('2105-01-01')
  })

  test('every shape of one day is read as that day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 7_000 }), days => {
        const expected = addDays(today, days)
        const slashed = formatDay(expected)
        const compact = slashed.replaceAll('/', '')
        const shortYear = slashed.slice(0, 6) + slashed.slice(8)
        for (const typed of [isoDay(expected), slashed, compact, shortYear, shortYear.replaceAll('/', '')]) {
          expect(read(typed)).toBe(isoDay(expected))
        }
      }),
    )
  })

  test('never throws, whatever is typed', () => {
    const keys = fc.string({ unit: fc.constantFrom(...'0123456789/.-+ '), maxLength: 12 })
    fc.assert(fc.property(keys, typed => 'day' in readDay(typed, today) || 'fault' in readDay(typed, today)))
  })
})
