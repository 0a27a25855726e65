import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import { inStock } from '../../subscriptions/queries/stock.ts'
import type { replacementRow } from '../contract/replacements.ts'
import { isSuspicious } from '../rules/replacement.ts'
import type { RequestState } from '../rules/state.ts'

type Row = InferSchemaOutput<typeof replacementRow>
type Found = Omit<Row, 'suspicious'> & { limit: number; served: number }
type Filters = {
  state?: RequestState | undefined
  purchaseId?: string | undefined
  titleId?: string | undefined
  recipientId?: string | undefined
}

const state = sql`case when q.refused_on is not null then 'refused' when q.run_id is null then 'waiting' else 'sent' end`

const columns: { [K in keyof Found]: SQL } = {
  id: sql`q.id`,
  askedOn: sql`q.asked_on`,
  state,
  reason: sql`q.reason`,
  note: sql`q.note`,
  copies: sql`q.copies`,
  forcedReason: sql`q.forced_reason`,
  refusedReason: sql`q.refused_reason`,
  purchaseId: sql`p.id`,
  purchaseNumber: sql`p.number`,
  purchaseKind: sql`p.kind`,
  recipientId: sql`p.recipient_id`,
  name: partyName('recipient'),
  titleId: sql`i.title_id`,
  titleName: sql`t.name`,
  issueId: sql`i.id`,
  issueNumber: sql`i.number`,
  inStock,
  runId: sql`q.run_id`,
  runNumber: sql`run.number`,
  given: sql`(select coalesce(sum(o.copies), 0)::int from replacement_requests o where o.company_id = q.company_id
    and o.purchase_id = q.purchase_id and o.refused_on is null and o.reason <> 'returned' and o.asked_on > q.asked_on - interval '12 months'
    and o.asked_on <= q.asked_on)`,
  limit: sql`t.replacement_limit`,
  served: sql`(select count(*)::int from shipments s where s.company_id = q.company_id and s.recipient_id = p.recipient_id
    and s.purchase_id = p.id and s.purpose <> 'replacement' and s.cancelled_on is null)`,
  createdBy: sql`q.created_by`,
}
const tables = sql`replacement_requests q
  join purchases p on p.company_id = q.company_id and p.id = q.purchase_id
  join parties recipient on recipient.company_id = q.company_id and recipient.id = p.recipient_id
  join issues i on i.company_id = q.company_id and i.id = q.issue_id
  join titles t on t.company_id = q.company_id and t.id = i.title_id
  left join dispatch_runs run on run.company_id = q.company_id and run.id = q.run_id`

const judged = ({ limit, served, ...found }: Found): Row => ({
  ...found,
  suspicious: isSuspicious(found.given, served, limit),
})

/** Copies asked for again, the latest first. Source: CIR-17. */
export const replacementList = listByParty<Row, Found, Filters>({
  from: tables,
  columns,
  id: sql`q.id`,
  sorts: { askedOn: sql`q.asked_on` },
  defaultSort: '-askedOn',
  where: ({ company }, { state: asked, purchaseId, titleId, recipientId }) => [
    sql`q.company_id = ${company.id}`,
    ...(asked ? [sql`${state} = ${asked}`] : []),
    ...(purchaseId ? [sql`q.purchase_id = ${purchaseId}`] : []),
    ...(titleId ? [sql`i.title_id = ${titleId}`] : []),
    ...(recipientId ? [sql`p.recipient_id = ${recipientId}`] : []),
  ],
  party: sql`p.recipient_id`,
  number: sql`p.number`,
  isNarrow: ({ purchaseId, recipientId }) => Boolean(purchaseId ?? recipientId),
  row: judged,
})

export async function replacementCard({ db, company }: Ctx, id: string): Promise<Row> {
  const { rows } = await db.execute<Found>(
    sql`select ${selected(columns)} from ${tables} where q.company_id = ${company.id} and q.id = ${id}`,
  )
  return judged(rows[0] ?? refuse('NOT_FOUND', { status: 404 }))
}
