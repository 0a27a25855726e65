import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { termWords } from '../labels/terms.ts'
import { MONTH_ENDS } from './document.ts'
import { beyondCeiling, dueOn } from './terms.ts'

describe('the day a document is due', () => {
  it.each([
    ['2026-01-15', 0, 'none', '2026-01-15'],
    ['2026-01-15', 30, 'none', '2026-02-14'],
    ['2026-01-15', 30, 'after-days', '2026-02-28'],
    ['2026-01-15', 30, 'before-days', '2026-03-02'],
    ['2026-01-31', 30, 'after-days', '2026-03-31'],
    ['2026-01-31', 30, 'before-days', '2026-03-02'],
    ['2024-01-31', 30, 'before-days', '2024-03-01'],
    ['2026-11-22', 45, 'after-days', '2027-01-31'],
    ['2026-11-22', 45, 'before-days', '2027-01-14'],
    ['2026-12-31', 0, 'after-days', '2026-12-31'],
    ['2026-12-01', 0, 'before-days', '2026-12-31'],
  ] as const)('X-65 of %s at %i days, end of month %s, is %s', (issuedOn, days, monthEnd, due) => {
    expect(dueOn(issuedOn, { days, monthEnd })).toBe(due)
  })

  it('X-65 never comes before the document, and ends a month when the month comes after the days', () => {
    const from = fc.integer({ min: 0, max: 20_000 }).map(days => isoDay(addDays(day('2000-01-01'), days)))
    fc.assert(
      fc.property(
        from,
        fc.integer({ min: 0, max: 365 }),
        fc.constantFrom(...MONTH_ENDS),
        (issuedOn, days, monthEnd) => {
          const due = dueOn(issuedOn, { days, monthEnd })
          expect(due >= isoDay(addDays(day(issuedOn), days))).toBe(true)
          if (monthEnd === 'after-days') expect(due.slice(0, 7)).not.toBe(isoDay(addDays(day(due), 1)).slice(0, 7))
          if (monthEnd === 'none') expect(due).toBe(isoDay(addDays(day(issuedOn), days)))
        },
      ),
    )
  })

  it.each([
    [60, 'none', false],
    [61, 'none', true],
    [45, 'after-days', false],
    [45, 'before-days', false],
    [60, 'after-days', true],
    [0, 'before-days', false],
  ] as const)(
    'L-3 at %i days, end of month %s, is beyond what businesses may be given: %s',
    (days, monthEnd, beyond) => {
      expect(beyondCeiling('2026-01-15', { days, monthEnd })).toBe(beyond)
    },
  )
})

describe('the words of a term', () => {
  it.each([
    [0, 'none', 'à réception', 'on receipt'],
    [1, 'none', '1\u00a0jour', '1\u00a0day'],
    [30, 'none', '30\u00a0jours', '30\u00a0days'],
    [30, 'after-days', '30\u00a0jours fin de mois', '30\u00a0days, end of month'],
    [30, 'before-days', 'fin de mois plus 30\u00a0jours', 'end of month plus 30\u00a0days'],
    [0, 'after-days', 'fin de mois', 'end of month'],
  ] as const)('X-65 %i, %s', (days, monthEnd, french, english) => {
    expect(termWords.fr.term({ days, monthEnd })).toBe(french)
    expect(termWords.en.term({ days, monthEnd })).toBe(english)
  })
})
