import { addDays, compareDays, type Day, day, isoDay } from '../../../values/day.ts'
import type { MonthEnd } from './document.ts'

/** When a document is to be paid, counted from the day it bears. */
export type Term = { days: number; monthEnd: MonthEnd }

/** Between businesses: sixty days, or forty-five and the end of the month, counted either way. Source: C. com. L441-10 I. */
const LONGEST_DAYS = 60
const LONGEST_MONTH_END_DAYS = 45

const endOfMonth = (of: Day): Day => of.with({ day: of.daysInMonth })

/**
 * The day a document is due; days are `YYYY-MM-DD`. `after-days` is "30 jours fin de mois": the end of the month in which
 * the days are over; `before-days` counts them from the end of the month of issue. Source: X-65.
 */
export function dueOn(issuedOn: string, { days, monthEnd }: Term): string {
  const issued = day(issuedOn)
  if (monthEnd === 'before-days') return isoDay(addDays(endOfMonth(issued), days))
  const counted = addDays(issued, days)
  return isoDay(monthEnd === 'after-days' ? endOfMonth(counted) : counted)
}

/** Whether a business is given longer than the law allows. */
export function beyondCeiling(issuedOn: string, term: Term): boolean {
  if (term.monthEnd !== 'none' && term.days <= LONGEST_MONTH_END_DAYS) return false
  return compareDays(day(dueOn(issuedOn, term)), addDays(day(issuedOn), LONGEST_DAYS)) > 0
}
