import { type Day, daysBetween } from '../../../values/day.ts'

/** How near the promised day is; a screen shows it as a dot and a word. */
export type Lateness = 'right' | 'attention' | 'urgent'
export type Thresholds = {
  /** N: it asks for attention from so many days before the promised day. */
  attentionDays: number
  /** M: it is urgent as soon as so many days are left; null: once the day is past. */
  urgentDays: number | null
}

/** The colour of an order by its promised day, or null without one. Source: X-49, SUI-10 to SUI-12. */
export function latenessOf(
  deliverOn: Day | null,
  today: Day,
  { attentionDays, urgentDays }: Thresholds,
): Lateness | null {
  if (deliverOn === null) return null
  const left = daysBetween(today, deliverOn)
  if (left < 0 || (urgentDays !== null && left <= urgentDays)) return 'urgent'
  return left <= attentionDays ? 'attention' : 'right'
}
