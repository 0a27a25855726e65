import { addDays, compareDays, type Day, daysBetween } from '../../../values/day.ts'
import { lastDayOfTerm } from '../../../values/period.ts'

export const STATUSES = ['upcoming', 'running', 'expiring', 'expired', 'cancelled'] as const
export type Status = (typeof STATUSES)[number]

/** Days before the last one from which a subscription shows as expiring. Source: ABO-33. */
export const WARNING_DAYS = 15

export type Term = { startsOn: Day; expiresOn: Day; cancelledOn: Day | null }

/** Running until its last day inclusive, expiring from 15 days before it. Source: ABO-31 to ABO-33, X-17, X-18. */
export function subscriptionStatus(
  { startsOn, expiresOn, cancelledOn }: Term,
  today: Day,
  warningDays = WARNING_DAYS,
): Status {
  if (cancelledOn) return 'cancelled'
  if (compareDays(today, startsOn) < 0) return 'upcoming'
  const daysLeft = daysBetween(today, expiresOn)
  if (daysLeft < 0) return 'expired'
  return daysLeft <= warningDays ? 'expiring' : 'running'
}

/** The term a purchase opens; its end is the last day served. Source: ABO-30, X-20. */
export const termOf = (startsOn: Day, months: number) => ({ startsOn, expiresOn: lastDayOfTerm(startsOn, months) })

/** The days on which a subscription expires within `within` days of `today`, today included. Source: ABO-75, ABO-78, X-19. */
export const expiryWindow = (today: Day, within: number, lapsedWithin = 0) => ({
  from: addDays(today, -lapsedWithin),
  to: addDays(today, within),
})
