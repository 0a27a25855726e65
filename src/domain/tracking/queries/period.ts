import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'

/** The days of a period, in the company's time zone. */
export type Period = { from: string; to: string }
export type Spread = { medianSeconds: number | null; meanSeconds: number | null; p90Seconds: number | null }

/** The columns of a `Spread`. */
export const spreadOf = (seconds: SQL) => sql`
  round(percentile_cont(0.5) within group (order by ${seconds}))::float8 as "medianSeconds",
  round(avg(${seconds}))::float8 as "meanSeconds", round(percentile_cont(0.9) within group (order by ${seconds}))::float8 as "p90Seconds"`

/** The instants of a period, for a column of them. */
export function within({ company }: Ctx, { from, to }: Period, column: SQL): SQL {
  const start = (iso: string) => sql`(${iso}::date::timestamp at time zone ${company.timeZone})`
  return sql`${column} >= ${start(from)} and ${column} < ${start(isoDay(addDays(day(to), 1)))}`
}
