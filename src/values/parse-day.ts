import { addDays, type Day } from './day.ts'

/** Why a typed day was refused: not a shape we read, or a day that does not exist, such as 31/02. */
export type DayFault = 'unreadable' | 'noSuchDay'

/** Two digits of a year are read from 79 years back to 20 years ahead of today. */
const YEARS_AHEAD = 20

/**
 * The day a clerk types: `310823`, `31082023`, `3108`, `31/08`, `31/8/23`, `31.08.2023`, `2023-08-31`, or a number of
 * days from today: `+15`, `-3`. Day before month, always; without a year, this year; years before 1900 are typing errors.
 */
export function readDay(typed: string, today: Day): { day: Day } | { fault: DayFault } {
  const text = typed.trim().replace('\u2212', '-')
  if (/^[+-]\d{1,5}$/.test(text)) return { day: addDays(today, Number(text)) }
  const parts = SHAPES.map(shape => shape.exec(text)?.groups).find(groups => groups !== undefined)
  if (!parts) return { fault: 'unreadable' }
  const year = fullYear(parts.year, today)
  try {
    const fields = { year, month: Number(parts.month), day: Number(parts.day) }
    return { day: Temporal.PlainDate.from(fields, { overflow: 'reject' }) }
  } catch {
    return { fault: 'noSuchDay' }
  }
}

/** Null when it cannot be read; `readDay` says why. */
export function parseDay(typed: string, today: Day): Day | null {
  const read = readDay(typed, today)
  return 'day' in read ? read.day : null
}

const SHAPES = [
  /^(?<year>(?:19|2\d)\d{2})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  /^(?<day>\d{2})(?<month>\d{2})(?<year>(?:19|2\d)\d{2}|\d{2})?$/,
  /^(?<day>\d{1,2})(?<separator>[/. -])(?<month>\d{1,2})(?:\k<separator>(?<year>(?:19|2\d)\d{2}|\d{2}))?$/,
]

function fullYear(typed: string | undefined, today: Day): number {
  if (typed === undefined) return today.year
  if (typed.length === 4) return Number(typed)
  const latest = today.year + YEARS_AHEAD
  return latest - ((((latest - Number(typed)) % 100) + 100) % 100)
}
