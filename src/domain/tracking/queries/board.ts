import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { ownLimits } from './limits.ts'
import type { StageRow } from './stages.ts'
import { countByStage, firstByStage, type TrackFilters } from './tracks.ts'

type BoardFilters = Omit<TrackFilters, 'all' | 'stageId'>

/** The orders on the list as columns, the first cards of each by their places. */
export async function boardOf(ctx: Ctx, stages: readonly StageRow[], filters: BoardFilters, cards: number) {
  const columns = stages.filter(({ kind, active }) => kind === 'normal' && active)
  const [limits, inStages] = [await ownLimits(ctx), await countByStage(ctx, {})]
  const isFiltered = Object.values(filters).some(value => value !== undefined)
  const counts = isFiltered ? await countByStage(ctx, filters) : inStages
  const first = await firstByStage(
    ctx,
    columns.map(({ id }) => id),
    filters,
    cards,
  )
  return columns.map(({ id: stageId, nameFr, nameEn, colour, most }) => {
    const inStage = inStages.get(stageId) ?? 0
    return {
      stageId,
      stage: (ctx.language === 'en' && nameEn) || nameFr,
      kind: 'normal' as const,
      colour,
      count: counts.get(stageId) ?? 0,
      inStage,
      most,
      isOver: most !== null && inStage > most,
      mine: limits === null || limits.has(stageId),
      cards: first.get(stageId) ?? [],
    }
  })
}

/** The order that has this number, or this one on the list; null: none on the shop floor has. */
export async function trackNumbered({ db, company }: Ctx, number: string): Promise<string | null> {
  const named = /^\d{1,9}$/.test(number) ? sql`t.serial = ${Number(number)}` : sql`o.number = ${number}`
  const { rows } = await db.execute<{ id: string }>(sql`
    select t.id from orders o join tracks t on t.company_id = ${company.id} and t.id = o.id
    where o.company_id = ${company.id} and ${named}`)
  return rows[0]?.id ?? null
}
