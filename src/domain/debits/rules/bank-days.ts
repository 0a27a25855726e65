import { addDays, compareDays, type Day, day, isoDay } from '../../../values/day.ts'

/** Easter Sunday in the Gregorian calendar. Source: Meeus, Jones, Butcher. */
export function easter(year: number): Day {
  const century = Math.floor(year / 100)
  const golden = year % 19
  const moon = (19 * golden + century - (century >> 2) - Math.floor((8 * century + 13) / 25) + 15) % 30
  const full = moon - Math.floor(moon / 28) * (1 - Math.floor(29 / (moon + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + (year >> 2) + full + 2 - century + (century >> 2)) % 7
  const from = full - weekday
  const month = 3 + Math.floor((from + 40) / 44)
  return Temporal.PlainDate.from({ year, month, day: from + 28 - 31 * Math.floor(month / 4) })
}

const FIXED = ['01-01', '05-01', '12-25', '12-26']

/** Whether banks settle in euros on that day: TARGET is closed at weekends and on six days of the year. Source: ECB, T2 calendar. */
export function isBankDay(of: Day): boolean {
  if (of.dayOfWeek > 5 || FIXED.includes(isoDay(of).slice(5))) return false
  const sunday = easter(of.year)
  return ![addDays(sunday, -2), addDays(sunday, 1)].some(closed => compareDays(closed, of) === 0)
}

/** The day itself when it is a bank day, else the next one. */
export function bankDayFrom(of: Day): Day {
  let found = of
  while (!isBankDay(found)) found = addDays(found, 1)
  return found
}

/** So many bank days after a day; before it when less than zero. */
export function bankDaysAfter(of: Day, count: number): Day {
  const step = Math.sign(count)
  let found = of
  for (let left = Math.abs(count); left > 0; ) {
    found = addDays(found, step)
    if (isBankDay(found)) left -= 1
  }
  return found
}

/** Each day from one on, with the bank day on which what falls on it is collected. */
export function bankDays(from: string, count: number): { on: string; bankDay: string }[] {
  const days: { on: string; bankDay: string }[] = []
  for (let at = count - 1, next = bankDayFrom(addDays(day(from), count)); at >= 0; at -= 1) {
    const of = addDays(day(from), at)
    if (isBankDay(of)) next = of
    days.unshift({ on: isoDay(of), bankDay: isoDay(next) })
  }
  return days
}
