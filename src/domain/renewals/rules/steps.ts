import { addDays, type Day } from '../../../values/day.ts'

export const COUNTED_IN = ['days', 'issues'] as const
export type CountedIn = (typeof COUNTED_IN)[number]

/** How a step reaches people: `insert` is a code printed on the line of the mailing file. */
export const CHANNELS = ['mail', 'letter', 'insert', 'phone'] as const
export type Channel = (typeof CHANNELS)[number]
/** The channels whose notices are records; an insert is read from the shipments that hold its code. */
export type NoticeChannel = Exclude<Channel, 'insert'>

/** Why somebody whose subscription is at a step is not reminded; `due`: is. */
export const VERDICTS = [
  'due',
  'sent',
  'renewed',
  'cancelled',
  'complimentary',
  'held',
  'objection',
  'unreachable',
  'today',
] as const
export type Verdict = (typeof VERDICTS)[number]

/** When a step comes: so many days before the end, or with so many issues left; less than zero: after. */
export type When = { countedIn: CountedIn; left: number }

/** A step by days that nobody sent is forgotten after so long, so that a new series does not chase old customers. */
const STEP_DAYS = 45

/** Whether a subscription is at a step. By issues, exactly so many are left: each count lasts as long as an issue. */
export function isAt({ countedIn, left }: When, { daysLeft, issuesLeft }: { daysLeft: number; issuesLeft: number }) {
  if (countedIn === 'issues') return issuesLeft === left
  return daysLeft <= left && daysLeft > left - STEP_DAYS
}

/** The last days on which a subscription at the step ends, both inclusive. */
export const endsAt = (left: number, today: Day): { from: Day; to: Day } => ({
  from: addDays(today, left - STEP_DAYS + 1),
  to: addDays(today, left),
})

export type StepFault = { code: 'renewals.stepsOutOfOrder' | 'renewals.moreOftenThanIssues'; at: number }

/** What is wrong with the order of the steps: each comes after those before it, and an issue brings one at most. */
export function stepFault(steps: readonly When[]): StepFault | undefined {
  for (const [at, step] of steps.entries()) {
    const before = steps.slice(0, at).filter(({ countedIn }) => countedIn === step.countedIn)
    if (step.countedIn === 'issues' && before.some(({ left }) => left === step.left))
      return { code: 'renewals.moreOftenThanIssues', at }
    if (before.some(({ left }) => left <= step.left)) return { code: 'renewals.stepsOutOfOrder', at }
  }
  return undefined
}

const SLOW = new Set(['quarterly', 'four-monthly', 'half-yearly', 'yearly', 'irregular'])

/** Steps by issue come as seldom as the issues do: too seldom to remind with, from three months apart. Source: CIR-21. */
export const isTooSlow = (frequency: string, steps: readonly When[]): boolean =>
  SLOW.has(frequency) && steps.filter(({ countedIn }) => countedIn === 'issues').length > 1
