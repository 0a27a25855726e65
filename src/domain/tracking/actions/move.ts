import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import { changeLocked, changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { cancelOrder, setStatus } from '../../orders/actions/life.ts'
import { orders } from '../../orders/tables.ts'
import { ownLimits } from '../queries/limits.ts'
import type { StageRow } from '../queries/stages.ts'
import { isOff, line, nextOf, previousOf, type Step, stepsTo } from '../rules/moves.ts'
import { rankAt } from '../rules/rank.ts'
import { stageMoves, tracks } from '../tables.ts'
import { mailEntered } from './mail.ts'
import { placeIn } from './place.ts'
import { ownStages } from './stages.ts'

type Track = typeof tracks.$inferSelect
export type MovedWith = (typeof stageMoves.$inferInsert)['movedWith']
export type Move = {
  orderId: string
  /** Where to: the next stage, the one before, or one that is named. */
  to: 'next' | 'previous' | { stageId: string }
  /** Where the order was when it was looked at; else it is taken as it is. */
  fromStageId?: string | undefined
  comment?: string | undefined
  movedWith: MovedWith
  resourceId?: string | undefined
  /** The order it is put before in the stage it comes to; null or absent: last. */
  beforeId?: string | null | undefined
  /** Of a device without network: the same move is taken once. */
  onceKey?: string | undefined
}

/** Orders of customers come to the first stage when they are confirmed. Source: SUI-29. */
export async function startTracks(ctx: Ctx, orderIds: readonly string[]) {
  const used = (await ownStages(ctx)).filter(({ active }) => active)
  const first = used.find(({ id }) => id === line(used)[0]?.id)
  if (!first) return
  const { db, company, actor } = ctx
  const { rows } = await db.execute<Pick<Track, 'id' | 'serial' | 'deliverOn' | 'resourceId'>>(sql`
    select o.id, o.serial, o.deliver_on as "deliverOn", o.resource_id as "resourceId" from orders o
    where o.company_id = ${company.id} and o.id = any(${sql.param([...orderIds])}::uuid[]) and o.kind = 'customer'
      and not exists (select from tracks t where t.company_id = ${company.id} and t.id = o.id)
    order by o.serial`)
  const enteredAt = instantNow()
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  await insertRows(
    ctx,
    tracks,
    rows.map((order, at) => ({
      ...order,
      stageId: first.id,
      enteredAt,
      enteredBy: actor.initials,
      rank: rankAt(enteredAt) + at,
      ...stamps,
    })),
  )
  const mailed = await mailEntered(
    ctx,
    first,
    rows.map(({ id }) => id),
  )
  await insertRows(
    ctx,
    stageMoves,
    rows.map(({ id: orderId }) => ({
      id: newId(),
      orderId,
      toStageId: first.id,
      direction: 'first' as const,
      movedAt: enteredAt,
      movedBy: actor.initials,
      movedWith: 'reaction' as const,
      messageId: mailed.get(orderId) ?? null,
    })),
  )
}

/**
 * Moves one order to another stage, with an entry in its history for each stage it goes through. Who comes second is told who
 * moved it where, and nothing is lost. Source: SUI-14, SUI-15, SUI-22, SUI-23, X-51 to X-56.
 */
export async function moveOrder(ctx: Ctx, move: Move): Promise<void> {
  const order = await lockedOrder(ctx, move.orderId) // before its track, as who cancels an order does
  const track = await lockedRecord(ctx, tracks, move.orderId)
  if (move.onceKey !== undefined && (await wasTaken(ctx, move.onceKey))) return
  const stages = await ownStages(ctx)
  const from = stages.find(({ id }) => id === track.stageId)!
  if (move.fromStageId !== undefined && move.fromStageId !== from.id)
    refuse('tracking.movedMeanwhile', {
      values: { by: track.enteredBy, stage: ctx.language === 'fr' ? from.nameFr : from.nameEn || from.nameFr },
    })
  const to = targetOf(stages, from, move.to)
  await refuseForbidden(ctx, stages, from, to)
  const done = { ...move, resourceId: move.resourceId ?? track.resourceId ?? undefined }
  if (to.kind === 'cancelled' && from.id !== to.id) return cancelTracked(ctx, done, order.statusId)
  const steps = stepsTo(stages, from.id, to.id, move.comment ?? '')
  if (typeof steps === 'string') refuse(steps, { field: steps === 'tracking.commentMissing' ? 'comment' : 'toStageId' })
  if (from.kind === 'cancelled')
    await changeRecord(ctx, orders, move.orderId, { cancelledOn: null, cancelledReason: '' })
  await enter(ctx, { track, statusId: order.statusId }, from, to)
  if (move.beforeId && !isOff(to)) await placeIn(ctx, to.id, move.orderId, move.beforeId)
  const isForward = steps.at(-1)!.direction === 'next'
  await writeMoves(ctx, done, steps, track.enteredAt, isForward ? await mailedTo(ctx, to, move.orderId) : null)
}

async function lockedOrder({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<{ statusId: string | null }>(sql`
    select status_id as "statusId" from orders where company_id = ${company.id} and id = ${id} for update`)
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}

const mailedTo = async (ctx: Ctx, stage: StageRow, orderId: string) =>
  (await mailEntered(ctx, stage, [orderId])).get(orderId) ?? null

type Cancelled = Pick<Move, 'orderId' | 'comment' | 'movedWith' | 'resourceId' | 'onceKey'>

/** It leaves the line before its order is cancelled, so that the way it was moved is kept. */
async function cancelTracked(ctx: Ctx, move: Cancelled, statusId: string | null) {
  const { orderId, comment = '' } = move
  if (comment.trim() === '') refuse('tracking.commentMissing', { field: 'comment' })
  await arriveCancelled(ctx, move, statusId)
  await cancelOrder(ctx, orderId, comment, ctx.today)
}

/** An order that was cancelled leaves the line for the cancelled stage; `statusId` is what it had before. Source: X-51. */
export async function arriveCancelled(ctx: Ctx, move: Cancelled, statusId: string | null) {
  const { orderId } = move
  const { rows } = await ctx.db.execute(sql`
    select from tracks where company_id = ${ctx.company.id} and id = ${orderId}`)
  if (rows.length === 0) return
  const stages = await ownStages(ctx)
  const track = await lockedRecord(ctx, tracks, orderId)
  const from = stages.find(({ id }) => id === track.stageId)!
  const to = stages.find(({ kind, active }) => kind === 'cancelled' && active)
  if (!to || from.id === to.id) return
  await enter(ctx, { track, statusId }, from, { ...to, statusId })
  const step: Step = { fromId: from.id, toId: to.id, direction: 'cancel' }
  await writeMoves(ctx, move, [step], track.enteredAt, await mailedTo(ctx, to, orderId))
}

function targetOf(stages: readonly StageRow[], from: StageRow, to: Move['to']): StageRow {
  const used = stages.filter(({ active, id }) => active || id === from.id)
  const found =
    to === 'next'
      ? nextOf(used, from.id)
      : to === 'previous'
        ? previousOf(used, from.id)
        : used.find(({ id }) => id === to.stageId)
  if (!found) refuse(typeof to === 'string' ? 'tracking.endOfLine' : 'tracking.noSuchStage', { field: 'to' })
  return stages.find(({ id }) => id === found.id)!
}

/** Who is limited to stages moves orders out of these alone, to another of them or on to the next one. */
async function refuseForbidden(ctx: Ctx, stages: readonly StageRow[], from: StageRow, to: StageRow) {
  const limits = await ownLimits(ctx)
  if (limits === null) return
  const used = stages.filter(({ active, id }) => active || id === from.id)
  const isNext = nextOf(used, from.id)?.id === to.id
  if (!limits.has(from.id) || !(limits.has(to.id) || isNext))
    refuse('tracking.notYours', { values: { stage: limits.has(from.id) ? to.nameFr : from.nameFr } })
}

/** Where an order stands, both rows locked. */
type Standing = { track: Track; statusId: string | null }

/** The status of an order follows its stage, and goes back with it from the final one. Source: SUI-9, X-53. */
async function enter(ctx: Ctx, { track, statusId }: Standing, from: StageRow, to: StageRow) {
  const back = isOff(from) && !isOff(to)
  if (back && from.kind === 'final') await refuseDeliveredSince(ctx, track.id, track.enteredAt)
  const becomes = to.statusId ?? (back ? track.statusBeforeId : statusId)
  if (becomes !== statusId) await setStatus(ctx, track.id, becomes)
  const now = instantNow()
  await changeLocked(ctx, tracks, track, {
    stageId: to.id,
    enteredAt: now,
    enteredBy: ctx.actor.initials,
    statusBeforeId: isOff(to) ? statusId : null,
    offSince: isOff(to) ? now : null,
    rank: rankAt(now),
  })
}

/** What left, or was invoiced, because the order was finished would contradict it. Source: X-53. */
async function refuseDeliveredSince({ db, company }: Ctx, orderId: string, since: string) {
  const { rows } = await db.execute<{ number: string }>(sql`
    select v.number from order_lines l join delivery_lines d on d.company_id = ${company.id} and d.order_line_id = l.id
    join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id and v.cancelled_on is null and v.done_at > ${since}
    where l.company_id = ${company.id} and l.order_id = ${orderId} limit 1`)
  if (rows.length > 0) refuse('tracking.deliveredSince', { values: { number: rows[0]!.number } })
}

async function wasTaken({ db, company }: Ctx, onceKey: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from stage_moves where company_id = ${company.id} and once_key = ${onceKey}`)
  return rows.length > 0
}

/** One entry a stage; the time stayed is that of the stage left, the ones passed on the way took none. */
async function writeMoves(
  ctx: Ctx,
  { orderId, comment = '', movedWith, resourceId, onceKey }: Cancelled,
  steps: readonly Step[],
  since: string,
  messageId: string | null,
) {
  const movedAt = instantNow()
  const stayed = Math.max(0, Math.floor((Date.parse(movedAt) - Date.parse(since)) / 1000))
  await insertRows(
    ctx,
    stageMoves,
    steps.map(({ fromId, toId, direction }, at) => ({
      id: newId(),
      orderId,
      fromStageId: fromId,
      toStageId: toId,
      direction,
      comment,
      movedAt,
      step: at + 1,
      movedBy: ctx.actor.initials,
      movedWith,
      resourceId: resourceId ?? null,
      stayedSeconds: at === 0 ? stayed : 0,
      onceKey: onceKey === undefined || at < steps.length - 1 ? null : onceKey,
      messageId: at < steps.length - 1 ? null : messageId,
    })),
  )
}
