import { addDays, day, isoDay, monthAdded } from '../../../values/day.ts'

/**
 * When a consumer is to be told that his contract renews by itself: from three months to one month before the limit to
 * refuse, which is the last day of the contract. Source: L-10.
 */
export function noticeWindow(endsOn: string) {
  const limit = day(endsOn)
  return { limitOn: endsOn, from: isoDay(monthAdded(limit, -3)), to: isoDay(monthAdded(limit, -1)) }
}

/** The day a notice is due: so many days before the limit, held to what the law allows. */
export function noticeDay(endsOn: string, noticeDays: number): string {
  const { from, to } = noticeWindow(endsOn)
  const wished = isoDay(addDays(day(endsOn), -noticeDays))
  return [from, wished, to].sort()[1]!
}
