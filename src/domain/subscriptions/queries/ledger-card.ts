import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, isoDay } from '../../../values/day.ts'
import { inOrder, isServed } from '../rules/calendar.ts'
import { type HoldKind, nextStoppable } from '../rules/holds.ts'
import { lastOf } from '../rules/ledger.ts'
import { isOpen, startsOn, usualStart } from '../rules/start.ts'
import { calendarOf } from './calendar.ts'
import { named } from './hold-preview.ts'
import { accountsOf } from './ledger.ts'
import { inStock } from './stock.ts'

/** Issues expected after the last that matters that are worth showing. */
const SHOWN_AFTER = 2

/** A subscription issue by issue, with what holds and adjusts it; or undefined. Source: M-1, CIR-3. */
export async function ledgerCard(ctx: Ctx, id: string) {
  const [account] = await accountsOf(ctx, [id])
  if (!account) return undefined
  const { facts, calendar, ledger } = account
  const left = new Map(
    facts.shipments.filter(one => !one.cancelledOn && one.purpose !== 'replacement').map(one => [one.issueId, one]),
  )
  const hasEnd = Number.isFinite(ledger.credited)
  const lastThatMatters = ledger.entries.findLastIndex(
    ({ issue, state }) => issue.id !== null || (hasEnd && !['used-up', 'held'].includes(state)),
  )
  const numberOf = (issueId: string | null) => calendar.issues.find(issue => issue.id === issueId)?.number ?? null
  const first = nextStoppable(calendar, day(ctx.today))
  return {
    number: facts.number,
    titleId: facts.titleId,
    credited: hasEnd ? ledger.credited : null,
    used: ledger.used,
    left: hasEnd ? ledger.left : null,
    lastNumber: lastOf(ledger)?.number ?? '',
    formerNumber: facts.formerNumber,
    renewalNumber: facts.renewalNumber,
    firstStoppable: first && named(first),
    issues: ledger.entries.slice(0, lastThatMatters + SHOWN_AFTER).map(({ issue, state, uses }) => ({
      issueId: issue.id,
      number: issue.number,
      countedOn: isoDay(issue.countedOn),
      state,
      uses,
      runNumber: left.get(issue.id ?? '')?.runNumber ?? null,
      sentOn: left.get(issue.id ?? '')?.sentOn ?? null,
    })),
    holds: facts.bought.holds.map(
      ({ id: holdId, kind, reason, countsAsServed, fromIssueId, toIssueId, fromOn, toOn }) => ({
        id: holdId,
        kind: kind as HoldKind,
        reason,
        countsAsServed,
        fromNumber: numberOf(fromIssueId),
        toNumber: numberOf(toIssueId),
        fromOn: fromOn && isoDay(fromOn),
        toOn: toOn && isoDay(toOn),
      }),
    ),
    adjustments: [...facts.adjustments],
  }
}

/** Issues a subscription to a title may start with on a day. Source: CIR-5. */
export async function startsCard(ctx: Ctx, titleId: string, on: string) {
  const calendar = await calendarOf(ctx, titleId)
  const { current, next, tooLateFor } = startsOn(calendar, day(on))
  const usual = usualStart(calendar, day(on))
  const others = inOrder(calendar).filter(
    issue =>
      issue.id !== null && isServed(issue) && (isOpen(issue, day(on)) || issue.ordinal <= (current?.ordinal ?? 0)),
  )
  return {
    current: current && { ...named(current), inStock: await stockOfIssue(ctx, current.id) },
    next: next && named(next),
    usual: usual && named(usual),
    tooLateFor: tooLateFor.map(named),
    others: others.slice(-24).map(named),
  }
}

async function stockOfIssue({ db, company }: Ctx, issueId: string): Promise<number | null> {
  const { rows } = await db.execute<{ inStock: number | null }>(
    sql`select ${inStock} as "inStock" from issues i where i.company_id = ${company.id} and i.id = ${issueId}`,
  )
  return rows[0]!.inStock
}
