import { addDays, compareDays, type Day, day, daysBetween, isoDay, monthAdded } from '../../../values/day.ts'
import type { DayRule, InvoiceOn, Unit } from './contract.ts'

/** When the terms of a contract begin and are invoiced. */
export type Schedule = {
  startsOn: string
  every: number
  unit: Unit
  dayRule: DayRule
  fixedDay: number | null
  invoiceOn: InvoiceOn
  invoiceDays: number
}

/** One period of a schedule; `wholeDays` are those it would have when nothing cut it. */
export type Period = { startsOn: string; endsOn: string; invoiceOn: string; wholeDays: number }

/** The day of a month, or its last day when it has none such. */
const dayIn = (month: Day, dayOfMonth: number): Day => month.with({ day: Math.min(dayOfMonth, month.daysInMonth) })

const daysOfRule = ({ dayRule, fixedDay }: Schedule) => (dayRule === 'last' ? 31 : (fixedDay ?? 1))
const byMonth = ({ unit }: Schedule) => unit === 'month' || unit === 'year'

/** Whole periods are counted from here: the start, or the first day of the rule from the start on. */
function anchorOf(schedule: Schedule): Day {
  const start = day(schedule.startsOn)
  if (schedule.dayRule === 'same' || !byMonth(schedule)) return start
  const here = dayIn(start, daysOfRule(schedule))
  return compareDays(here, start) < 0 ? dayIn(monthAdded(start.with({ day: 1 }), 1), daysOfRule(schedule)) : here
}

/** The day, so many intervals after the anchor: counted from it, never from the one before. Source: A1, X-58. */
function nth(schedule: Schedule, anchor: Day, n: number): Day {
  const { unit, every, dayRule } = schedule
  if (unit === 'day' || unit === 'week') return addDays(anchor, n * every * (unit === 'week' ? 7 : 1))
  const months = n * every * (unit === 'year' ? 12 : 1)
  if (dayRule === 'same') return monthAdded(anchor, months)
  return dayIn(monthAdded(anchor.with({ day: 1 }), months), daysOfRule(schedule))
}

/** All periods from the start on, each where the one before ends; the last is cut at the end of the contract. */
export function* periodsOf(schedule: Schedule, endsOn: string | null): Generator<Period> {
  const anchor = anchorOf(schedule)
  const end = endsOn === null ? null : day(endsOn)
  let start = day(schedule.startsOn)
  for (let n = compareDays(start, anchor) < 0 ? 0 : 1; ; n++) {
    if (end && compareDays(start, end) > 0) return
    const next = nth(schedule, anchor, n)
    const last = addDays(next, -1)
    const cut = end && compareDays(end, last) < 0 ? end : last
    yield {
      startsOn: isoDay(start),
      endsOn: isoDay(cut),
      invoiceOn: isoDay(invoiceDay(schedule, start, cut)),
      wholeDays: daysBetween(nth(schedule, anchor, n - 1), next),
    }
    start = next
  }
}

/** The day that the invoice of a period bears. Source: X-62. */
function invoiceDay({ invoiceOn, invoiceDays }: Schedule, start: Day, end: Day): Day {
  if (invoiceOn === 'start') return start
  if (invoiceOn === 'end') return end
  if (invoiceOn === 'before') return addDays(start, -invoiceDays)
  const here = dayIn(start, invoiceDays)
  return compareDays(here, start) < 0 ? dayIn(monthAdded(start.with({ day: 1 }), 1), invoiceDays) : here
}

/** The invoice day of a period that was cut at its beginning. */
export const invoicedOn = (schedule: Schedule, startsOn: string, endsOn: string): string =>
  isoDay(invoiceDay(schedule, day(startsOn), day(endsOn)))

/** How many days the period has that a day falls in, when nothing cuts it. */
export function wholeDaysAt(schedule: Schedule, on: string): number {
  const { unit, every } = schedule
  if (unit === 'day') return every
  if (unit === 'week') return every * 7
  const anchor = anchorOf(schedule)
  const at = day(on)
  const months = (at.year - anchor.year) * 12 + at.month - anchor.month
  // The month tells the place but for the days of the month: the next one is looked at too.
  let n = Math.floor(months / (every * (unit === 'year' ? 12 : 1)))
  while (compareDays(nth(schedule, anchor, n), at) <= 0) n++
  while (compareDays(nth(schedule, anchor, n - 1), at) > 0) n--
  return daysBetween(nth(schedule, anchor, n - 1), nth(schedule, anchor, n))
}

/** The last day of so many units from a day on: a year from 1 March ends on 28 or 29 February. */
export function lastDay(startsOn: string, every: number, unit: Unit): string {
  const start = day(startsOn)
  const schedule = {
    startsOn,
    every,
    unit,
    dayRule: 'same',
    fixedDay: null,
    invoiceOn: 'start',
    invoiceDays: 0,
  } as const
  return isoDay(addDays(nth(schedule, start, 1), -1))
}
