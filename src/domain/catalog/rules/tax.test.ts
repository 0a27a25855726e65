import { describe, expect, it } from 'vitest'
import { isoDay } from '../../../values/day.ts'
import { pressAllowed, proposedClass, type RatePlace, rateOf, registeredUntil, type TaxClass } from './tax.ts'

describe('the rate of a class', () => {
  it.each<[TaxClass, RatePlace, string, number]>([
    ['normal', 'metropolitan', '2026-03-01', 2000],
    ['normal', 'metropolitan', '2014-01-01', 2000],
    ['normal', 'metropolitan', '2013-12-31', 1960],
    ['normal', 'metropolitan', '2000-03-31', 2060],
    ['normal', 'corsica', '2026-03-01', 2000],
    ['normal', 'dom', '2026-03-01', 850],
    ['normal', 'dom', '2013-12-31', 850],
    ['intermediate', 'metropolitan', '2026-03-01', 1000],
    ['intermediate', 'metropolitan', '2013-12-31', 700],
    ['intermediate', 'metropolitan', '2011-12-31', 550],
    ['intermediate', 'corsica', '2026-03-01', 1000],
    ['intermediate', 'dom', '2026-03-01', 210],
    ['reduced', 'metropolitan', '2026-03-01', 550],
    ['reduced', 'corsica', '2026-03-01', 210],
    ['reduced', 'dom', '2026-03-01', 210],
    ['press', 'metropolitan', '2026-03-01', 210],
    ['press', 'corsica', '2026-03-01', 210],
    ['press', 'dom', '2026-03-01', 105],
    ['none', 'metropolitan', '2026-03-01', 0],
    ['none', 'corsica', '2026-03-01', 0],
    ['none', 'dom', '2026-03-01', 0],
  ])('L-8 %s, %s, on %s is %i', (taxClass, place, on, rateBps) => {
    expect(rateOf(taxClass, place, on)).toBe(rateBps)
  })
})

describe('the press rate', () => {
  const title = { cppap: '0525 K 94371', cppapUntil: null, frequency: 'quarterly' } as const

  it('L-8 may be charged until the last day of the month in the number, or the day said', () => {
    expect(isoDay(registeredUntil(title)!)).toBe('2025-05-31')
    expect(pressAllowed(title, '2025-05-31')).toBe(true)
    expect(pressAllowed(title, '2025-06-01')).toBe(false)
    expect(pressAllowed({ ...title, cppapUntil: '2025-06-15' }, '2025-06-15')).toBe(true)
    expect(pressAllowed({ ...title, cppapUntil: '2025-06-15' }, '2025-06-16')).toBe(false)
  })

  it('X-10 is proposed for a new product only where it may be charged', () => {
    expect(proposedClass(title, '2025-05-31')).toBe('press')
    expect(proposedClass(title, '2025-06-01')).toBe('normal')
    expect(proposedClass(undefined, '2025-05-31')).toBe('normal')
  })

  it('L-8 may not be charged without a number, without a title, or by what comes out less than each quarter', () => {
    expect(pressAllowed({ ...title, cppap: '' }, '2025-01-01')).toBe(false)
    expect(pressAllowed({ ...title, cppap: '', cppapUntil: '2030-01-01' }, '2025-01-01')).toBe(false)
    expect(pressAllowed(null, '2025-01-01')).toBe(false)
    for (const frequency of ['four-monthly', 'half-yearly', 'yearly', 'irregular'] as const)
      expect(pressAllowed({ ...title, frequency }, '2025-01-01'), frequency).toBe(false)
    for (const frequency of ['weekly', 'fortnightly', 'monthly', 'bimonthly', 'quarterly'] as const)
      expect(pressAllowed({ ...title, frequency }, '2025-01-01'), frequency).toBe(true)
  })
})
