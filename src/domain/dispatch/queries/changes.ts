import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { changeRow } from '../contract/watch.ts'
import { type Chosen, issueServed } from './chosen.ts'
import { covering } from './not-in.ts'
import { owed } from './recipients.ts'

type Change = InferSchemaOutput<typeof changeRow>
type Filters = { chosen: Chosen }

/** When the last run of what is chosen was made; before the first one, nothing has changed since. */
const since = (companyId: SQL, chosen: Chosen) => sql`(select max(created_at) from dispatch_runs
  where company_id = ${companyId} and title_id = ${chosen.titleId} and kind = ${chosen.kind} and cancelled_on is null
  ${chosen.kind === 'subscription' ? sql`and issue_id = ${chosen.issue.id}` : sql``})`

/** The changes as rows: what happened to which purchase, what was said of it, when and by whom. */
function changes({ company, ...ctx }: Ctx, chosen: Chosen): SQL {
  const mine = sql`${company.id}::uuid`
  const last = since(mine, chosen)
  const ofTitle = sql`p.company_id = ${mine} and p.kind = ${chosen.kind} and p.title_id = ${chosen.titleId}`
  const sent = sql`exists (select from shipments s where s.company_id = ${mine} and s.purchase_id = p.id and s.purpose <> 'replacement'
    and s.cancelled_on is null and s.issue_id = ${issueServed(chosen)})`
  return sql`
    select 'came' as change, p.id as purchase_id, p.id as source_id, '' as reason, p.created_at as at, p.created_by as by
    from purchases p where ${owed({ company, ...ctx }, chosen)} and p.created_at > ${last}
    union all
    select 'gone', p.id, p.id, coalesce(p.cancelled_reason, ''), p.updated_at, p.updated_by
    from purchases p where ${ofTitle} and p.updated_at > ${last} and p.cancelled_on is not null and p.created_at <= ${last}
    ${
      chosen.kind === 'subscription'
        ? sql`union all
    select 'gone', p.id, p.id, coalesce(p.cancelled_reason, ''), p.updated_at, p.updated_by
    from purchases p
    join issues stop on stop.company_id = ${mine} and stop.id = p.last_issue_id
    join issues this on this.company_id = ${mine} and this.id = ${chosen.issue.id}::uuid and this.ordinal > stop.ordinal
    where ${ofTitle} and p.updated_at > ${last} and p.cancelled_on is null and p.created_at <= ${last}`
        : sql``
    }
    union all
    select 'address', p.id, a.id, btrim(a.line1 || ' ' || a.postcode || ' ' || a.town), a.updated_at, a.updated_by
    from addresses a join purchases p on ${ofTitle} and p.recipient_id = a.party_id
    where a.company_id = ${mine} and a.updated_at > ${last} and p.created_at <= ${last} and p.cancelled_on is null and a.valid_to is null and ${sent}
    union all
    select case when ${covering(chosen)} then 'held' else 'released' end, p.id, h.id, h.reason, h.updated_at, h.updated_by
    from holds h join purchases p on ${ofTitle} and p.id = h.purchase_id
    where h.company_id = ${mine} and h.updated_at > ${last} and (${covering(chosen)} or h.created_at <= ${last})
    union all
    select 'released', p.id, gone.id, coalesce(gone."from" ->> 'reason', ''), gone.at, gone.initials
    from audit_entries gone join purchases p on ${ofTitle} and p.id = (gone."from" ->> 'purchaseId')::uuid
    where gone.company_id = ${mine} and gone.at > ${last} and gone.record = 'holds' and gone."to" is null`
}

/** What changed since the last run of this issue, the latest first. */
export const changeList = listByParty<Change, Change, Filters>({
  from: (ctx, { chosen }) => {
    const mine = sql`${ctx.company.id}::uuid`
    return sql`(${changes(ctx, chosen)}) c
      join purchases p on p.company_id = ${mine} and p.id = c.purchase_id
      join parties recipient on recipient.company_id = ${mine} and recipient.id = p.recipient_id
      cross join lateral (select md5(c.change || c.purchase_id || c.source_id)::uuid as id) key`
  },
  columns: {
    id: sql`key.id`,
    purchaseId: sql`p.id`,
    purchaseKind: sql`p.kind`,
    number: sql`p.number`,
    recipientId: sql`p.recipient_id`,
    honorific: sql`recipient.honorific`,
    lastName: sql`recipient.last_name`,
    firstName: sql`recipient.first_name`,
    legalName: sql`recipient.legal_name`,
    change: sql`c.change`,
    reason: sql`c.reason`,
    at: sql`c.at`,
    by: sql`c.by`,
  },
  id: sql`key.id`,
  sorts: { at: sql`c.at` },
  defaultSort: '-at',
  where: () => [sql`true`],
  party: sql`p.recipient_id`,
  number: sql`p.number`,
  isNarrow: () => true,
  row: found => found,
})
