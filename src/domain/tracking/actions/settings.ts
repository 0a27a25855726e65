import { and, eq } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { checkStatuses } from '../../orders/actions/statuses.ts'
import { limitsOf } from '../queries/limits.ts'
import { type TrackingSettings, trackingSettingsOf } from '../queries/stages.ts'
import { operatorStages, trackingSettings } from '../tables.ts'
import { ownStages } from './stages.ts'

/** Says how the company follows its orders. Source. */
export async function changeSettings(ctx: Ctx, to: TrackingSettings) {
  if (to.urgentDays !== null && to.urgentDays > to.attentionDays)
    refuse('tracking.urgentAfterAttention', { field: 'urgentDays' })
  await refuseUnknownStages(
    ctx,
    to.contradictions.map(({ stageId }) => stageId),
  )
  await checkStatuses(
    ctx,
    'customer',
    to.contradictions.map(({ statusId }) => statusId),
  )
  const from = await trackingSettingsOf(ctx)
  await ctx.db
    .insert(trackingSettings)
    .values({ companyId: ctx.company.id, ...to })
    .onConflictDoUpdate({ target: trackingSettings.companyId, set: to })
  ctx.record({ record: 'tracking_settings', id: ctx.company.id, from, to })
}

/** Limits somebody to stages; none lifts the limit. */
export async function limitOperator(ctx: Ctx, initials: string, stageIds: readonly string[]) {
  const before = (await limitsOf(ctx)).find(one => one.initials === initials)
  if (!before) refuse('tracking.unknownOperator', { field: 'initials' })
  await refuseUnknownStages(ctx, stageIds)
  const { db, company, actor } = ctx
  await db
    .delete(operatorStages)
    .where(and(eq(operatorStages.companyId, company.id), eq(operatorStages.initials, initials)))
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  await insertRows(
    ctx,
    operatorStages,
    [...new Set(stageIds)].map(stageId => ({ id: newId(), initials, stageId, ...stamps })),
  )
  ctx.record({
    record: 'operator_stages',
    id: company.id,
    from: { initials, stageIds: before.stageIds },
    to: { initials, stageIds: [...stageIds] },
  })
}

async function refuseUnknownStages(ctx: Ctx, stageIds: readonly string[]) {
  const known = new Set((await ownStages(ctx)).flatMap(({ id, active }) => (active ? [id] : [])))
  if (stageIds.some(id => !known.has(id))) refuse('tracking.noSuchStage', { field: 'stageIds' })
}
