import { day, isoDay } from '../../values/day.ts'

/** Years a customer is kept after the last thing that bound it to the company: the reference of the CNIL. Source: L-18. */
const RELATION_YEARS = 3

/** The first day that is still in time: what ended before it is over. */
export const inTimeSince = (today: string): string => isoDay(day(today).subtract({ years: RELATION_YEARS }))

/** What an erased contact is called on lists and cards, in the language of the company's papers. */
export const ERASED_NAME = 'Contact effacé'
