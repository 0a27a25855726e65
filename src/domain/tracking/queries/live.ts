import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { LiveTrack } from '../rules/live.ts'

type Changed = LiveTrack & { updatedAt: string }

/** More at once are told by the next look. */
const MOST = 5000

/** The orders that were moved, placed or assigned since an instant, the oldest change first. */
export async function changedSince({ db, company }: Pick<Ctx, 'db' | 'company'>, since: string): Promise<Changed[]> {
  const { rows } = await db.execute<Changed>(sql`
    select t.id, o.number, t.stage_id as "stageId", s.name_fr as "stageFr", coalesce(nullif(s.name_en, ''), s.name_fr) as "stageEn",
      came.from_stage_id as "fromStageId", t.entered_by as "enteredBy", t.entered_at as "enteredAt", t.updated_by as "updatedBy",
      t.updated_at as "updatedAt", t.off_since is not null as "isOff", t.revision
    from (select * from tracks where company_id = ${company.id} and updated_at >= ${since} order by updated_at, id limit ${MOST}) t
    join orders o on o.company_id = ${company.id} and o.id = t.id
    join stages s on s.company_id = ${company.id} and s.id = t.stage_id
    left join lateral (select m.from_stage_id from stage_moves m
      where m.company_id = ${company.id} and m.order_id = t.id and m.direction <> 'mail' order by m.moved_at desc, m.step limit 1) came on true
    order by t.updated_at, t.id`)
  return rows
}

/** So many seconds before now, by the clock of the database. */
export async function secondsAgo({ db }: Pick<Ctx, 'db'>, seconds: number): Promise<string> {
  const { rows } = await db.execute<{ at: string }>(sql`select (now() - make_interval(secs => ${seconds}))::text as at`)
  return rows[0]!.at
}
