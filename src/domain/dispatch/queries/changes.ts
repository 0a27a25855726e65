import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { ListQuery } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressOf } from '../../parties/queries/address-for.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { IssueToServe } from '../../subscriptions/queries/owed.ts'
import type { changeRow } from '../contract/watch.ts'
import { type Chosen, issueServed } from './chosen.ts'
import { covering, ofTitle } from './not-in.ts'
import { entitled, sendingOf } from './recipients.ts'

type Change = InferSchemaOutput<typeof changeRow>
type Filters = { chosen: Chosen }
type Dated = Filters & { since: string }

/** When the last run of what is chosen was made; before the first one, nothing has changed since. */
async function lastRun({ db, company }: Ctx, chosen: Chosen): Promise<string> {
  const { rows } = await db.execute<{ at: string }>(sql`
    select coalesce(max(created_at), 'infinity')::text as at from dispatch_runs
    where company_id = ${company.id} and title_id = ${chosen.titleId} and kind = ${chosen.kind} and cancelled_on is null
    ${chosen.kind === 'subscription' ? sql`and issue_id = ${chosen.issue.id}` : sql``}`)
  return rows[0]!.at
}

/**
 * The changes as rows: what happened to which purchase, what was said of it, when and by whom. What may have changed is read
 * once; all else is found by its keys, as changes are few among a million.
 */
function changes(ctx: Ctx, { chosen, since }: Dated): SQL {
  const mine = sql`${ctx.company.id}::uuid`
  const last = sql`${since}::timestamptz`
  return sql`with changed as materialized (
      select p.* from purchases p where ${ofTitle(ctx, chosen)} and (p.created_at > ${last} or p.updated_at > ${last})),
    moved as materialized (
      select a.* from addresses a where a.company_id = ${mine} and a.updated_at > ${last}
        and (a.valid_to is null or a.created_at > ${last})), -- one given an end is where it was
    reached as materialized (
      select p.id, p.issue_id, p.recipient_id from purchases p where ${ofTitle(ctx, chosen)} and p.created_at <= ${last}
        and p.cancelled_on is null and ${byKey(sql`p.recipient_id`, sql`select party_id from moved`)}),
    sent as materialized (
      select s.purchase_id, s.issue_id from shipments s where s.company_id = ${mine} and s.purpose <> 'replacement' and s.cancelled_on is null
        and ${byKey(sql`s.purchase_id`, sql`select id from changed union all select id from reached`)}),
    happened as materialized (${happened(ctx, chosen, last)}),
    concerned as materialized (
      select p.id, p.kind, p.number, p.recipient_id from purchases p
      where ${ofTitle(ctx, chosen)} and ${byKey(sql`p.id`, sql`select purchase_id from happened`)})
    select h.*, md5(h.change || h.purchase_id || h.source_id)::uuid as id, p.kind, p.number, p.recipient_id, recipient.honorific,
      recipient.last_name, recipient.first_name, recipient.legal_name
    from happened h join concerned p on p.id = h.purchase_id
    join parties recipient on recipient.company_id = ${mine} and recipient.id = p.recipient_id
      and ${byKey(sql`recipient.id`, sql`select recipient_id from concerned`)}`
}

const byKey = (key: SQL, keys: SQL) => sql`${key} = any(array(${keys}))`

/** What happened since then, of what was read. */
function happened(ctx: Ctx, chosen: Chosen, last: SQL): SQL {
  const mine = sql`${ctx.company.id}::uuid`
  const isSent = sql`exists (select from sent s where s.purchase_id = p.id
    and s.issue_id = ${issueServed(chosen)})`
  return sql`
    select 'came' as change, p.id as purchase_id, p.id as source_id, '' as reason, p.created_at as at, p.created_by as by
    from changed p where p.created_at > ${last} and ${entitled(ctx, chosen)} and not ${isSent}
    union all
    select 'gone', p.id, p.id, coalesce(p.cancelled_reason, ''), p.updated_at, p.updated_by
    from changed p where p.cancelled_on is not null and p.created_at <= ${last}
    ${chosen.kind === 'subscription' ? stopped(chosen.issue, last) : sql``}
    union all
    select 'address', p.id, a.id, btrim(a.line1 || ' ' || a.postcode || ' ' || a.town), a.updated_at, a.updated_by
    from moved a join reached p on p.recipient_id = a.party_id where ${isSent}
      and a.id = (select now.id from (${addressOf(mine, sql`p.recipient_id`, sendingOf(chosen, ctx.today))}) now)
    union all
    select case when ${covering(chosen)} then 'held' else 'released' end, h.purchase_id, h.id, h.reason, h.updated_at, h.updated_by
    from holds h where h.company_id = ${mine} and h.updated_at > ${last} and (${covering(chosen)} or h.created_at <= ${last})
    union all
    select 'released', (gone."from" ->> 'purchaseId')::uuid, gone.id, coalesce(gone."from" ->> 'reason', ''), gone.at, gone.initials
    from audit_entries gone
    where gone.company_id = ${mine} and gone.at > ${last} and gone.record = 'holds' and gone."to" is null`
}

/** Of those that changed, the subscriptions stopped before the issue. */
const stopped = ({ ordinal, calendar }: IssueToServe, last: SQL) => {
  const before = calendar.issues.filter(issue => issue.ordinal < ordinal).map(({ id }) => id)
  return sql`union all
    select 'gone', p.id, p.id, coalesce(p.cancelled_reason, ''), p.updated_at, p.updated_by
    from changed p where p.last_issue_id = any(${sql.param(before)}::uuid[]) and p.cancelled_on is null and p.created_at <= ${last}`
}

const list = listByParty<Change, Change, Dated>({
  from: (ctx, dated) => sql`(${changes(ctx, dated)}) c`,
  columns: {
    id: sql`c.id`,
    purchaseId: sql`c.purchase_id`,
    purchaseKind: sql`c.kind`,
    number: sql`c.number`,
    recipientId: sql`c.recipient_id`,
    honorific: sql`c.honorific`,
    lastName: sql`c.last_name`,
    firstName: sql`c.first_name`,
    legalName: sql`c.legal_name`,
    change: sql`c.change`,
    reason: sql`c.reason`,
    at: sql`c.at`,
    by: sql`c.by`,
  },
  id: sql`c.id`,
  sorts: { at: sql`c.at` },
  defaultSort: '-at',
  where: () => [sql`true`],
  party: sql`c.recipient_id`,
  number: sql`c.number`,
  isNarrow: () => true,
  row: found => found,
})

/** What changed since the last run of this issue, the latest first. */
export const changeList = {
  page: async (ctx: Ctx, query: ListQuery & Filters) => list.page(ctx, await dated(ctx, query)),
  count: async (ctx: Ctx, query: { search?: string | undefined } & Filters) => list.count(ctx, await dated(ctx, query)),
  all: async function* (ctx: Ctx, query: Omit<ListQuery, 'after' | 'limit'> & Filters) {
    yield* list.all(ctx, await dated(ctx, query))
  },
}

/** Few or many changed, as before an import or after it: what is joined is joined by hash. */
async function dated<Query extends Filters>(ctx: Ctx, query: Query): Promise<Query & Dated> {
  await ctx.db.execute(sql`set local enable_nestloop = off`)
  return { ...query, since: await lastRun(ctx, query.chosen) }
}
