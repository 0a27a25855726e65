import { addDays, compareDays, type Day, day, daysBetween, isEndless, NO_END } from '../../../values/day.ts'

export const HELD_STATUSES = ['unpaid', 'undeliverable', 'suspended-indefinitely', 'suspended'] as const
export type HeldStatus = (typeof HELD_STATUSES)[number]

export const STATUSES = [
  'upcoming',
  'running',
  'perpetual',
  'expiring',
  ...HELD_STATUSES,
  'gracing',
  'expired',
  'stopped',
  'cancelled',
] as const
export type Status = (typeof STATUSES)[number]

/** Days before the last one from which a subscription shows as expiring, where a title says nothing else. Source: ABO-33. */
export const WARNING_DAYS = 15

export type Term = {
  startsOn: Day
  expiresOn: Day
  cancelledOn: Day | null
  /** By what its next issue is held. */
  heldAs?: HeldStatus | null
  /** Stopped after an issue. */
  stopped?: boolean
  /** Copies go on after its end. */
  inGrace?: boolean
  warningDays?: number | null
}

/**
 * Running until its last day inclusive, expiring from so many days before it; what holds it back, what goes on in grace
 * and what was stopped say so, and what goes on without end. Source: ABO-31 to ABO-33, X-17, X-18, CIR-9.
 */
export function subscriptionStatus(term: Term, today: Day): Status {
  const { startsOn, expiresOn, cancelledOn, heldAs, stopped, inGrace } = term
  if (cancelledOn) return 'cancelled'
  if (compareDays(today, startsOn) < 0) return 'upcoming'
  const daysLeft = daysBetween(today, expiresOn)
  if (heldAs && daysLeft >= 0) return heldAs
  if (stopped) return 'stopped'
  if (isEndless(expiresOn)) return 'perpetual'
  if (daysLeft < 0) return inGrace ? 'gracing' : 'expired'
  return daysLeft <= (term.warningDays ?? WARNING_DAYS) ? 'expiring' : 'running'
}

/** The days on which a subscription expires within `within` days of `today`, today included; never the end of what has none. Source: ABO-75, ABO-78, X-19. */
export const expiryWindow = (today: Day, within: number, lapsedWithin = 0) => ({
  from: addDays(today, -lapsedWithin),
  to: [addDays(today, within), addDays(day(NO_END), -1)].toSorted(compareDays)[0]!,
})
