import type { Day } from '../../../values/day.ts'
import { lastDayOfTerm } from '../../../values/period.ts'

/** The term a purchase of so many months opens. Source: ABO-30, X-20. */
export const termOf = (startsOn: Day, months: number) => ({ startsOn, expiresOn: lastDayOfTerm(startsOn, months) })
