import { day, isoDay, monthAdded } from '../../../values/day.ts'

/**
 * When a consumer is to be told that his contract renews by itself: from three months to one month before the limit to
 * refuse, which is the last day of the contract. Source: L-10.
 */
export function noticeWindow(endsOn: string) {
  const limit = day(endsOn)
  return { limitOn: endsOn, from: isoDay(monthAdded(limit, -3)), to: isoDay(monthAdded(limit, -1)) }
}
