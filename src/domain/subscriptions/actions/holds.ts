import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { changeRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day } from '../../../values/day.ts'
import { calendarOf } from '../queries/calendar.ts'
import { heldTogether } from '../queries/held-together.ts'
import { type Account, accountsOf } from '../queries/ledger.ts'
import type { Calendar } from '../rules/calendar.ts'
import { firstStoppable, type HoldKind, type HoldRange, holdFault, isTooLate } from '../rules/holds.ts'
import { shortened } from '../rules/many-holds.ts'
import { holds, purchases } from '../tables.ts'
import { movingEnds } from './realign.ts'

type Range = {
  fromIssueId?: string | undefined
  toIssueId?: string | undefined
  fromOn?: string | undefined
  toOn?: string | undefined
}
export type GivenHold = Range & {
  purchaseIds: readonly string[]
  kind: HoldKind
  reason: string
  countsAsServed: boolean
  /** Of those placed together: each has an id made of it, so that placing them again adds none. */
  togetherId?: string | undefined
}

/** Kinds that a fact decides, not a wish: they may begin with an issue whose file is closed. */
const DECIDED: readonly HoldKind[] = ['unpaid', 'undeliverable', 'left-out', 'grace', 'forgone']

/** Suspends subscriptions, all or none; renewals that wait behind them move along. Source: CIR-15. */
export async function placeHolds(ctx: Ctx, given: GivenHold): Promise<number> {
  const accounts = await wholeAccounts(ctx, given.purchaseIds)
  const range = rangeOf(given)
  for (const { calendar } of accounts) {
    refuseFault(range, calendar)
    if (!DECIDED.includes(given.kind) && isTooLate(calendar, range, day(ctx.today)))
      refuse('subscriptions.tooLateToHold', {
        field: 'fromIssueId',
        values: { issue: numberOf(calendar, given.fromIssueId) },
      })
  }
  if (given.kind === 'other' && !given.reason) refuse('subscriptions.reasonOfHold', { field: 'reason' })
  const ids = accounts.map(({ facts }) => facts.id)
  await movingEnds(ctx, ids, () => insertHolds(ctx, ids, given))
  return ids.length
}

/** Holds purchases, single issues too, that whoever calls has looked at and keeps any run from serving meanwhile. */
export const holdPurchases = (ctx: Ctx, given: GivenHold) =>
  movingEnds(ctx, given.purchaseIds, () => insertHolds(ctx, given.purchaseIds, given))

const numberOf = ({ issues }: Calendar, id: string | undefined) => issues.find(issue => issue.id === id)?.number ?? ''

export async function insertHolds({ db, company, actor, record }: Ctx, ids: readonly string[], given: GivenHold) {
  const { kind, reason, countsAsServed, fromIssueId = null, toIssueId = null, fromOn = null, toOn = null } = given
  const rows = ids.map(purchaseId => ({ id: newId(), purchaseId }))
  const { rows: placed } = await db.execute<{ id: string; purchaseId: string }>(sql`
    insert into holds (company_id, id, purchase_id, kind, reason, from_issue_id, to_issue_id, from_on, to_on, counts_as_served, created_by, updated_by)
    select ${company.id}, coalesce(${heldTogether(sql`h."purchaseId"`, given.togetherId)}, h.id), h."purchaseId", ${kind}, ${reason}, ${fromIssueId}::uuid, ${toIssueId}::uuid, ${fromOn}::date, ${toOn}::date,
      ${countsAsServed}, ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(rows)}::json) h (id uuid, "purchaseId" uuid)
    on conflict (company_id, id) do nothing returning id, purchase_id as "purchaseId"`)
  const said = { kind, reason, countsAsServed, fromIssueId, toIssueId, fromOn, toOn }
  for (const { id, purchaseId } of placed) record({ record: 'holds', id, from: null, to: { purchaseId, ...said } })
}

