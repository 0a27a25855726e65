import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, isoDay } from '../../../values/day.ts'
import type { AnyIssue } from '../rules/calendar.ts'
import { type HoldRange, holdFault, nextStoppable } from '../rules/holds.ts'
import { lastOf, ledgerOf } from '../rules/ledger.ts'
import { accountsOf } from './ledger.ts'

/** Purchases whose moved end is told one by one. */
const TOLD = 50

/** What a suspension would do to subscriptions, before it is placed. Source: CIR-15. */
export async function holdPreview(ctx: Ctx, purchaseIds: readonly string[], range: HoldRange, countsAsServed: boolean) {
  const ids = [...new Set(purchaseIds)]
  const accounts = await accountsOf(ctx, ids)
  if (accounts.length < ids.length) refuse('subscriptions.unknownSubscription', { field: 'purchaseIds' })
  const missed = new Map<string, { number: string; countedOn: string; subscriptions: number }>()
  const ends: { id: string; number: number; before: string; after: string }[] = []
  for (const { facts, calendar, ledger } of accounts) {
    const fault = holdFault(range, calendar)
    if (fault) refuse(fault.code, { field: fault.field })
    const hold = { ...range, id: '', kind: 'customer', reason: '', countsAsServed }
    const after = ledgerOf({ ...facts.bought, holds: [...facts.bought.holds, hold] }, calendar)
    for (const [at, { issue, state }] of ledger.entries.entries()) {
      if (issue.id === null || state === after.entries[at]!.state || !['owed', 'grace'].includes(state)) continue
      const known = missed.get(issue.id) ?? {
        number: issue.number,
        countedOn: isoDay(issue.countedOn),
        subscriptions: 0,
      }
      missed.set(issue.id, { ...known, subscriptions: known.subscriptions + 1 })
    }
    const [before, then] = [lastOf(ledger)?.number ?? '', lastOf(after)?.number ?? '']
    if (before !== then && ends.length < TOLD) ends.push({ id: facts.id, number: facts.number, before, after: then })
  }
  const first = accounts[0] ? nextStoppable(accounts[0].calendar, day(ctx.today)) : null
  return { subscriptions: ids.length, firstStoppable: first && named(first), missed: [...missed.values()], ends }
}

export const named = ({ id, number, countedOn, closesOn }: AnyIssue) => ({
  issueId: id,
  number,
  countedOn: isoDay(countedOn),
  closesOn: closesOn && isoDay(closesOn),
})
