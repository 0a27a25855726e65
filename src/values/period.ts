import { addDays, compareDays, type Day, isoDay, monthAdded } from './day.ts'

/** Days from `from` to `to`, both included. */
export type Period = { readonly from: Day; readonly to: Day }

/** Throws a RangeError when it would end before it starts: a period has at least one day. */
export function period(from: Day, to: Day): Period {
  if (compareDays(from, to) > 0) throw new RangeError(`A period from ${isoDay(from)} cannot end on ${isoDay(to)}`)
  return { from, to }
}

/** The last day served of a term of `months`, inclusive: start + months − 1 day. Source: ABO-30, X-20. */
export const lastDayOfTerm = (startsOn: Day, months: number): Day => termPeriod(startsOn, months).to

/**
 * The term number `index` (0 is the first) of a series of terms of `months` begun on `anchor`. Each is counted from the
 * anchor, so that terms follow one another without hole or overlap and never drift from the day of the month.
 * Source: ABO-30, X-20.
 */
export function termPeriod(anchor: Day, months: number, index = 0): Period {
  if (!Number.isInteger(months) || months < 1) throw new RangeError(`A term lasts 1 month or more, not ${months}`)
  return { from: monthAdded(anchor, months * index), to: addDays(monthAdded(anchor, months * (index + 1)), -1) }
}

export const contains = ({ from, to }: Period, some: Day): boolean =>
  compareDays(from, some) <= 0 && compareDays(some, to) <= 0
