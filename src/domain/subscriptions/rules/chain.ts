import { compareDays, type Day } from '../../../values/day.ts'
import type { AnyIssue } from './calendar.ts'
import type { Ledger } from './ledger.ts'

/** An issue that left, and that the term would no longer count after a change: the copy would be lost to the books. */
export const uncountedBy = (before: Ledger, after: Ledger): AnyIssue | null =>
  before.entries.find(({ state, uses }, at) => state === 'served' && after.entries[at]!.uses < uses)?.issue ?? null

/**
 * Whether the end of a subscription may not move as it did, before a renewal that cannot move since it was served: both
 * would owe the same issue, or neither one between them.
 */
export const breaksChain = (renewalStartsOn: Day, before: Day, after: Day): boolean => {
  const [was, is] = [compareDays(before, renewalStartsOn), compareDays(after, renewalStartsOn)]
  return (is > 0 && compareDays(after, before) > 0) || (was === 0 && is < 0)
}
