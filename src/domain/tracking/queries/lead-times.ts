import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { addDays, day, daysBetween, isoDay } from '../../../values/day.ts'
import { type Period, type Spread, spreadOf, within } from './period.ts'

type Lead = { orders: number; promised: number; inTime: number } & Spread
type Week = { weekOn: string; started: number; finished: number; medianSeconds: number | null }

/**
 * How long orders took from coming in to the final stage, those that are still there, and whether their promised day was kept: in all,
 * and week by week from its Monday with how many came in.
 */
export async function leadTimes(ctx: Ctx, period: Period): Promise<{ lead: Lead; weeks: Week[] }> {
  const { db, company } = ctx
  const week = (at: SQL) => sql`date_trunc('week', ${at} at time zone ${company.timeZone})::date`
  const { rows } = await db.execute<Lead & { weekOn: string | null }>(sql`
    with finished as materialized (
      select t.entered_at as at, t.deliver_on, extract(epoch from t.entered_at - came.moved_at)::float8 as seconds
      from stages s join tracks t on t.company_id = ${company.id} and t.stage_id = s.id and ${within(ctx, period, sql`t.entered_at`)}
      join stage_moves came on came.company_id = ${company.id} and came.order_id = t.id and came.direction = 'first'
      where s.company_id = ${company.id} and s.kind = 'final')
    select ${week(sql`f.at`)} as "weekOn", count(*)::int as orders, ${spreadOf(sql`f.seconds`)}, count(f.deliver_on)::int as promised,
      count(*) filter (where (f.at at time zone ${company.timeZone})::date <= f.deliver_on)::int as "inTime"
    from finished f group by grouping sets ((), 1)`)
  const { rows: came } = await db.execute<{ weekOn: string; started: number }>(sql`
    select ${week(sql`m.moved_at`)} as "weekOn", count(*)::int as started from stage_moves m
    where m.company_id = ${company.id} and ${within(ctx, period, sql`m.moved_at`)} and m.direction = 'first' group by 1`)
  const { weekOn: _, ...lead } = rows.find(({ weekOn }) => weekOn === null)!
  return { lead, weeks: mondaysOf(period).map(weekOn => weekOf(weekOn, rows, came)) }
}

function weekOf(
  weekOn: string,
  left: readonly (Lead & { weekOn: string | null })[],
  came: readonly { weekOn: string; started: number }[],
): Week {
  const off = left.find(week => week.weekOn === weekOn)
  const started = came.find(week => week.weekOn === weekOn)?.started ?? 0
  return { weekOn, started, finished: off?.orders ?? 0, medianSeconds: off?.medianSeconds ?? null }
}

/** The Mondays of the weeks that a period touches. */
function mondaysOf({ from, to }: Period): string[] {
  const first = day(from)
  const monday = addDays(first, 1 - first.dayOfWeek)
  const weeks = Math.floor(daysBetween(monday, day(to)) / 7) + 1
  return Array.from({ length: weeks }, (_, at) => isoDay(addDays(monday, 7 * at)))
}
