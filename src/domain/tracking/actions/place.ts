import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { ownLimits } from '../queries/limits.ts'
import { rankBetween, rankLast, SPREAD } from '../rules/rank.ts'
import { tracks } from '../tables.ts'
import { ownStages } from './stages.ts'

type Neighbours = { before: number | null; after: number | null }

/** Puts an order before another one of its stage, or last; so too when that one has left the stage meanwhile. */
export async function placeOrder(ctx: Ctx, orderId: string, beforeId: string | null) {
  const { stageId } = await lockedRecord(ctx, tracks, orderId)
  const limits = await ownLimits(ctx)
  if (limits && !limits.has(stageId)) {
    const stage = (await ownStages(ctx)).find(({ id }) => id === stageId)!
    refuse('tracking.notYours', { values: { stage: stage.nameFr } })
  }
  await placeIn(ctx, stageId, orderId, beforeId)
}

/** When there is no room between its neighbours, the places of the whole stage are spread first. */
export async function placeIn(ctx: Ctx, stageId: string, orderId: string, beforeId: string | null) {
  const between = async () => {
    const { before, after } = await neighboursOf(ctx, stageId, orderId, beforeId)
    return after === null ? rankLast(before, instantNow()) : rankBetween(before, after)
  }
  let rank = await between()
  if (rank === null) {
    await spread(ctx, stageId)
    rank = await between()
  }
  await changeRecord(ctx, tracks, orderId, { rank: rank! })
}

async function neighboursOf({ db, company }: Ctx, stageId: string, orderId: string, beforeId: string | null) {
  const others = sql`t.company_id = ${company.id} and t.stage_id = ${stageId} and t.off_since is null and t.id <> ${orderId}`
  const { rows: found } = await db.execute<{ rank: number }>(sql`
    select t.rank from tracks t where ${others} and t.id = ${beforeId}::uuid`)
  const after = found[0]?.rank ?? null
  const ahead = after === null ? sql`` : sql`and (t.rank, t.id) < (${after}::bigint, ${beforeId}::uuid)`
  const { rows } = await db.execute<{ rank: number }>(sql`
    select t.rank from tracks t where ${others} ${ahead} order by t.rank desc, t.id desc limit 1`)
  return { before: rows[0]?.rank ?? null, after } satisfies Neighbours
}

const spread = ({ db, company }: Ctx, stageId: string) =>
  db.execute(sql`
    update tracks t set rank = placed.place
    from (select o.id, row_number() over (order by o.rank, o.id) * ${SPREAD} as place from tracks o
      where o.company_id = ${company.id} and o.stage_id = ${stageId} and o.off_since is null) placed
    where t.company_id = ${company.id} and t.id = placed.id`)
