import { and, eq, sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { statusAsked } from '../../orders/actions/statuses.ts'
import type { StageRow } from '../queries/stages.ts'
import { stages } from '../tables.ts'
import { ownStages } from './stages.ts'

export type StageSaid = Omit<StageRow, 'id' | 'position'> & { id?: string | undefined }

/**
 * Says the stages in their order. One that is left out is deleted when no history needs it, and put away else; one that holds
 * orders stays. Source: SUI-3, SUI-5, X-51.
 */
export async function saveStages(ctx: Ctx, said: readonly StageSaid[]): Promise<void> {
  const before = await ownStages(ctx)
  refuseUnsound(said)
  for (const { statusId } of said) if (statusId !== null) await statusAsked(ctx, 'customer', statusId)
  const stay = new Set(said.flatMap(({ id, active }) => (id !== undefined && active ? [id] : [])))
  await refuseHolding(
    ctx,
    before.filter(({ id }) => !stay.has(id)),
  )
  const { db, company, actor } = ctx
  const stamps = { updatedBy: actor.initials, updatedAt: sql`now()` }
  // One final and one cancelled stage: those that were step aside before the others take their places.
  await db.update(stages).set({ active: false }).where(eq(stages.companyId, company.id))
  for (const [at, { id, ...stage }] of said.entries()) {
    const row = { ...stage, position: at + 1, ...stamps }
    if (id === undefined)
      await db.insert(stages).values({ companyId: company.id, id: newId(), createdBy: actor.initials, ...row })
    else
      await db
        .update(stages)
        .set({ ...row, revision: sql`revision + 1` })
        .where(and(eq(stages.companyId, company.id), eq(stages.id, id)))
  }
  await db.execute(sql`
    delete from stages s where s.company_id = ${company.id} and not s.active
      and not exists (select from stage_moves m where m.company_id = ${company.id} and m.to_stage_id = s.id)
      and not exists (select from stage_moves m where m.company_id = ${company.id} and m.from_stage_id = s.id)
      and not exists (select from operator_stages o where o.company_id = ${company.id} and o.stage_id = s.id)`)
  ctx.record({
    record: 'stages',
    id: company.id,
    from: { stages: before.map(({ nameFr }) => nameFr) },
    to: { stages: said.map(({ nameFr }) => nameFr) },
  })
}

function refuseUnsound(said: readonly StageSaid[]) {
  const used = said.filter(({ active }) => active)
  if (used[0]?.kind !== 'normal') refuse('tracking.noFirstStage', { field: 'stages.0.kind' })
  for (const kind of ['final', 'cancelled'] as const)
    if (used.filter(stage => stage.kind === kind).length > 1)
      refuse(kind === 'final' ? 'tracking.finalTaken' : 'tracking.cancelledTaken')
  const silent = said.findIndex(({ sending, templateId }) => sending !== 'none' && templateId === null)
  if (silent >= 0) refuse('tracking.mailMissing', { field: `stages.${silent}.templateId` })
}

async function refuseHolding({ db, company }: Ctx, gone: readonly StageRow[]) {
  const { rows } = await db.execute<{ name: string; count: number }>(sql`
    select s.name_fr as name, count(*)::int as count from tracks t join stages s on s.company_id = ${company.id} and s.id = t.stage_id
    where t.company_id = ${company.id} and t.stage_id = any(${sql.param(gone.map(({ id }) => id))}::uuid[]) group by s.id, s.name_fr`)
  const [first] = rows
  if (first) refuse('tracking.stageInUse', { values: first })
}
