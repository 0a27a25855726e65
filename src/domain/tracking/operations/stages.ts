import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { saveStages } from '../actions/save-stages.ts'
import { ownStages } from '../actions/stages.ts'
import { stagesContract as contract } from '../contract.ts'
import { countByStage } from '../queries/tracks.ts'

async function counted(ctx: Ctx) {
  const stages = await ownStages(ctx)
  const counts = await countByStage(ctx, {})
  return stages.map(stage => ({ ...stage, count: counts.get(stage.id) ?? 0 }))
}

export const stagesOperations = {
  all: operation(contract.all, ctx => counted(ctx)),
  save: operation(contract.save, async (ctx, { stages }) => {
    await saveStages(ctx, stages)
    return counted(ctx)
  }),
}
