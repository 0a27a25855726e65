import { compareDays, type Day } from '../../../values/day.ts'
import type { AnyIssue } from './calendar.ts'
import type { Entry, Ledger } from './ledger.ts'

/** An issue that left, and that the term would no longer count after a change: the copy would be lost to the books. */
export function uncountedBy(before: Ledger, after: Ledger): AnyIssue | null {
  const lost = before.entries.find(
    (entry, at) => entry.state === 'served' && isLost(entry, before, after.entries[at]!, after),
  )
  return lost?.issue ?? null
}

/** A supplement counts for nothing: it is lost when the end moves before it. */
function isLost(was: Entry, before: Ledger, is: Entry, after: Ledger): boolean {
  if (was.issue.countsFor > 0) return is.uses < was.uses
  const wasWithin = was.before < before.credited || after.credited < before.credited
  return wasWithin && is.before >= after.credited
}

/**
 * Whether the end of a subscription may not move as it did, before a renewal that cannot move since it was served: both
 * would owe the same issue, or neither one between them.
 */
export const breaksChain = (renewalStartsOn: Day, before: Day, after: Day): boolean => {
  const [was, is] = [compareDays(before, renewalStartsOn), compareDays(after, renewalStartsOn)]
  return (is > 0 && compareDays(after, before) > 0) || (was === 0 && is < 0)
}
