import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day } from '../../../values/day.ts'
import { inOrder } from '../rules/calendar.ts'
import { whyFacts } from '../rules/why.ts'
import { type Account, accountsOf } from './ledger.ts'

type Whose = { id?: string | undefined; number?: number | undefined; contact?: number | undefined }

/** Why each subscription of a purchase, or of a subscriber, is owed an issue, was served it, or neither. Source: M-1. */
export async function whyOf(ctx: Ctx, { issue, ...whose }: Whose & { issue: string }) {
  const accounts = await accountsOf(ctx, purchasesOf(ctx, whose))
  if (accounts.length === 0) refuse('subscriptions.unknownPurchase', { field: 'number' })
  const answers = accounts.flatMap(account => {
    const asked = inOrder(account.calendar).find(({ id, number }) => number === issue || id === issue.toLowerCase())
    return asked ? [answer(account, asked)] : []
  })
  return answers.length > 0 ? answers : refuse('subscriptions.unknownIssue', { field: 'issue', values: { issue } })
}

function answer({ facts, calendar, ledger }: Account, asked: ReturnType<typeof inOrder>[number]) {
  const { bought, adjustments, shipments, boughtOn, ...named } = facts
  const known = {
    ...named,
    boughtOn: day(boughtOn),
    adjustments: adjustments.map(one => ({ ...one, madeOn: day(one.madeOn) })),
    shipments: shipments.map(one => ({
      ...one,
      sentOn: day(one.sentOn),
      cancelledOn: one.cancelledOn ? day(one.cancelledOn) : null,
    })),
  }
  return {
    id: facts.id,
    number: facts.number,
    issue: asked.number,
    state: ledger.entries.find(({ issue }) => issue.ordinal === asked.ordinal)!.state,
    facts: whyFacts({ bought, named: known, calendar, ledger }, asked),
  }
}

function purchasesOf({ company }: Ctx, { id, number, contact }: Whose): SQL {
  const which = id
    ? sql`p.id = ${id}`
    : number !== undefined
      ? sql`p.number = ${number}`
      : contact !== undefined
        ? sql`p.recipient_id = (select r.id from parties r where r.company_id = ${company.id} and r.number = ${contact})`
        : refuse('subscriptions.whoseAsked', { field: 'number' })
  return sql`select p.id from purchases p where p.company_id = ${company.id} and ${which} and p.kind = 'subscription' limit 200`
}
