import { type SQL, sql } from 'drizzle-orm'
import { type Calendar, inOrder, isServed } from '../rules/calendar.ts'
import { lastIssueOwed } from './owed.ts'

/** The issues a subscriber counts, in their order, and how many of them were dispatched. */
function countedIssues(calendar: Calendar) {
  const issues = inOrder(calendar).filter(issue => isServed(issue) && issue.countsFor > 0)
  return { issues, gone: issues.findLastIndex(({ dispatched }) => dispatched) + 1 }
}

/**
 * How many issues of its title still go out until the last one owed to a subscription `p`: 0 when that was the last
 * dispatched, less than zero when others went out since; null while the last one is not known. Source: CIR-21.
 */
export function issuesLeft(companyId: string, calendar: Calendar): SQL {
  const { issues, gone } = countedIssues(calendar)
  if (issues.length === 0) return sql`null::int`
  const numbers = sql`array[${sql.join(
    issues.map(({ number }) => sql`${number}`),
    sql`, `,
  )}]::text[]`
  return sql`array_position(${numbers}, ${lastIssueOwed(companyId, calendar)}) - ${gone}::int`
}
