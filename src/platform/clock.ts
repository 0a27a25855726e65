/** Today in a time zone, `YYYY-MM-DD`; `FACTEUR_TODAY` fixes it for the demonstration and for tests. */
export function today(timeZone: string): string {
  return process.env.FACTEUR_TODAY || Temporal.Now.plainDateISO(timeZone).toString()
}
