import { compareDays, type Day } from '../../../values/day.ts'
import { type AnyIssue, type Calendar, type CalendarIssue, inOrder, isServed } from './calendar.ts'

export type Starts = {
  /** The latest on sale, whose file may be closed: a copy of stock. */
  current: CalendarIssue | null
  /** The first after it whose file is still open; an expected one has no file yet. */
  next: AnyIssue | null
  /** Issues that come out after the current one but whose file is closed. */
  tooLateFor: readonly CalendarIssue[]
}

/** The issues a subscription bought on a day may start with. Source: CIR-5, CIR-30. */
export function startsOn(calendar: Calendar, on: Day): Starts {
  const served = inOrder(calendar).filter(issue => isServed(issue) && issue.countsFor > 0)
  const out = calendar.issues.filter(issue => served.includes(issue) && compareDays(issue.onSaleOn, on) <= 0)
  const current = out.at(-1) ?? null
  const after = served.filter(({ ordinal }) => !current || ordinal > current.ordinal)
  const next = after.find(issue => isOpen(issue, on)) ?? null
  const tooLateFor = after.filter(
    (issue): issue is CalendarIssue => issue.id !== null && (!next || issue.ordinal < next.ordinal),
  )
  return { current, next, tooLateFor }
}

/** Whether an issue can still get into its mailing file. */
export const isOpen = ({ dispatched, closed = false, closesOn }: AnyIssue, on: Day): boolean =>
  !dispatched && !closed && (closesOn === null || compareDays(closesOn, on) >= 0)

/** The first issue of a subscription bought on a day when none was asked; null: the day itself decides. Source: CIR-30. */
export const usualStart = (calendar: Calendar, on: Day): AnyIssue | null =>
  calendar.countedBy === 'closing'
    ? (inOrder(calendar).find(issue => isServed(issue) && isOpen(issue, on) && compareDays(issue.countedOn, on) >= 0) ??
      null)
    : null
