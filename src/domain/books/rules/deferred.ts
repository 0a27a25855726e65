/** What is known of a purchase on a day; amounts in cents without tax, issues counted as the calendar counts them. */
export type Served = {
  /** What it was invoiced for. */
  netCents: number
  /** What credit notes took back of it. */
  creditedCents: number
  /** Issues it gives a right to. */
  issues: number
  /** Issues it used up. */
  used: number
  /** Issues until it is stopped; null: it is not. */
  stopsAfter: number | null
  cancelled: boolean
}
export type Worth = { earnedCents: number; owedCents: number; lostCents: number; issuesOwed: number }

/**
 * Each issue is worth its part of what was invoiced, and the last one takes what is left by rounding. Earned is what was
 * served, owed what will be, lost what is kept of copies that never will; together they are always what was invoiced less
 * what was credited, which takes from the end. Source: A19.
 */
export function worthOf({ netCents, creditedCents, issues, used, stopsAfter, cancelled }: Served): Worth {
  const net = Math.max(0, netCents - creditedCents)
  const each = issues > 0 ? Math.trunc(netCents / issues) : 0
  const served = used > 0 && used >= issues ? netCents : used * each
  const earnedCents = Math.min(served, net)
  const rest = Math.max(0, issues - used)
  const issuesOwed = cancelled ? 0 : Math.min(rest, Math.max(0, (stopsAfter ?? issues) - used))
  const whole = !cancelled && stopsAfter === null && issues === 0 // no issue of it is known yet
  const left = net - earnedCents
  const owedCents = whole || (issuesOwed > 0 && issuesOwed === rest) ? left : Math.min(left, issuesOwed * each)
  return { earnedCents, owedCents, lostCents: left - owedCents, issuesOwed }
}
