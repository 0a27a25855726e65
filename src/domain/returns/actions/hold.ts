import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { isoDay } from '../../../values/day.ts'
import { changeHold, placeHolds, removeHolds } from '../../subscriptions/actions/holds.ts'
import { withServedRenewal } from '../../subscriptions/actions/realign.ts'
import { calendarOf } from '../../subscriptions/queries/calendar.ts'
import { type Account, accountsOf } from '../../subscriptions/queries/ledger.ts'
import { isOwed } from '../../subscriptions/rules/ledger.ts'

/**
 * Serves these recipients no more, from the first issue each of their subscriptions is still owed. What is missed comes at
 * the end, unless a renewal already began there: then it is to be caught up. Source: CIR-18.
 */
export async function holdUndeliverable(ctx: Ctx, partyIds: readonly string[]) {
  const accounts = await accountsOf(ctx, await withoutHold(ctx, partyIds))
  const followed = await withServedRenewal(
    ctx,
    accounts.map(({ facts }) => facts.id),
  )
  const ranged = accounts.flatMap(account => {
    const from = firstOwed(account)
    return from ? [{ id: account.facts.id, countsAsServed: followed.has(account.facts.id), ...from }] : []
  })
  const alike = Map.groupBy(ranged, one => `${one.fromIssueId ?? one.fromOn} ${one.countsAsServed}`)
  for (const together of alike.values()) {
    const { id: _, ...range } = together[0]!
    await placeHolds(ctx, {
      purchaseIds: together.map(({ id }) => id),
      kind: 'undeliverable',
      reason: '',
      ...range,
    })
  }
}

function firstOwed({ ledger }: Account): { fromIssueId?: string; fromOn?: string } | undefined {
  const issue = ledger.entries.find(({ state }) => isOwed(state))?.issue
  if (!issue) return undefined
  return issue.id ? { fromIssueId: issue.id } : { fromOn: isoDay(issue.countedOn) }
}

const uuids = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`

async function withoutHold({ db, company }: Ctx, partyIds: readonly string[]): Promise<string[]> {
  if (partyIds.length === 0) return []
  const { rows } = await db.execute<{ id: string }>(sql`
    select p.id from purchases p
    where p.company_id = ${company.id} and p.recipient_id = any(${uuids(partyIds)}) and p.kind = 'subscription' and p.cancelled_on is null
      and not exists (select from holds h where h.company_id = ${company.id} and h.purchase_id = p.id and ${isOpen})`)
  return rows.map(({ id }) => id)
}

/** A hold `h` for returned mail that nothing has ended. */
const isOpen = sql`h.kind = 'undeliverable' and h.to_issue_id is null and h.to_on is null`

type OpenHold = { id: string; titleId: string; fromIssueId: string | null; fromOn: string | null }

async function openHolds({ db, company }: Ctx, partyId: string): Promise<OpenHold[]> {
  const { rows } = await db.execute<OpenHold>(sql`
    select h.id, p.title_id as "titleId", h.from_issue_id as "fromIssueId", h.from_on as "fromOn" from purchases p join holds h on h.company_id = ${company.id} and h.purchase_id = p.id and ${isOpen}
    where p.company_id = ${company.id} and p.recipient_id = ${partyId} order by h.id`)
  return rows
}

/** Serves a recipient again from the issue after the last one that left or closed; what was missed stays to be decided. */
export async function resumeHolds(ctx: Ctx, partyId: string) {
  for (const { id, titleId, fromIssueId, fromOn } of await openHolds(ctx, partyId)) {
    const { issues } = await calendarOf(ctx, titleId)
    const first = issues.find(issue => issue.id === fromIssueId || (fromOn && isoDay(issue.countedOn) >= fromOn))
    const last = issues.findLast(({ dispatched, closesOn }) => dispatched || (closesOn && isoDay(closesOn) < ctx.today))
    if (first && last && first.ordinal <= last.ordinal)
      await changeHold(ctx, id, { fromIssueId: first.id, toIssueId: last.id })
    else await removeHolds(ctx, [id])
  }
}

/** As if the mail had never come back. */
export async function liftHolds(ctx: Ctx, partyId: string) {
  for (const { id } of await openHolds(ctx, partyId)) await removeHolds(ctx, [id])
}
