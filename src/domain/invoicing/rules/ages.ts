import { day, isoDay } from '../../../values/day.ts'

/** How long an invoice waits for its money: not due yet, then by thirty days. */
export const AGES = ['not-due', 'to-30', 'to-60', 'to-90', 'older'] as const
export type Age = (typeof AGES)[number]

export type AgeBand = { age: Age; dueFrom: string | null; dueTo: string | null }

/** The due days of each age on a day; each due day is in one. */
export function ageBands(today: string): AgeBand[] {
  const on = (ago: number) => isoDay(day(today).subtract({ days: ago }))
  return [
    { age: 'not-due', dueFrom: today, dueTo: null },
    { age: 'to-30', dueFrom: on(30), dueTo: on(1) },
    { age: 'to-60', dueFrom: on(60), dueTo: on(31) },
    { age: 'to-90', dueFrom: on(90), dueTo: on(61) },
    { age: 'older', dueFrom: null, dueTo: on(91) },
  ]
}
