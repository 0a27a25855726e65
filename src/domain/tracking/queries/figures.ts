import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Period, type Spread, spreadOf, within } from './period.ts'
import type { StageRow } from './stages.ts'

type Stays = { moves: number; orders: number; totalSeconds: number } & Spread
/** The stays that one stage saw end, or one person, or that were at one machine: the other two say nothing. */
type Side = 'stage' | 'person' | 'resource'
type Row = Stays & {
  side: Side
  stageId: string | null
  initials: string | null
  resourceId: string | null
  resource: string
}

/**
 * How long orders stayed, by the stage they left, by who moved them, and by the machine they were at. A stay ends with a move; of
 * several written together the first one alone took time. The moves of a year are read once, and sorted in memory (docs/adr/0010).
 */
export async function staysOf(ctx: Ctx, period: Period): Promise<Row[]> {
  const { db, company } = ctx
  await db.execute(sql`set local work_mem = '256MB'`)
  const { rows } = await db.execute<Row>(sql`
    with stays as materialized (
      select m.from_stage_id, m.moved_by, m.resource_id, m.order_id, m.stayed_seconds as seconds from stage_moves m
      where m.company_id = ${company.id} and ${within(ctx, period, sql`m.moved_at`)} and m.step = 1 and m.stayed_seconds is not null),
    worked as materialized (select distinct moved_by, resource_id, order_id from stays),
    times as (
      select case grouping(from_stage_id, moved_by, resource_id) when 3 then 'stage' when 5 then 'person' else 'resource' end as side,
        from_stage_id, moved_by, resource_id, count(*)::int as moves, sum(seconds)::float8 as "totalSeconds", ${spreadOf(sql`seconds`)}
      from stays group by grouping sets (from_stage_id, moved_by, resource_id)),
    orders as (
      select case grouping(moved_by, resource_id) when 1 then 'person' else 'resource' end as side, moved_by, resource_id,
        count(distinct order_id)::int as orders
      from worked group by grouping sets (moved_by, resource_id))
    select t.side, t.from_stage_id as "stageId", t.moved_by as initials, t.resource_id as "resourceId", coalesce(r.name, '') as resource,
      t.moves, coalesce(o.orders, 0) as orders, t."totalSeconds", t."medianSeconds", t."meanSeconds", t."p90Seconds"
    from times t
    left join orders o on o.side = t.side and o.moved_by is not distinct from t.moved_by and o.resource_id is not distinct from t.resource_id
    left join resources r on r.company_id = ${company.id} and r.id = t.resource_id
    order by t.moves desc, t.moved_by, r.name`)
  return rows
}

/** The stages that each person ended, and how long orders had been in them. */
export const peopleIn = (rows: readonly Row[]) =>
  rows.flatMap(({ side, initials, ...row }) => (side === 'person' ? [{ initials: initials!, ...stayed(row) }] : []))

/** The same of each machine, person or place that orders were at. */
export const resourcesIn = (rows: readonly Row[]) =>
  rows.flatMap(({ side, resourceId, resource, ...row }) =>
    side === 'resource' ? [{ resourceId, resource, ...stayed(row) }] : [],
  )

const stayed = ({ moves, orders, totalSeconds, ...row }: Stays) => ({ moves, orders, totalSeconds, ...spread(row) })

const spread = ({ medianSeconds, meanSeconds, p90Seconds }: Spread): Spread => ({
  medianSeconds,
  meanSeconds,
  p90Seconds,
})
const NO_STAY = { moves: 0, totalSeconds: 0, medianSeconds: null, meanSeconds: null, p90Seconds: null }

/** How long orders stayed in each ordinary stage, and how long those that are in it have been there. */
export async function stageTimes({ db, company, language }: Ctx, rows: readonly Row[], stages: readonly StageRow[]) {
  const { rows: now } = await db.execute<{ stageId: string; inStage: number; waited: number }>(sql`
    select t.stage_id as "stageId", count(*)::int as "inStage", sum(extract(epoch from ${instantNow()}::timestamptz - t.entered_at))::float8 as waited
    from tracks t where t.company_id = ${company.id} and t.off_since is null group by t.stage_id`)
  return stages
    .filter(({ kind, active }) => kind === 'normal' && active)
    .map(({ id, nameFr, nameEn, colour }) => {
      const left = rows.find(({ side, stageId }) => side === 'stage' && stageId === id) ?? NO_STAY
      const { inStage, waited } = now.find(({ stageId }) => stageId === id) ?? { inStage: 0, waited: 0 }
      return {
        stageId: id,
        stage: (language === 'en' && nameEn) || nameFr,
        colour,
        left: left.moves,
        ...spread(left),
        totalSeconds: Math.round(left.totalSeconds + waited),
        inStage,
        waitingSeconds: inStage === 0 ? null : Math.round(waited / inStage),
      }
    })
}
