import { compareDays, type Day } from '../../../values/day.ts'

/** An issue as a subscription counts it. */
export type CalendarIssue = {
  id: string
  ordinal: number
  number: string
  coverOn: Day
  onSaleOn: Day
  /** The day a term is compared with: that of its cover, of its shipping or of its closing, as its title says. */
  countedOn: Day
  /** How many issues it uses up; 0: a supplement, given along. */
  countsFor: number
  forSubscribers: boolean
  skipped: boolean
  closesOn: Day | null
  /** Closed by hand, before its closing day or without one. */
  closed?: boolean
  dispatched: boolean
}

/** An issue that the frequency lets expect, not yet recorded. */
export type ExpectedIssue = Omit<CalendarIssue, 'id'> & { id: null }
export type AnyIssue = CalendarIssue | ExpectedIssue

/** The issues of a title in their order, those expected after them, and what the title says of the ends of terms. */
export type Calendar = {
  titleId: string
  countedBy: CountedBy
  graceIssues: number
  warningDays: number
  issues: readonly CalendarIssue[]
  expected: readonly ExpectedIssue[]
}

type Dated = { coverOn: Day; shipsOn: Day | null; closesOn: Day | null }
export const COUNTED_BY = ['cover', 'shipping', 'closing'] as const
export type CountedBy = (typeof COUNTED_BY)[number]

/** The days issues are counted on, in their order: a day that is not known is that of the cover, and none goes back. */
export function countedDays(issues: readonly Dated[], by: CountedBy): Day[] {
  const days: Day[] = []
  for (const { coverOn, shipsOn, closesOn } of issues) {
    const said = by === 'shipping' ? shipsOn : by === 'closing' ? closesOn : coverOn
    const before = days.at(-1)
    const own = said ?? coverOn
    days.push(before && compareDays(before, own) > 0 ? before : own)
  }
  return days
}

/** The issues that a subscription goes through: those that come out and that subscribers get. */
export const isServed = ({ skipped, forSubscribers }: AnyIssue): boolean => !skipped && forSubscribers

export const inOrder = ({ issues, expected }: Calendar): AnyIssue[] => [...issues, ...expected]

/** Days of the units of a calendar: an issue that counts for two appears twice, a supplement not at all. */
export const unitsOf = (calendar: Calendar): AnyIssue[] =>
  inOrder(calendar)
    .filter(isServed)
    .flatMap(issue => Array.from({ length: issue.countsFor }, () => issue))
