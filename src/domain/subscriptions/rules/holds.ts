import { compareDays, type Day } from '../../../values/day.ts'
import type { Calendar } from './calendar.ts'
import { isOpen } from './start.ts'

/** Why a purchase is not served for a while, or not served one issue. */
export const HOLD_KINDS = ['customer', 'unpaid', 'undeliverable', 'left-out', 'grace', 'forgone', 'other'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

export type HoldRange = { fromIssueId: string | null; toIssueId: string | null; fromOn: Day | null; toOn: Day | null }

type Fault = { code: string; field: string } | undefined

/** What is wrong with the period of a suspension whatever the title, or undefined. */
export function rangeFault({ fromIssueId, toIssueId, fromOn, toOn }: HoldRange): Fault {
  if ((fromIssueId === null) === (fromOn === null))
    return { code: 'subscriptions.holdRangeAsked', field: 'fromIssueId' }
  if (fromOn) {
    if (toIssueId) return { code: 'subscriptions.holdRangeAsked', field: 'toIssueId' }
    return toOn && compareDays(toOn, fromOn) < 0 ? { code: 'subscriptions.holdEndsBefore', field: 'toOn' } : undefined
  }
  return toOn ? { code: 'subscriptions.holdRangeAsked', field: 'toOn' } : undefined
}

/** What is wrong with a suspension, or undefined. Source: CIR-15. */
export function holdFault(range: HoldRange, { issues }: Pick<Calendar, 'issues'>): Fault {
  const fault = rangeFault(range)
  const { fromIssueId, toIssueId, fromOn } = range
  if (fault || fromOn) return fault
  const from = issues.find(({ id }) => id === fromIssueId)
  const to = issues.find(({ id }) => id === toIssueId)
  if (!from) return { code: 'catalog.issueOfAnotherTitle', field: 'fromIssueId' }
  if (toIssueId && !to) return { code: 'catalog.issueOfAnotherTitle', field: 'toIssueId' }
  return to && to.ordinal < from.ordinal ? { code: 'subscriptions.holdEndsBefore', field: 'toIssueId' } : undefined
}

/** The first issue whose file is still open: what can be stopped. Source: CIR-15. */
export const firstStoppable = ({ issues }: Calendar, today: Day) =>
  issues.find(issue => !issue.skipped && issue.forSubscribers && isOpen(issue, today)) ?? null

/** What is proposed to be stopped: the next issue to come out whose file is still open, however many old ones never left. */
export const nextStoppable = (calendar: Calendar, today: Day) =>
  calendar.issues.find(
    issue => !issue.skipped && issue.forSubscribers && isOpen(issue, today) && compareDays(issue.countedOn, today) >= 0,
  ) ?? firstStoppable(calendar, today)

/** An issue whose file is closed leaves all the same; one that left is not held back. */
export const isTooLate = (calendar: Calendar, { fromIssueId }: HoldRange, today: Day): boolean => {
  const from = calendar.issues.find(({ id }) => id === fromIssueId)
  const first = firstStoppable(calendar, today)
  return from !== undefined && !isOpen(from, today) && (first === null || from.ordinal < first.ordinal)
}
