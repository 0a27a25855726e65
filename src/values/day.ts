import type { Language } from './language.ts'

/** A calendar day without time zone. Compare with `compareDays`: `<` throws on it. */
export type Day = Temporal.PlainDate

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** Reads `2023-08-31`; throws a RangeError on any other shape and on a day that does not exist. */
export function day(iso: string): Day {
  if (!ISO_DAY.test(iso)) throw new RangeError(`Not a day: "${iso}", expected YYYY-MM-DD`)
  try {
    return Temporal.PlainDate.from(iso)
  } catch (cause) {
    throw new RangeError(`No such day: "${iso}"`, { cause })
  }
}

/** Days from `from` to `to`; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => from.until(to, { largestUnit: 'days' }).days

/** A negative count goes back. */
export const addDays = (from: Day, days: number): Day => from.add({ days })

/** For `sort`: -1, 0 or 1, earliest first. */
export const compareDays = (a: Day, b: Day): -1 | 0 | 1 => Temporal.PlainDate.compare(a, b) as -1 | 0 | 1

/**
 * The same day of the month `months` later, or the last day of a month too short for it. Count always from the
 * original start: adding month by month to the previous result loses the 31st for ever. Source: X-20.
 */
export const monthAdded = (anchor: Day, months: number): Day => anchor.add({ months }, { overflow: 'constrain' })

/** `2023-08-31`, as the database and the API write it. */
export const isoDay = (of: Day): string => of.toString({ calendarName: 'never' })

/** The last day there is, of a service without end: what is counted until its end goes on, and no calendar reaches it. */
export const NO_END = '9999-12-31'
/** Whether something goes on until somebody says otherwise, after this last day. Source: CIR-9. */
export const isEndless = (last: Day | undefined): boolean => last !== undefined && isoDay(last) === NO_END

const WITHOUT_END: Record<Language, string> = { fr: 'sans fin', en: 'no end' }

/** `31/08/2023` in both languages: English screens are read in France too. The last day there is reads `sans fin`. */
export function formatDay(of: Day, language: Language = 'fr'): string {
  if (isEndless(of)) return WITHOUT_END[language]
  const twoDigits = (part: number) => String(part).padStart(2, '0')
  return `${twoDigits(of.day)}/${twoDigits(of.month)}/${String(of.year).padStart(4, '0')}`
}
