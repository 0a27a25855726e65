import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { isoDay } from '../../../values/day.ts'
import { type Account, accountsOf } from '../../subscriptions/queries/ledger.ts'
import { stockOf } from '../../subscriptions/queries/stock.ts'

/** An issue that a recipient did not get while mail came back: never sent, or sent and come back. */
export type MissedIssue = {
  purchaseId: string
  purchaseNumber: number
  label: string
  issueId: string
  issueNumber: string
  coverOn: string
  how: 'held' | 'returned'
  holdId: string | null
  copies: number
  /** Null: its stock is not kept. */
  inStock: number | null
}

type Missed = Omit<MissedIssue, 'inStock'>

/** What a recipient missed for want of an address, in the order of issues. Source: CIR-18. */
export async function missedBy(ctx: Ctx, partyId: string): Promise<MissedIssue[]> {
  const { db, company } = ctx
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct p.id from purchases p where p.company_id = ${company.id} and p.recipient_id = ${partyId} and p.kind = 'subscription'`)
  const accounts = await accountsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const returned = await returnedCopies(ctx, partyId)
  const missed = accounts.flatMap(account => missedOf(account, returned))
  const stock = new Map<string, number | null>()
  for (const { issueId } of missed) if (!stock.has(issueId)) stock.set(issueId, (await stockOf(ctx, issueId)).inStock)
  return missed.map(issue => ({ ...issue, inStock: stock.get(issue.issueId)! }))
}

/** What one subscription missed: held while its file was closed or gone, or sent and come back. */
function missedOf({ facts, ledger }: Account, returned: ReadonlySet<string>): Missed[] {
  const { id: purchaseId, number: purchaseNumber, label, copies } = facts
  return ledger.entries.flatMap(({ issue, state, hold }): Missed[] => {
    if (!issue.id) return []
    const { id: issueId, number: issueNumber } = issue
    const of = { purchaseId, purchaseNumber, label, copies, issueId, issueNumber, coverOn: isoDay(issue.coverOn) }
    const isServed = state === 'served' || state === 'served-in-grace'
    if (isServed && returned.has(`${purchaseId} ${issueId}`)) return [{ ...of, how: 'returned', holdId: null }]
    const isGone = issue.dispatched || hold?.toIssueId
    const isHeld = state === 'held' || state === 'given'
    return isHeld && hold?.kind === 'undeliverable' && isGone ? [{ ...of, how: 'held', holdId: hold.id }] : []
  })
}

/** Copies that came back and nobody has decided about, of which none was asked for again. */
async function returnedCopies({ db, company }: Ctx, partyId: string): Promise<Set<string>> {
  const { rows } = await db.execute<{ copy: string }>(sql`
    select s.purchase_id || ' ' || s.issue_id as copy from returned_mail r
    join shipments s on s.company_id = ${company.id} and s.id = r.shipment_id
    where r.company_id = ${company.id} and r.recipient_id = ${partyId} and r.caught_up_on is null
      and not exists (select from replacement_requests q where q.company_id = ${company.id} and q.purchase_id = s.purchase_id
        and q.issue_id = s.issue_id and q.refused_on is null)`)
  return new Set(rows.map(({ copy }) => copy))
}
