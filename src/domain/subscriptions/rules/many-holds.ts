import { type Day, isoDay } from '../../../values/day.ts'
import type { AnyIssue, Calendar } from './calendar.ts'
import { firstStoppable, type HoldRange, holdFault, isTooLate } from './holds.ts'
import { type Bought, isOwed, type Ledger, ledgerOf } from './ledger.ts'

/** Why one of many subscriptions is not suspended, or not resumed. */
export const NOT_HELD = [
  'cancelled',
  'nothing-owed',
  'held-already',
  'too-late',
  'other-title',
  'renewal-served',
  'served-instead',
  'not-held',
] as const
export type NotHeld = (typeof NOT_HELD)[number]

type Account = { facts: { bought: Bought }; calendar: Calendar; ledger: Ledger }

/** What a suspension would keep from a subscription, or why it cannot be suspended. Source: CIR-15. */
export function holdOf(
  { facts: { bought }, calendar, ledger }: Account,
  range: HoldRange,
  countsAsServed: boolean,
  today: Day,
): { missed: readonly AnyIssue[] } | { why: NotHeld } {
  if (bought.cancelledOn) return { why: 'cancelled' }
  if (holdFault(range, calendar)) return { why: 'other-title' }
  if (isTooLate(calendar, range, today)) return { why: 'too-late' }
  const hold = { ...range, id: '', kind: 'customer', reason: '', countsAsServed }
  const after = ledgerOf({ ...bought, holds: [...bought.holds, hold] }, calendar)
  const missed = ledger.entries.filter(({ state }, at) => isOwed(state) && !isOwed(after.entries[at]!.state))
  if (missed.length > 0) return { missed: missed.map(({ issue }) => issue) }
  const alone = ledgerOf({ ...bought, holds: [hold] }, calendar)
  const isHeld = ledger.entries.some(
    ({ state }, at) => (state === 'held' || state === 'given') && alone.entries[at]!.hold !== null,
  )
  return { why: isHeld ? 'held-already' : 'nothing-owed' }
}

/** A suspension shortened so that service resumes with an issue, or null when nothing of it is left. */
export function shortened(
  { issues }: Calendar,
  hold: HoldRange,
  resumes: { ordinal: number } | null,
): { fromIssueId: string; toIssueId: string } | null {
  const first = hold.fromOn
    ? issues.find(({ countedOn }) => isoDay(countedOn) >= isoDay(hold.fromOn!))
    : issues.find(({ id }) => id === hold.fromIssueId)
  const last = resumes ? issues.filter(({ ordinal }) => ordinal < resumes.ordinal).at(-1) : issues.at(-1)
  return !first || !last || last.ordinal < first.ordinal ? null : { fromIssueId: first.id, toIssueId: last.id }
}

/** Whether a suspension that somebody wished still keeps an issue back that could be served. */
export function isLiftable(hold: Bought['holds'][number], calendar: Calendar, today: Day): boolean {
  if (hold.kind !== 'customer' && hold.kind !== 'other') return false
  const open = firstStoppable(calendar, today)
  if (hold.fromOn) return hold.toOn === null || (open ? isoDay(hold.toOn) >= isoDay(open.countedOn) : true)
  if (hold.toIssueId === null) return true
  const last = calendar.issues.find(({ id }) => id === hold.toIssueId)
  return open === null ? false : last !== undefined && last.ordinal >= open.ordinal
}
