import { AsyncLocalStorage } from 'node:async_hooks'

/** Today in a time zone, `YYYY-MM-DD`; `FACTEUR_TODAY` fixes it for the demonstration and for tests. */
export function today(timeZone: string): string {
  return process.env.FACTEUR_TODAY || Temporal.Now.plainDateISO(timeZone).toString()
}

const told = new AsyncLocalStorage<string>()

/** This instant in UTC, to the millisecond: `2026-11-22T10:00:00.000Z`; of the day that `FACTEUR_TODAY` fixes, at this time of day. */
export function instantNow(): string {
  const now = new Date().toISOString()
  const fixed = process.env.FACTEUR_TODAY
  return told.getStore() ?? (fixed ? fixed + now.slice('YYYY-MM-DD'.length) : now)
}

/** Does what happened at another instant: the demonstration tells of the weeks before its day. */
export const atInstant = <T>(instant: string, act: () => T): T => told.run(instant, act)
