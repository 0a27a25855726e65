import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, fiscalYearOf, numberFrom, patternFault, patternOf } from './settings.ts'

const withPattern = (invoicePattern: string) => patternFault({ ...DEFAULT_SETTINGS, invoicePattern })?.code

describe('the numbers of documents', () => {
  it('L-2 come from the pattern of their kind', () => {
    expect(numberFrom(patternOf(DEFAULT_SETTINGS, 'invoice'), { year: 2026, number: 123 })).toBe('FA-2026-000123')
    expect(numberFrom(patternOf(DEFAULT_SETTINGS, 'credit-note'), { year: 2026, number: 1 })).toBe('AV-2026-000001')
    expect(numberFrom('{n:4}/{yy}', { year: 2026, number: 12_345 })).toBe('12345/26')
  })

  it.each(['FA-{yyyy}-{n:6}', 'F{yy}{n:5}', '{n:4}/{yyyy}', 'a.b_{yy}-{n:9}'])(
    'L-2 may have the pattern %s',
    pattern => {
      expect(withPattern(pattern)).toBeUndefined()
    },
  )

  it.each([
    '',
    'FA',
    'FA-{yyyy}',
    'FA-{n:6}',
    'FA {yyyy} {n:6}',
    'FA-{yyyy}-{n:2}',
    '{yy}{yyyy}{n:6}',
    '{yy}-{n:6}-{n:3}',
    `${'F'.repeat(20)}{yyyy}-{n:6}`,
    'É{yy}-{n:6}',
  ])('L-2 refuse the pattern «%s»', pattern => {
    expect(withPattern(pattern)).toBe('invoicing.patternInvalid')
  })

  it('L-2 are never those of another kind, even when only the length of the year parts them', () => {
    expect(withPattern('AV-{yy}-{n:3}')).toBe('invoicing.patternsAlike')
    expect(withPattern('av-{yyyy}-{n:6}')).toBe('invoicing.patternsAlike')
  })

  it('L-2 grow with their place in the series', () => {
    const pattern = fc.constantFrom('FA-{yyyy}-{n:6}', 'F{yy}/{n:3}')
    const place = fc.integer({ min: 1, max: 999 })
    fc.assert(
      fc.property(pattern, place, place, (of, one, other) => {
        const [a, b] = [one, other].map(number => numberFrom(of, { year: 2026, number }))
        expect(a! < b!).toBe(one < other)
      }),
    )
  })
})

describe('the fiscal year', () => {
  it.each([
    ['2026-01-01', 1, 2026],
    ['2026-12-31', 1, 2026],
    ['2026-06-30', 7, 2026],
    ['2026-07-01', 7, 2027],
    ['2026-12-31', 12, 2027],
  ])('L-2 of %s, begun in month %i, is that of %i', (day, start, year) => {
    expect(fiscalYearOf(day, start)).toBe(year)
  })
})