/** The ledgers of live subscriptions, each of them, their purchases locked so that no run serves them meanwhile. */
export async function wholeAccounts(ctx: Ctx, purchaseIds: readonly string[]): Promise<Account[]> {
  const ids = [...new Set(purchaseIds)]
  await ctx.db.execute(sql`
    select from purchases where company_id = ${ctx.company.id} and id = any(${sql.param(ids)}::uuid[]) order by id for update`)
  const accounts = await accountsOf(ctx, ids)
  if (accounts.length < ids.length) refuse('subscriptions.unknownSubscription', { field: 'purchaseIds' })
  return accounts
}

export const rangeOf = ({ fromIssueId, toIssueId, fromOn, toOn }: Range): HoldRange => ({
  fromIssueId: fromIssueId ?? null,
  toIssueId: toIssueId ?? null,
  fromOn: fromOn ? day(fromOn) : null,
  toOn: toOn ? day(toOn) : null,
})

function refuseFault(range: HoldRange, calendar: Calendar) {
  const fault = holdFault(range, calendar)
  if (fault) refuse(fault.code, { field: fault.field })
}

type Changes = Range & { reason?: string | undefined; countsAsServed?: boolean | undefined }

/** Changes a suspension; its range is said as a whole, both ends. */
export async function changeHold(ctx: Ctx, id: string, said: Changes) {
  const before = await lockedRecord(ctx, holds, id)
  const { calendar } = await calendarOfPurchase(ctx, before.purchaseId)
  const isRanged = [said.fromIssueId, said.toIssueId, said.fromOn, said.toOn].some(end => end !== undefined)
  if (isRanged) refuseFault(rangeOf(said), calendar)
  const { fromIssueId = null, toIssueId = null, fromOn = null, toOn = null } = said
  const reason = said.reason ?? before.reason
  if (!reason && ['left-out', 'other'].includes(before.kind)) refuse('subscriptions.reasonOfHold', { field: 'reason' })
  await movingEnds(ctx, [before.purchaseId], () =>
    changeRecord(ctx, holds, id, {
      ...(isRanged ? { fromIssueId, toIssueId, fromOn, toOn } : {}),
      reason,
      countsAsServed: said.countsAsServed ?? before.countsAsServed,
    }),
  )
}

async function calendarOfPurchase(ctx: Ctx, purchaseId: string) {
  const purchase = await lockedRecord(ctx, purchases, purchaseId)
  return { purchase, calendar: await calendarOf(ctx, purchase.titleId) }
}

const given = ({ fromIssueId, toIssueId, fromOn, toOn }: typeof holds.$inferSelect) => ({
  fromIssueId: fromIssueId ?? undefined,
  toIssueId: toIssueId ?? undefined,
  fromOn: fromOn ?? undefined,
  toOn: toOn ?? undefined,
})

/** Resumes from an issue on, by default the first whose file is still open; returns its number. */
export async function endHold(ctx: Ctx, id: string, fromIssueId: string | undefined): Promise<string> {
  const before = await lockedRecord(ctx, holds, id)
  const { calendar } = await calendarOfPurchase(ctx, before.purchaseId)
  const { issues } = calendar
  const resumes = fromIssueId
    ? issues.find(issue => issue.id === fromIssueId)
    : firstStoppable(calendar, day(ctx.today))
  if (fromIssueId && !resumes) refuse('catalog.issueOfAnotherTitle', { field: 'fromIssueId' })
  const left = shortened(calendar, rangeOf(given(before)), resumes ?? null)
  await movingEnds(ctx, [before.purchaseId], () =>
    left ? changeRecord(ctx, holds, id, { ...left, fromOn: null, toOn: null }) : deleteRecord(ctx, holds, id),
  )
  return resumes?.number ?? calendar.expected[0]?.number ?? ''
}

/** Takes suspensions away, as if they had never been. */
export async function removeHolds(ctx: Ctx, ids: readonly string[]) {
  const purchaseIds: string[] = []
  for (const id of ids) purchaseIds.push((await lockedRecord(ctx, holds, id)).purchaseId)
  await movingEnds(ctx, purchaseIds, async () => {
    for (const id of ids) await deleteRecord(ctx, holds, id)
  })
}
