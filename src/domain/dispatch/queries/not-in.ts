import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { ListQuery } from '../../../platform/db/list.ts'
import { forManyRows, idsIfFew, isOneOf } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { isoDay } from '../../../values/day.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { heldFrom, type IssueToServe } from '../../subscriptions/queries/owed.ts'
import { purchaseSearch } from '../../subscriptions/queries/purchase-columns.ts'
import type { NotInReason, notInRow } from '../contract/watch.ts'
import { type Chosen, issueToServe } from './chosen.ts'
import { entitled } from './recipients.ts'

type NotIn = InferSchemaOutput<typeof notInRow>
type Filters = { chosen: Chosen; why?: NotInReason | undefined }
type Narrowed = Filters & { only?: string[] | undefined }

/** Whether a hold `h` covers what a run would serve; single issues are held whole. */
export function covering(chosen: Chosen): SQL {
  if (chosen.kind === 'single-issue') return sql`true`
  const { issue } = chosen
  const ids = issue.calendar.issues.map(({ id }) => id)
  const at = ids.indexOf(issue.id)
  const among = (some: readonly string[]) => sql`any(${sql.param(some)}::uuid[])`
  return sql`case when h.from_on is not null then ${isoDay(issue.countedOn)}::date between h.from_on and coalesce(h.to_on, 'infinity')
    else h.from_issue_id = ${among(ids.slice(0, at + 1))} and (h.to_issue_id is null or h.to_issue_id = ${among(ids.slice(at))}) end`
}

/** Why a subscription `p` that no run served is not owed the issue, once it is not cancelled; `hold` covers the issue. */
const whyNotOwed = (companyId: string, issue: IssueToServe) => {
  const before = issue.calendar.issues.filter(({ ordinal }) => ordinal < issue.ordinal).map(({ id }) => id)
  return sql`when p.starts_on > ${isoDay(issue.countedOn)}::date then 'starts-later'
    when p.last_issue_id = any(${sql.param(before)}::uuid[]) then 'stopped'
    when hold.id is not null and (${heldFrom(companyId, issue)}) then case hold.kind when 'left-out' then 'left-out' else 'held' end
    else 'used-up'`
}

const why = ({ company }: Ctx, chosen: Chosen) => sql`case when sent.id is not null then 'served'
  when p.cancelled_on is not null then 'cancelled'
  ${
    chosen.kind === 'subscription'
      ? whyNotOwed(company.id, chosen.issue)
      : sql`when hold.kind = 'left-out' then 'left-out' when hold.id is not null then 'held' else 'not-on-sale'`
  } end`

/** What was sent of the issue to a purchase `p`, if anything. */
const sentTables = ({ company }: Ctx, chosen: Chosen) => sql`purchases p
  left join shipments sent on sent.company_id = ${company.id}::uuid and sent.purchase_id = p.id
    and sent.issue_id = ${chosen.kind === 'subscription' ? sql`${chosen.issue.id}::uuid` : sql`coalesce(p.issue_id, sent.issue_id)`}
    and sent.purpose <> 'replacement' and sent.cancelled_on is null`

/** Purchases `p` with what was sent, the hold that covers the issue, and `why.reason` of those that are not in the run. */
export const whyTables = (ctx: Ctx, chosen: Chosen) => sql`${sentTables(ctx, chosen)}
  left join (select distinct on (h.purchase_id) h.purchase_id, h.id, h.kind, h.reason, h.from_on from holds h
    where h.company_id = ${ctx.company.id}::uuid and ${covering(chosen)}
    order by h.purchase_id, h.kind = 'left-out' desc, h.counts_as_served desc, h.id) hold on hold.purchase_id = p.id
  cross join lateral (select ${why(ctx, chosen)} as reason) why`

const notInTables = (ctx: Ctx, { chosen }: Filters) => {
  const mine = sql`${ctx.company.id}::uuid`
  return sql`${whyTables(ctx, chosen)}
    join parties recipient on recipient.company_id = ${mine} and recipient.id = p.recipient_id
    join products product on product.company_id = ${mine} and product.id = p.product_id
    left join issues issue on issue.company_id = ${mine} and issue.id = coalesce(sent.issue_id, ${issueToServe(chosen)})
    left join dispatch_runs run on run.company_id = ${mine} and run.id = sent.run_id`
}

