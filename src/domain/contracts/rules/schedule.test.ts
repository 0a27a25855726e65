import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, compareDays, day, isoDay } from '../../../values/day.ts'
import { type DayRule, UNITS } from './contract.ts'
import { type Planned, termsToStand } from './plan.ts'
import { lastDay, periodsOf, type Schedule, wholeDaysAt } from './schedule.ts'

const monthly: Schedule = {
  startsOn: '2024-01-31',
  every: 1,
  unit: 'month',
  dayRule: 'same',
  fixedDay: null,
  invoiceOn: 'start',
  invoiceDays: 0,
}
const first = (schedule: Partial<Schedule>, count: number, endsOn: string | null = null) => [
  ...periodsOf({ ...monthly, ...schedule }, endsOn).take(count),
]

it('X-58 a term on the 31st falls on the last day of shorter months, and comes back to the 31st', () => {
  expect(first({}, 4).map(({ startsOn }) => startsOn)).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'])
})

it('X-58 a year from 29 February begins on the 28th in plain years, and on the 29th again after four', () => {
  const years = first({ startsOn: '2024-02-29', unit: 'year' }, 5)
  expect(years.map(({ startsOn }) => startsOn)).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2026-02-28',
    '2027-02-28',
    '2028-02-29',
  ])
})

it('A2 terms that begin on a fixed day have a first part until that day', () => {
  const terms = first({ startsOn: '2026-01-12', dayRule: 'fixed', fixedDay: 1 }, 2)
  expect(terms[0]).toEqual({ startsOn: '2026-01-12', endsOn: '2026-01-31', invoiceOn: '2026-01-12', wholeDays: 31 })
  expect(terms[1]).toMatchObject({ startsOn: '2026-02-01', endsOn: '2026-02-28' })
})

it('X-62 invoices bear the day that the term begins or ends on, one before, or a day of the month', () => {
  const days = (['start', 'end', 'before', 'day'] as const).map(
    invoiceOn => first({ startsOn: '2026-03-10', invoiceOn, invoiceDays: 5 }, 1)[0]!.invoiceOn,
  )
  expect(days).toEqual(['2026-03-10', '2026-04-09', '2026-03-05', '2026-04-05'])
})

it('REC-19 the last term is cut at the end of the contract', () => {
  expect(first({ startsOn: '2026-01-01' }, 10, '2026-02-12').map(({ endsOn }) => endsOn)).toEqual([
    '2026-01-31',
    '2026-02-12',
  ])
  expect(lastDay('2026-03-01', 1, 'year')).toBe('2027-02-28')
})

const days = fc.integer({ min: 0, max: 146_096 }).map(n => isoDay(addDays(day('1900-01-01'), n)))
const schedules: fc.Arbitrary<Schedule> = fc.record({
  startsOn: days,
  every: fc.integer({ min: 1, max: 36 }),
  unit: fc.constantFrom(...UNITS),
  dayRule: fc.constantFrom<DayRule>('same', 'last', 'fixed'),
  fixedDay: fc.integer({ min: 1, max: 31 }),
  invoiceOn: fc.constantFrom('start', 'end', 'before', 'day'),
  invoiceDays: fc.integer({ min: 1, max: 31 }),
})

it('A1 over 400 years no term leaves a gap, overlaps, or drifts from its anchor', () => {
  fc.assert(
    fc.property(schedules, schedule => {
      const periods = [...periodsOf(schedule, null).take(200)]
      for (const [at, { startsOn, endsOn, wholeDays }] of periods.entries()) {
        expect(compareDays(day(startsOn), day(endsOn))).toBeLessThanOrEqual(0)
        expect(wholeDays).toBeGreaterThan(0)
        if (at > 0) expect(isoDay(addDays(day(periods[at - 1]!.endsOn), 1))).toBe(startsOn)
      }
      const { dayRule, fixedDay, every, unit } = schedule
      if (unit === 'day' || unit === 'week') {
        const days = every * (unit === 'week' ? 7 : 1)
        for (const { wholeDays } of periods) expect(wholeDays).toBe(days)
        return
      }
      // What comes before the first day of the rule is a part; from there on no term leaves its day of the month.
      const anchor = { same: day(schedule.startsOn).day, last: 31, fixed: fixedDay! }[dayRule]
      for (const { startsOn } of dayRule === 'same' ? periods : periods.slice(1)) {
        const start = day(startsOn)
        expect(start.day).toBe(Math.min(anchor, start.daysInMonth))
      }
      const months = every * (unit === 'year' ? 12 : 1)
      const [, from, ...rest] = periods.map(({ startsOn }) => day(startsOn))
      for (const [at, to] of rest.entries())
        expect((to.year - from!.year) * 12 + to.month - from!.month).toBe((at + 1) * months)
    }),
    { numRuns: 200 },
  )
})

it('A1 a day of any period tells how many days the whole period has', () => {
  fc.assert(
    fc.property(schedules, schedule => {
      for (const { startsOn, endsOn, wholeDays } of periodsOf(schedule, null).take(60)) {
        expect(wholeDaysAt(schedule, endsOn)).toBe(wholeDays)
        expect(wholeDaysAt(schedule, startsOn)).toBe(wholeDays)
      }
    }),
    { numRuns: 100 },
  )
})

it('A1 terms are the same whatever days they were asked on', () => {
  fc.assert(
    fc.property(
      schedules,
      fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.option(fc.integer({ min: 0, max: 1500 })),
      (schedule, askedAfter, plansToEnd, lasts) => {
        const at = (n: number) => isoDay(addDays(day(schedule.startsOn), n))
        const endsOn = lasts === null ? null : at(lasts)
        const contract: Planned = {
          ...{ ...schedule, endsOn, plansToEnd },
          ...{ terminatedOn: null, pausedFrom: null, pausedTo: null },
        }
        const last = Math.max(...askedAfter)
        const once = termsToStand(contract, at(last))
        const bit = new Map(
          askedAfter
            .toSorted((a, b) => a - b)
            .flatMap(n => termsToStand(contract, at(n)).map(term => [term.place, term])),
        )
        expect([...bit.values()]).toEqual(once)
      },
    ),
    { numRuns: 150 },
  )
})

it('A13 a pause leaves its terms out, and those after keep their days', () => {
  const contract: Planned = {
    ...{ ...monthly, startsOn: '2026-01-01', endsOn: '2026-06-30', plansToEnd: true },
    ...{ terminatedOn: null, pausedFrom: '2026-03-01', pausedTo: '2026-04-30' },
  }
  expect(termsToStand(contract, '2026-01-01').map(({ startsOn }) => startsOn.slice(5, 7))).toEqual([
    '01',
    '02',
    '05',
    '06',
  ])
})
