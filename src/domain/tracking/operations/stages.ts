import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { saveStages } from '../actions/save-stages.ts'
import { ownStages } from '../actions/stages.ts'
import { stagesContract as contract } from '../contract.ts'

async function counted(ctx: Ctx) {
  const { rows } = await ctx.db.execute<{ stageId: string; count: number }>(sql`
    select stage_id as "stageId", count(*)::int as count from tracks where company_id = ${ctx.company.id} group by stage_id`)
  const counts = new Map(rows.map(({ stageId, count }) => [stageId, count]))
  return (await ownStages(ctx)).map(stage => ({ ...stage, count: counts.get(stage.id) ?? 0 }))
}

export const stagesOperations = {
  list: operation(contract.list, ctx => counted(ctx)),
  save: operation(contract.save, async (ctx, { stages }) => {
    await saveStages(ctx, stages)
    return counted(ctx)
  }),
}