/** Purchases `p` of the kind and title. */
export const ofTitle = ({ company }: Ctx, { kind, titleId }: Chosen) =>
  sql`p.company_id = ${company.id} and p.kind = ${kind} and p.title_id = ${titleId}`

/** Of `whyTables`, those that a run would not serve. */
export const isNotIn = (ctx: Ctx, chosen: Chosen) =>
  sql`(sent.id is not null or (${entitled(ctx, chosen)}) is not true)`

const list = listByParty<NotIn, NotIn, Narrowed>({
  from: notInTables,
  columns: {
    id: sql`p.id`,
    number: sql`p.number`,
    recipientId: sql`p.recipient_id`,
    honorific: sql`recipient.honorific`,
    lastName: sql`recipient.last_name`,
    firstName: sql`recipient.first_name`,
    legalName: sql`recipient.legal_name`,
    copies: sql`p.copies`,
    productCode: sql`product.code`,
    issueNumber: sql`coalesce(issue.number, '')`,
    why: sql`why.reason`,
    reason: sql`case why.reason when 'cancelled' then coalesce(p.cancelled_reason, '') when 'stopped' then coalesce(p.cancelled_reason, '')
      when 'held' then coalesce(nullif(hold.reason, ''), hold.kind) when 'left-out' then hold.reason else '' end`,
    on: sql`case why.reason when 'served' then sent.sent_on when 'cancelled' then p.cancelled_on when 'starts-later' then p.starts_on
      when 'used-up' then p.expires_on when 'held' then hold.from_on end`,
    runId: sql`run.id`,
    runNumber: sql`run.number`,
  },
  id: sql`p.id`,
  sorts: { number: sql`p.number`, name: [sql`recipient.sort_name`, sql`recipient.id`] },
  defaultSort: 'number',
  where: (ctx, { chosen, why: wanted, only }) => [
    ofTitle(ctx, chosen),
    isNotIn(ctx, chosen),
    ...(wanted ? [sql`why.reason = ${wanted}`] : []),
    ...(only ? [isOneOf(sql`p.id`, only)] : []),
  ],
  ...purchaseSearch,
  row: found => found,
})

/** Purchases that a run would not serve now, each with its reason. */
export const notInList = {
  page: async (ctx: Ctx, query: ListQuery & Filters) => list.page(ctx, { ...query, only: await rare(ctx, query) }),
  all: async function* (ctx: Ctx, query: Omit<ListQuery, 'after' | 'limit'> & Filters) {
    yield* list.all(ctx, { ...query, only: await rare(ctx, query) })
  },
  count: (ctx: Ctx, query: { search?: string | undefined } & Filters) =>
    query.search ? list.count(ctx, query) : countOf(ctx, query),
}

/** Of all reasons, only having been served is sure to be that of many. */
async function rare(ctx: Ctx, { chosen, why: wanted, search }: { search?: string | undefined } & Filters) {
  if (!wanted || wanted === 'served' || search) return undefined
  return idsIfFew(ctx, sql`select p.id ${withReason(ctx, chosen, wanted)}`)
}

const withReason = (ctx: Ctx, chosen: Chosen, wanted: NotInReason) => sql`from ${whyTables(ctx, chosen)}
  where ${ofTitle(ctx, chosen)} and ${isNotIn(ctx, chosen)} and why.reason = ${wanted}`

/** All of a title are counted in one pass, without looking at who each of them is. */
async function countOf(ctx: Ctx, { chosen, why: wanted }: Filters) {
  await forManyRows(ctx)
  const { rows } = await ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count ${
      wanted
        ? withReason(ctx, chosen, wanted)
        : sql`from ${sentTables(ctx, chosen)} where ${ofTitle(ctx, chosen)} and ${isNotIn(ctx, chosen)}`
    }`,
  )
  return { count: rows[0]!.count }
}
