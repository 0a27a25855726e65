/** Today in a time zone, `YYYY-MM-DD`; `FACTEUR_TODAY` fixes it for the demonstration and for tests. */
export function today(timeZone: string): string {
  return process.env.FACTEUR_TODAY || Temporal.Now.plainDateISO(timeZone).toString()
}

/** This instant in UTC, to the millisecond: `2026-11-22T10:00:00.000Z`. */
export const instantNow = (): string => new Date().toISOString()
