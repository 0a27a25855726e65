import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows, updateRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { checkStatuses } from '../../orders/actions/statuses.ts'
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
  await checkStatuses(
    ctx,
    'customer',
    said.map(({ statusId }) => statusId),
  )
  const stay = new Set(said.flatMap(({ id, active }) => (id !== undefined && active ? [id] : [])))
  await refuseHolding(
    ctx,
    before.filter(({ id }) => !stay.has(id)),
  )
  await writeStages(ctx, said)
  const { db, company } = ctx
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

/** Names are unique, and so are the final and the cancelled stage: those that were step aside before they take their new places. */
async function writeStages(ctx: Ctx, said: readonly StageSaid[]) {
  const { db, company, actor } = ctx
  const rows = said.map((stage, at) => ({ ...stage, id: stage.id ?? newId(), position: at + 1 }))
  await db.execute(sql`
    update stages set active = false, revision = revision + 1, updated_by = ${actor.initials}, updated_at = now(),
      name_fr = case when id = any(${sql.param(rows.map(({ id }) => id))}::uuid[]) then id::text else name_fr end
    where company_id = ${company.id}`)
  const isNew = said.map(({ id }) => id === undefined)
  await updateRows(
    ctx,
    stages,
    rows.filter((_, at) => !isNew[at]),
  )
  const fresh = rows.filter((_, at) => isNew[at])
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  await insertRows(
    ctx,
    stages,
    fresh.map(row => ({ ...row, ...stamps })),
  )
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
