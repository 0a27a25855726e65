import { day, isoDay, monthAdded } from '../../../values/day.ts'

/** Nobody is known; a new address is awaited; it came and what was missed is to be decided; all is done. */
export const RETURN_STATES = ['unknown', 'waiting', 'resumed', 'settled'] as const
export type ReturnState = (typeof RETURN_STATES)[number]

export const REQUEST_STATES = ['waiting', 'sent', 'refused'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

export const aYearBefore = (today: string): string => isoDay(monthAdded(day(today), -12))
