import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import type { StageRow } from './stages.ts'

/** The days of a period, in the company's time zone. */
export type Period = { from: string; to: string }
type Spread = { medianSeconds: number | null; meanSeconds: number | null; p90Seconds: number | null }

const spreadOf = (seconds: SQL) => sql`
  round(percentile_cont(0.5) within group (order by ${seconds}))::float8 as "medianSeconds",
  round(avg(${seconds}))::float8 as "meanSeconds", round(percentile_cont(0.9) within group (order by ${seconds}))::float8 as "p90Seconds"`

/** The instants of a period, for a column of them. */
function within({ company }: Ctx, { from, to }: Period, column: SQL): SQL {
  const start = (iso: string) => sql`(${iso}::date::timestamp at time zone ${company.timeZone})`
  return sql`${column} >= ${start(from)} and ${column} < ${start(isoDay(addDays(day(to), 1)))}`
}

/** The moves that ended a stay: of several written together the first one alone took time. */
const stays = (ctx: Ctx, period: Period) => sql`
  from stage_moves m where m.company_id = ${ctx.company.id} and ${within(ctx, period, sql`m.moved_at`)}
    and m.step = 1 and m.stayed_seconds is not null`

type Stay = { count: number; totalSeconds: number } & Spread
const STAY = sql`count(*)::int as count, sum(m.stayed_seconds)::float8 as "totalSeconds", ${spreadOf(sql`m.stayed_seconds`)}`
const NO_STAY: Stay = { count: 0, totalSeconds: 0, medianSeconds: null, meanSeconds: null, p90Seconds: null }

/** How long orders stayed in each ordinary stage, and how long those that are in it have been there. */
export async function stageTimes(ctx: Ctx, period: Period, stages: readonly StageRow[]) {
  const { db, company, language } = ctx
  const { rows: left } = await db.execute<Stay & { stageId: string }>(sql`
    select m.from_stage_id as "stageId", ${STAY} ${stays(ctx, period)} group by m.from_stage_id`)
  const { rows: now } = await db.execute<{ stageId: string; inStage: number; waited: number }>(sql`
    select t.stage_id as "stageId", count(*)::int as "inStage", sum(extract(epoch from now() - t.entered_at))::float8 as waited
    from tracks t where t.company_id = ${company.id} and t.off_since is null group by t.stage_id`)
  return stages
    .filter(({ kind, active }) => kind === 'normal' && active)
    .map(({ id, nameFr, nameEn, colour }) => {
      const { count, totalSeconds, ...spread } = left.find(({ stageId }) => stageId === id) ?? { ...NO_STAY }
      const { inStage, waited } = now.find(({ stageId }) => stageId === id) ?? { inStage: 0, waited: 0 }
      return {
        stageId: id,
        stage: (language === 'en' && nameEn) || nameFr,
        colour,
        left: count,
        ...bare(spread),
        totalSeconds: Math.round(totalSeconds + waited),
        inStage,
        waitingSeconds: inStage === 0 ? null : Math.round(waited / inStage),
      }
    })
}

const bare = ({ medianSeconds, meanSeconds, p90Seconds }: Spread): Spread => ({
  medianSeconds,
  meanSeconds,
  p90Seconds,
})

type Work = { moves: number; orders: number; totalSeconds: number } & Spread
const WORK = sql`count(*)::int as moves, count(distinct m.order_id)::int as orders, sum(m.stayed_seconds)::float8 as "totalSeconds",
  ${spreadOf(sql`m.stayed_seconds`)}`

/** The stages that each person ended, and how long orders had been in them. */
export async function peopleTimes(ctx: Ctx, period: Period) {
  const { rows } = await ctx.db.execute<Work & { initials: string }>(sql`
    select m.moved_by as initials, ${WORK} ${stays(ctx, period)} group by m.moved_by order by count(*) desc, m.moved_by`)
  return rows
}

/** The same of each machine, person or place that orders were at. */
export async function resourceTimes(ctx: Ctx, period: Period) {
  const { rows } = await ctx.db.execute<Work & { resourceId: string | null; resource: string }>(sql`
    select done.*, coalesce(r.name, '') as resource
    from (select m.resource_id as "resourceId", ${WORK} ${stays(ctx, period)} group by m.resource_id) done
    left join resources r on r.company_id = ${ctx.company.id} and r.id = done."resourceId"
    order by done.moves desc, r.name`)
  return rows
}

/** The orders that came to the final stage in the period and are still there: since when, and how long after they came in. */
const finished = (ctx: Ctx, period: Period) => sql`
  select m.order_id, max(m.moved_at) as at,
    extract(epoch from max(m.moved_at) - (select min(earlier.moved_at) from stage_moves earlier
      where earlier.company_id = ${ctx.company.id} and earlier.order_id = m.order_id)) as seconds
  from stages s join stage_moves m on m.company_id = ${ctx.company.id} and m.to_stage_id = s.id and ${within(ctx, period, sql`m.moved_at`)}
  join tracks t on t.company_id = ${ctx.company.id} and t.id = m.order_id and t.stage_id = s.id
  where s.company_id = ${ctx.company.id} and s.kind = 'final' and m.direction <> 'mail'
  group by m.order_id`

/** How long orders took from coming in to the final stage, and whether their promised day was kept. */
export async function leadTimes(ctx: Ctx, period: Period) {
  const { company } = ctx
  const { rows } = await ctx.db.execute<{ orders: number; promised: number; inTime: number } & Spread>(sql`
    with finished as materialized (${finished(ctx, period)})
    select count(*)::int as orders, ${spreadOf(sql`f.seconds`)}, count(o.deliver_on)::int as promised,
      count(*) filter (where (f.at at time zone ${company.timeZone})::date <= o.deliver_on)::int as "inTime"
    from finished f join orders o on o.company_id = ${company.id} and o.id = f.order_id`)
  return rows[0]!
}

type Week = { weekOn: string; started: number; finished: number; medianSeconds: number | null }

/** Week by week, from its Monday: orders that came in, that were finished, and how long these took. */
export async function weekTimes(ctx: Ctx, period: Period): Promise<Week[]> {
  const { company } = ctx
  const week = (at: SQL) => sql`date_trunc('week', ${at} at time zone ${company.timeZone})::date`
  const { rows } = await ctx.db.execute<Week>(sql`
    with finished as materialized (${finished(ctx, period)}),
    came as (select ${week(sql`m.moved_at`)} as week_on, count(*)::int as started from stage_moves m
      where m.company_id = ${company.id} and ${within(ctx, period, sql`m.moved_at`)} and m.direction = 'first' group by 1),
    left_off as (select ${week(sql`f.at`)} as week_on, count(*)::int as finished,
      round(percentile_cont(0.5) within group (order by f.seconds))::float8 as median from finished f group by 1)
    select w.week_on::date as "weekOn", coalesce(c.started, 0) as started, coalesce(l.finished, 0) as finished, l.median as "medianSeconds"
    from generate_series(date_trunc('week', ${period.from}::date::timestamp), ${period.to}::date::timestamp, interval '7 days') w (week_on)
    left join came c on c.week_on = w.week_on::date left join left_off l on l.week_on = w.week_on::date order by w.week_on`)
  return rows
}
