import { addDays, compareDays, type Day, isEndless } from '../../../values/day.ts'
import { type AnyIssue, type Calendar, inOrder, isServed } from './calendar.ts'

export type Hold = {
  id: string
  kind: string
  reason: string
  fromIssueId: string | null
  toIssueId: string | null
  fromOn: Day | null
  toOn: Day | null
  countsAsServed: boolean
}

/** What decides which issues a subscription is owed. */
export type Bought = {
  startsOn: Day
  expiresOn: Day
  servedBy: 'date' | 'issue'
  issuesDue: number | null
  nature: string
  cancelledOn: Day | null
  lastIssueId: string | null
  /** Whether a purchase that is not cancelled goes on from it. */
  renewed: boolean
  holds: readonly Hold[]
  /** The sum of its adjustments. */
  adjusted: number
  served: ReadonlyMap<string, 'regular' | 'grace'>
}

export const ISSUE_STATES = [
  'before', // it came out before the start
  'served',
  'served-in-grace',
  'owed',
  'grace', // to be served after the end, until it is renewed
  'held',
  'given', // held, and counted as served
  'used-up', // after the end
  'stopped',
  'cancelled',
  'not-for-subscribers',
  'skipped',
] as const
export type IssueState = (typeof ISSUE_STATES)[number]

export type Entry = {
  issue: AnyIssue
  state: IssueState
  /** Issues of the term that it uses up. */
  uses: number
  /** Issues of the term before it, whether served or still owed. */
  before: number
  hold: Hold | null
}

export type Ledger = { entries: readonly Entry[]; credited: number; used: number; left: number }

/**
 * Goes through the calendar from the first issue on or after the start until the credited issues are used up. A held issue
 * uses up nothing, so what is missed comes at the end, unless it counts as served or was served all the same.
 * Source: ABO-9, X-2, X-3, X-5, CIR-3, CIR-8, CIR-15.
 */
export function ledgerOf(bought: Bought, calendar: Calendar): Ledger {
  const issues = inOrder(calendar)
  const credited = creditedTo(bought, issues)
  const facts = { bought, credited, graceIssues: graceOf(bought, calendar), places: placesOf(calendar) }
  let before = 0
  const entries = issues.map((issue): Entry => {
    const entry = entryOf(issue, before, facts)
    if (isWalked(issue, bought) && !isHeldBack(entry)) before += issue.countsFor
    return entry
  })
  const used = entries.reduce((sum, { state, uses }) => sum + (isUsed(state) ? uses : 0), 0)
  return { entries, credited, used, left: credited - used }
}

/** Whether an issue is to be served now or when it comes: owed, or in grace. */
export const isOwed = (state: IssueState): boolean => state === 'owed' || state === 'grace'

/** Issues the purchase gave a right to, adjustments included; without end: however many come out. */
function creditedTo(
  { startsOn, expiresOn, servedBy, issuesDue, adjusted }: Bought,
  issues: readonly AnyIssue[],
): number {
  if (isEndless(expiresOn)) return Number.POSITIVE_INFINITY
  const ofTerm =
    servedBy === 'issue'
      ? (issuesDue ?? 0)
      : issues
          .filter(issue => isServed(issue) && compareDays(startsOn, issue.countedOn) <= 0)
          .filter(({ countedOn }) => compareDays(countedOn, expiresOn) <= 0)
          .reduce((sum, { countsFor }) => sum + countsFor, 0)
  return ofTerm + adjusted
}

/** Copies go on after the end of what was paid, until it is renewed or stopped. Source: CIR-8. */
const graceOf = ({ nature, renewed, lastIssueId }: Bought, { graceIssues }: Calendar): number =>
  nature === 'paid' && !renewed && !lastIssueId ? graceIssues : 0

const placesOf = ({ issues }: Calendar) => new Map(issues.map(({ id }, place) => [id, place]))

const isWalked = (issue: AnyIssue, { startsOn }: Bought) =>
  isServed(issue) && compareDays(issue.countedOn, startsOn) >= 0

type Facts = { bought: Bought; credited: number; graceIssues: number; places: Map<string, number> }

