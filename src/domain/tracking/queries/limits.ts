import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { userNames } from '../../accounts/queries.ts'

/** The stages that who acts may move orders of; null: all of them. */
export async function ownLimits({ db, company, actor }: Ctx): Promise<ReadonlySet<string> | null> {
  const { rows } = await db.execute<{ stageId: string }>(sql`
    select stage_id as "stageId" from operator_stages where company_id = ${company.id} and initials = ${actor.initials}`)
  return rows.length === 0 ? null : new Set(rows.map(({ stageId }) => stageId))
}

/** Everybody in the company, with the stages they are limited to. */
export async function limitsOf(ctx: Ctx) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ initials: string; stageId: string }>(sql`
    select o.initials, o.stage_id as "stageId" from operator_stages o
    join stages s on s.company_id = ${company.id} and s.id = o.stage_id and s.active
    where o.company_id = ${company.id} order by s.position, s.id`)
  const byInitials = Map.groupBy(rows, ({ initials }) => initials)
  return (await userNames(ctx)).map(({ initials, name }) => ({
    initials,
    name,
    stageIds: (byInitials.get(initials) ?? []).map(({ stageId }) => stageId),
  }))
}
