import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { changeSettings, limitOperator } from '../actions/settings.ts'
import { ownStages } from '../actions/stages.ts'
import { operatorStagesContract, trackingSettingsContract as settings } from '../contract/settings.ts'
import { limitsOf } from '../queries/limits.ts'
import { trackingSettingsOf } from '../queries/stages.ts'

/** A combination whose stage was put away is no longer one. */
async function shown(ctx: Ctx) {
  const used = new Set((await ownStages(ctx)).flatMap(({ id, active }) => (active ? [id] : [])))
  const { contradictions, ...said } = await trackingSettingsOf(ctx)
  return { ...said, contradictions: contradictions.filter(({ stageId }) => used.has(stageId)) }
}

export const trackingSettingsOperations = {
  get: operation(settings.get, ctx => shown(ctx)),
  update: operation(settings.update, async (ctx, to) => {
    await changeSettings(ctx, to)
    return shown(ctx)
  }),
}

export const operatorStagesOperations = {
  all: operation(operatorStagesContract.all, ctx => limitsOf(ctx)),
  save: operation(operatorStagesContract.save, async (ctx, { initials, stageIds }) => {
    await limitOperator(ctx, initials, stageIds)
    return limitsOf(ctx)
  }),
}
