import type { HealthState, HealthWarning, ShopFailure } from './failures.ts'
import type { ShopKind } from './order.ts'

/** A shop that answers is asked once a minute; the sweep that finds it due is, too. */
export const ASKED_EVERY_SECONDS = 55
const LONGEST_PAUSE_SECONDS = 60 * 60
const LONGEST_WAIT_ASKED_SECONDS = 6 * 60 * 60

/** How long a shop is left in peace after failures one after the other; what it asks for itself counts, within reason. */
export function pauseSeconds(failures: number, retryAfter: number | null): number {
  const pause = Math.min(LONGEST_PAUSE_SECONDS, 60 * 2 ** Math.min(Math.max(0, failures - 1), 10))
  return Math.max(pause, Math.min(retryAfter ?? 0, LONGEST_WAIT_ASKED_SECONDS))
}

/** What no waiting repairs: somebody has to do something. */
const FOR_PEOPLE: ReadonlySet<ShopFailure> = new Set([
  'addressUnknown',
  'noHttps',
  'tls',
  'redirected',
  'notAShop',
  'wrongKey',
  'noWooCommerce',
  'noRight',
  'blocked',
  'clock',
  'keyUnreadable',
])
const FOR_PEOPLE_AFTER_FAILURES = 3
const LONG_FAILING_HOURS = 2

const HOUR = 60 * 60 * 1000
const hoursBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / HOUR

/** How orders came lately: the hours between two of them. */
export type Habit = { gapCount: number; longestGapHours: number }
const GAPS_FOR_A_HABIT = 10
const SHORTEST_SILENCE_HOURS = 24
const LONGEST_SILENCE_HOURS = 14 * 24

/** Silence for longer than that is not usual; null: too little is known to say so. */
export function quietAfterHours(said: number | null, { gapCount, longestGapHours }: Habit): number | null {
  if (said !== null) return said
  if (gapCount < GAPS_FOR_A_HABIT) return null
  return Math.min(LONGEST_SILENCE_HOURS, Math.max(SHORTEST_SILENCE_HOURS, Math.ceil(2 * longestGapHours)))
}

export type ShopFacts = {
  kind: ShopKind
  active: boolean
  hasKeys: boolean
  address: string
  deliversTo: string
  hooks: readonly { status: string; repairedAt?: string }[]
  failure: ShopFailure | null
  failures: number
  failingSince: string | null
  loadedAt: string | null
  loading: boolean
  cameAt: string | null
  toldAt: string | null
  quietAfterHours: number | null
  oldestDeliveryAt: string | null
}

const isQuiet = ({ cameAt, quietAfterHours }: ShopFacts, now: string) =>
  cameAt !== null && quietAfterHours !== null && hoursBetween(cameAt, now) > quietAfterHours

/** How it stands with a shop at an instant. */
export function healthState(facts: ShopFacts, now: string): HealthState {
  if (!facts.active) return 'off'
  if (facts.kind === 'csv') return 'byFile'
  if (!facts.hasKeys) return 'unconnected'
  if (facts.failure !== null) return 'failing'
  if (facts.loading) return 'loading'
  return isQuiet(facts, now) ? 'quiet' : 'fine'
}

const DELIVERIES_LATE_MINUTES = 10
const REPAIRED_SHOWN_DAYS = 7

/** What works and yet wants to be looked at. */
export function healthWarnings(facts: ShopFacts, now: string): HealthWarning[] {
  if (!facts.active || !facts.hasKeys) return []
  const { hooks, deliversTo, oldestDeliveryAt } = facts
  const late = oldestDeliveryAt !== null && hoursBetween(oldestDeliveryAt, now) * 60 > DELIVERIES_LATE_MINUTES
  const refused = hooks.some(({ status }) => status === 'refused')
  const missing = deliversTo === '' || hooks.length === 0 || hooks.some(({ status }) => status !== 'active')
  const lately = (at: string) => hoursBetween(at, now) < 24 * REPAIRED_SHOWN_DAYS
  const found: [HealthWarning, boolean][] = [
    ['plainHttp', /^http:/i.test(facts.address)],
    ['readOnlyKey', refused],
    ['hooksMissing', missing && !refused],
    ['hooksRepaired', hooks.some(({ repairedAt }) => repairedAt !== undefined && lately(repairedAt))],
    ['deliveriesWait', late],
  ]
  return found.flatMap(([warning, holds]) => (holds ? [warning] : []))
}

/** What people are to be told by mail now, once for each time it happens; null: nothing, or it was told. */
export function toBeTold(facts: ShopFacts, now: string): 'failing' | 'quiet' | null {
  const { failure, failures, failingSince, toldAt, cameAt } = facts
  if (!facts.active || !facts.hasKeys) return null
  if (failure !== null && failingSince !== null) {
    if (toldAt !== null && Date.parse(toldAt) >= Date.parse(failingSince)) return null
    const long = hoursBetween(failingSince, now) >= LONG_FAILING_HOURS
    return long || (FOR_PEOPLE.has(failure) && failures >= FOR_PEOPLE_AFTER_FAILURES) ? 'failing' : null
  }
  if (!isQuiet(facts, now)) return null
  return toldAt !== null && Date.parse(toldAt) > Date.parse(cameAt!) ? null : 'quiet'
}
