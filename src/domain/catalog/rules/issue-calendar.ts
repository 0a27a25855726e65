import { addDays, compareDays, type Day, monthAdded } from '../../../values/day.ts'

export const FREQUENCIES = [
  'weekly',
  'fortnightly',
  'monthly',
  'bimonthly',
  'quarterly',
  'four-monthly',
  'half-yearly',
  'yearly',
  'irregular',
] as const
export type Frequency = (typeof FREQUENCIES)[number]

export const ISSUE_STATUSES = ['planned', 'closed', 'dispatched', 'skipped'] as const
export type IssueStatus = (typeof ISSUE_STATUSES)[number]

type Step = { days: number } | { months: number }

const STEPS: Record<Exclude<Frequency, 'irregular'>, Step> = {
  weekly: { days: 7 },
  fortnightly: { days: 14 },
  monthly: { months: 1 },
  bimonthly: { months: 2 },
  quarterly: { months: 3 },
  'four-monthly': { months: 4 },
  'half-yearly': { months: 6 },
  yearly: { months: 12 },
}

export type Rhythm = { frequency: Frequency; firstIssueOn: Day }
export type ProposedIssue = { ordinal: number; number: string; coverOn: Day }

/** The date of the issue number `index` (0 is the first), counted from the first so that it never drifts; none if irregular. */
export function issueDate({ frequency, firstIssueOn }: Rhythm, index: number): Day | undefined {
  if (frequency === 'irregular') return undefined
  const step = STEPS[frequency]
  return 'days' in step ? addDays(firstIssueOn, step.days * index) : monthAdded(firstIssueOn, step.months * index)
}

/** The issues of a title from its first one, so many or until a day inclusive: a proposal, issues have their own dates. Source: X-7. */
export function proposedIssues(title: Rhythm, limit: { count: number } | { until: Day }): ProposedIssue[] {
  const proposed: ProposedIssue[] = []
  for (let index = 0; ; index++) {
    const coverOn = issueDate(title, index)
    if (!coverOn) return proposed
    if ('count' in limit ? index >= limit.count : compareDays(coverOn, limit.until) > 0) return proposed
    proposed.push({ ordinal: index + 1, number: String(index + 1), coverOn })
  }
}

/** The `count` issues to expect after the last one there is; a double issue `12-13` is followed by 14. */
export function nextIssues(title: Rhythm, last: ProposedIssue | undefined, count: number): ProposedIssue[] {
  if (!last) return proposedIssues(title, { count })
  const proposed: ProposedIssue[] = []
  const number = lastNumber(last.number) ?? last.ordinal
  for (let index = 0; proposed.length < count; index++) {
    const coverOn = issueDate(title, index)
    if (!coverOn) return proposed
    if (compareDays(coverOn, last.coverOn) <= 0) continue
    const place = proposed.length + 1
    proposed.push({ ordinal: last.ordinal + place, number: String(number + place), coverOn })
  }
  return proposed
}

const lastNumber = (printed: string): number | undefined => {
  const digits = /(\d{1,6})\D*$/.exec(printed)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

type OnSale = { ordinal: number; onSaleOn: Day; status: IssueStatus }

/** The latest issue on sale on a day, what `NUM-XXX` sells to whoever orders that day; none when nothing is out yet. Source: X-8. */
export function latestIssueOnSale<T extends OnSale>(issues: readonly T[], on: Day): T | undefined {
  return issues
    .filter(({ status, onSaleOn }) => status !== 'skipped' && compareDays(onSaleOn, on) <= 0)
    .toSorted((a, b) => compareDays(b.onSaleOn, a.onSaleOn) || b.ordinal - a.ordinal)[0]
}

type Placed = { ordinal: number; coverOn: Day }

/** Whether issues are dated in their order, each after the one before. */
export const isInOrder = (issues: readonly Placed[]): boolean => {
  const byOrdinal = issues.toSorted((a, b) => a.ordinal - b.ordinal)
  return byOrdinal.every(({ coverOn }, at) => at === 0 || compareDays(byOrdinal[at - 1]!.coverOn, coverOn) < 0)
}

/** Months between two issues; null when they are counted in days or not at all. */
const monthsApart = (frequency: Frequency): number | null => {
  if (frequency === 'irregular') return null
  const step = STEPS[frequency]
  return 'months' in step ? step.months : null
}

/** Issues that come out in so many months, at least one; null when the frequency does not say. */
export function issuesInTerm(frequency: Frequency, months: number): number | null {
  if (frequency === 'irregular') return null
  const apart = monthsApart(frequency)
  if (apart) return Math.max(1, Math.round(months / apart))
  return Math.max(1, Math.round((months * 52) / 12 / (frequency === 'weekly' ? 1 : 2)))
}

/** Whole months in which so many issues come out; null when the frequency does not say. Source: CIR-30. */
export function termOfIssues(frequency: Frequency, issues: number): number | null {
  if (frequency === 'irregular') return null
  return monthsApart(frequency)
    ? monthsApart(frequency)! * issues
    : Math.ceil((issues * (frequency === 'weekly' ? 7 : 14) * 12) / 365)
}
