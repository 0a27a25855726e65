/** The earliest and the latest of some days. */
export const earliest = (...days: [string, ...string[]]): string => days.toSorted()[0]!
export const latest = (...days: [string, ...string[]]): string => days.toSorted().at(-1)!

/** The day of an instant where the shop is. */
export const dayIn = (timeZone: string, instant: string): string =>
  Temporal.Instant.from(new Date(instant).toISOString()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
