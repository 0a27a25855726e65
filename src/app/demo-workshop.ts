import { sql } from 'drizzle-orm'
import { createUser } from '../domain/accounts/passwords.ts'
import { ownStatuses, statusMeaning } from '../domain/orders/actions/statuses.ts'
import { moveOrder } from '../domain/tracking/actions/move.ts'
import { saveStages } from '../domain/tracking/actions/save-stages.ts'
import { changeSettings } from '../domain/tracking/actions/settings.ts'
import { ownStages } from '../domain/tracking/actions/stages.ts'
import { type StageRow, trackingSettingsOf } from '../domain/tracking/queries/stages.ts'
import { tracks } from '../domain/tracking/tables.ts'
import { atInstant, instantNow } from '../platform/clock.ts'
import { changeRecord } from '../platform/db/records.ts'
import type { Ctx } from '../platform/http/context.ts'
import { addDays, day, isoDay } from '../values/day.ts'

/** Who works at the machines; they sign in with the password of the demonstration. */
const HANDS = [
  { name: 'Léa Morin', initials: 'LM', email: 'lea.morin@canal.example' },
  { name: 'Hugo Petit', initials: 'HP', email: 'hugo.petit@canal.example' },
]
/** In Assemblage at once, before the board warns. */
const MOST = 3
/** How long orders stay in a stage, one against another: assembling takes longest. */
const WEIGHTS = [2, 1, 3, 5, 2, 1]
/** Work begins at this hour UTC, and each stage ends an hour later than the one before. */
const FIRST_HOUR = 6
/** When everything that ends on a day has ended. */
export const LAST_HOUR = 14

/** Two who work at the machines, a limit that is exceeded, and two statuses that are too early for a stage. Source: X-55. */
export async function openWorkshop(ctx: Ctx, password: string) {
  for (const { name, initials, email } of HANDS) {
    const userId = await createUser(ctx.db, { name, email, password })
    await ctx.db.execute(sql`
      insert into memberships (company_id, user_id, role, initials) values (${ctx.company.id}, ${userId}, 'operator', ${initials})`)
  }
  await ownStatuses(ctx, 'customer') // stages name some of them
  const stages = await ownStages(ctx)
  await saveStages(
    ctx,
    stages.map(({ position: _, ...stage }) => ({ ...stage, most: stage.nameFr === 'Assemblage' ? MOST : null })),
  )
  const statusId = await statusMeaning(ctx, 'customer', 'dispatched')
  const early = stages.filter(({ kind, nameFr }) => kind === 'normal' && nameFr !== 'Livraison')
  await changeSettings(ctx, {
    ...(await trackingSettingsOf(ctx)),
    contradictions: early.map(({ id: stageId }) => ({ statusId, stageId })),
  })
}

/** What somebody did so many days ago at an hour UTC; today: minutes ago, the earlier the hour. */
export function onDay<T>(ctx: Ctx, daysAgo: number, hour: number, act: (then: Ctx) => Promise<T>, by?: string) {
  const today = isoDay(addDays(day(ctx.today), -daysAgo))
  const instant =
    daysAgo === 0
      ? Temporal.Instant.from(today + instantNow().slice(today.length)).subtract({ minutes: (LAST_HOUR - hour) * 10 })
      : Temporal.Instant.from(`${today}T00:00:00Z`).add({ hours: hour })
  const actor = { ...ctx.actor, initials: by ?? ctx.actor.initials }
  return atInstant(instant.toString({ smallestUnit: 'millisecond' }), () => act({ ...ctx, today, actor }))
}

type Way = { orderId: string; daysAgo: number; at: number; through: readonly StageRow[] }

/** An order goes from the first stage through others, up to the day it is in; who works on it changes with the order. */
export async function goThrough(ctx: Ctx, { orderId, daysAgo, at, through }: Way, until = 0) {
  const { initials } = HANDS[at % HANDS.length]!
  const weights = WEIGHTS.slice(0, through.length)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let gone = 0
  for (const [step, stage] of through.entries()) {
    gone += weights[step]!
    const ago = Math.floor(daysAgo - ((daysAgo - until) * gone) / whole)
    await onDay(ctx, ago, FIRST_HOUR + step, then => moveTo(then, orderId, stage), initials)
  }
  if (through.length > 0) await changeRecord(ctx, tracks, orderId, { assignedTo: initials })
}

export const moveTo = (ctx: Ctx, orderId: string, { id: stageId }: StageRow, comment?: string) =>
  moveOrder(ctx, { orderId, to: { stageId }, comment, movedWith: 'workshop' })