function entryOf(issue: AnyIssue, before: number, facts: Facts): Entry {
  const { bought, credited } = facts
  const hold = holdOn(issue, bought.holds, facts.places)
  const served = issue.id === null ? undefined : bought.served.get(issue.id)
  const walked = isWalked(issue, bought)
  const ofTerm = walked ? Math.max(0, Math.min(issue.countsFor, credited - before)) : 0
  const entry = { issue, before, hold, uses: ofTerm }
  // An end that moved later takes in what was served after it.
  if (served === 'grace' && ofTerm === 0) return { ...entry, state: 'served-in-grace', uses: issue.countsFor }
  if (served) return { ...entry, state: 'served' }
  if (issue.skipped) return { ...entry, state: 'skipped' }
  if (!issue.forSubscribers) return { ...entry, state: 'not-for-subscribers' }
  if (!walked) return { ...entry, state: 'before' }
  return { ...entry, state: stateToCome(issue, before, hold, facts) }
}

function stateToCome(issue: AnyIssue, before: number, hold: Hold | null, facts: Facts): IssueState {
  const { bought, credited, graceIssues, places } = facts
  const inTerm = before < credited || isSupplementOf(bought, issue)
  if (!inTerm && before >= credited + graceIssues) return 'used-up'
  if (bought.cancelledOn) return 'cancelled'
  const last = bought.lastIssueId === null ? undefined : places.get(bought.lastIssueId)
  if (last !== undefined && (issue.id === null || places.get(issue.id)! > last)) return 'stopped'
  if (hold) return hold.countsAsServed ? 'given' : 'held'
  return inTerm ? 'owed' : 'grace'
}

/** A supplement dated in a term by date goes with it, also after its last issue, unless issues were taken from that term. */
const isSupplementOf = ({ servedBy, expiresOn, adjusted }: Bought, { countsFor, countedOn }: AnyIssue) =>
  countsFor === 0 && servedBy === 'date' && adjusted >= 0 && compareDays(countedOn, expiresOn) <= 0

const isServedState = (state: IssueState) => state === 'served' || state === 'served-in-grace'
const isUsed = (state: IssueState) => isServedState(state) || state === 'given'

/** A held copy uses up nothing, unless it was served all the same. */
const isHeldBack = ({ state, hold }: Entry) => hold !== null && !hold.countsAsServed && !isServedState(state)

/** The hold that covers an issue; one that counts it as served comes before the others. */
export function holdOn(issue: AnyIssue, holds: readonly Hold[], places: ReadonlyMap<string, number>): Hold | null {
  const covering = holds.filter(hold => covers(hold, issue, places))
  return covering.find(({ countsAsServed }) => countsAsServed) ?? covering[0] ?? null
}

function covers(hold: Hold, issue: AnyIssue, places: ReadonlyMap<string, number>): boolean {
  if (hold.fromOn)
    return (
      compareDays(issue.countedOn, hold.fromOn) >= 0 && (!hold.toOn || compareDays(issue.countedOn, hold.toOn) <= 0)
    )
  const place = issue.id === null ? Number.POSITIVE_INFINITY : places.get(issue.id)!
  const from = places.get(hold.fromIssueId ?? '') ?? Number.POSITIVE_INFINITY
  const to = hold.toIssueId === null ? Number.POSITIVE_INFINITY : (places.get(hold.toIssueId) ?? -1)
  return from <= place && place <= to && from !== Number.POSITIVE_INFINITY
}

/** The last issue that a subscription uses up, whatever was served: what is printed on the label; none: not known yet. */
export function lastOf({ entries, credited }: Ledger): AnyIssue | null {
  const owed = entries.filter(({ uses, state }) => uses > 0 && COUNTED.includes(state))
  const stopped = entries.some(({ state }) => state === 'stopped' || state === 'cancelled')
  const whole = owed.reduce((sum, { uses }) => sum + uses, 0) >= credited
  return whole || stopped ? (owed.at(-1)?.issue ?? null) : null
}
const COUNTED: readonly IssueState[] = ['served', 'given', 'owed']

/**
 * The day from which another purchase goes on where this one ends: after its last issue, or its last day when served by
 * date; while the last issue is not known, after all there are; of what no issue is left, where it began; of what has no
 * end, the last day there is. Source: CIR-7, X-21.
 */
export function dayAfterEnd(bought: Bought, ledger: Ledger): Day {
  const { servedBy, lastIssueId, adjusted, startsOn, expiresOn } = bought
  if (ledger.credited <= 0) return servedBy === 'date' && adjusted >= 0 ? addDays(expiresOn, 1) : startsOn
  const last = lastOf(ledger)?.countedOn
  const known = last ?? ledger.entries.findLast(({ issue }) => issue.id !== null)?.issue.countedOn
  const isLast = last && (servedBy === 'issue' || lastIssueId !== null || adjusted < 0)
  const end = known && (isLast || compareDays(known, expiresOn) > 0) ? known : expiresOn
  return isEndless(end) ? end : addDays(end, 1)
}
