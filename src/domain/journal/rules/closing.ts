import { addDays, type Day, day, isoDay } from '../../../values/day.ts'
import type { Totals } from './totals.ts'

export const PERIODS = ['day', 'month', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** What a closing says and its key signs, in the canonical form of facts. */
export type ClosingFacts = {
  format: 'facteur-closing-1'
  companyId: string
  period: Period
  startsOn: string
  endsOn: string
  /** The entries closed; none when the first comes after the last. */
  firstSequence: number
  lastSequence: number
  lastHash: string
  totals: Totals
  /** Since the beginning of the fiscal year, which began on `yearStartsOn`. */
  yearStartsOn: string
  year: Totals
  /** Since the beginning of the journal. */
  ever: Totals
  /** The signature of the closing before of the same kind of period; empty: this is the first. */
  previous: string
  keyId: string
  closedAt: string
}

export type Due = { period: Period; startsOn: string; endsOn: string }
/** The last day that is closed, of each kind of period. */
export type Reached = Partial<Record<Period, string | undefined>>

/** The first day of the fiscal year a day lies in. */
export function fiscalYearStartOf(of: Day, startMonth: number): Day {
  const first = of.with({ month: startMonth, day: 1 })
  return Temporal.PlainDate.compare(first, of) > 0 ? first.subtract({ years: 1 }) : first
}

/** A fiscal year goes on from the one before; the first is that of the first entry. */
export const yearStart = (reached: Reached, first: string, startMonth: number): string =>
  reached.year ? next(reached.year) : isoDay(fiscalYearStartOf(day(first), startMonth))

/**
 * What is to be closed before today, in order: each day, entries or none, then the month and the fiscal year that end
 * with it. `first` is the day of the first entry.
 */
export function due(reached: Reached, first: string, today: string, startMonth: number): Due[] {
  const periods: Due[] = []
  const until = { ...reached }
  for (let on = reached.day ? next(reached.day) : first; on < today; on = next(on)) {
    const close = (period: Period, startsOn: string) => {
      periods.push({ period, startsOn, endsOn: on })
      until[period] = on
    }
    const from = day(on)
    close('day', on)
    if (from.day !== from.daysInMonth) continue
    close('month', until.month ? next(until.month) : isoDay(day(first).with({ day: 1 })))
    if ((from.month % 12) + 1 === startMonth) close('year', yearStart(until, first, startMonth))
  }
  return periods
}

const next = (on: string): string => isoDay(addDays(day(on), 1))
