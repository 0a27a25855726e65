import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Language } from '../../../values/language.ts'
import { reachedBy } from '../../debits/queries/candidates.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { dueNoticeRow } from '../contract/notices.ts'
import type { NoticeKind, NoticeOf, PriceLine } from '../rules/notice-text.ts'
import { contractNumber, withNumber } from '../rules/state.ts'
import { numberOf } from './columns.ts'
import { contractSettingsOf } from './settings.ts'

type Row = InferSchemaOutput<typeof dueNoticeRow>
export type NoticeFilters = {
  kind?: NoticeKind | undefined
  customerId?: string | undefined
  owner?: string | undefined
  reached?: 'mail' | 'letter' | '' | undefined
}
type Asked = NoticeFilters & { ids?: readonly string[] | undefined; noticeDays: number }

const goesOn = (mine: SQL) => sql`c.activated_on is not null and c.terminated_on is null
  and not exists (select from contracts n where n.company_id = ${mine} and n.renews_id = c.id)`

/**
 * Whom the company is to tell of what today: a consumer, of a tacit renewal, inside the window of the law; anybody, of an end
 * to which a renewal is proposed, or of a new price that does not hold yet. Who was told is left out. Source: L-10, X-66, A12.
 */
const dueNotices = ({ company, today: now }: Ctx, noticeDays: number): SQL => {
  const mine = sql`${company.id}::uuid`
  const today = sql`${now}::date`
  return sql`(select due.* from (
    select c.id as contract_id, 'tacit' as kind, c.ends_on as about_on, null::uuid as change_id,
      (c.ends_on - interval '1 month')::date as latest_on
    from contracts c join parties customer on customer.company_id = ${mine} and customer.id = c.customer_id and customer.kind = 'person'
    where c.company_id = ${mine} and c.renewal = 'tacit' and ${goesOn(mine)}
      and c.ends_on - interval '1 month' >= ${today}
      and greatest(c.ends_on - interval '3 months', least(c.ends_on - interval '1 month', c.ends_on - ${noticeDays}::int)) <= ${today}
    union all
    select c.id, 'proposal', c.ends_on, null, c.ends_on from contracts c
    where c.company_id = ${mine} and c.renewal = 'proposed' and ${goesOn(mine)}
      and c.ends_on >= ${today} and c.ends_on - c.alert_days <= ${today}
    union all
    select distinct l.contract_id, 'price', h.from_on, h.id, h.from_on - 1
    from contract_price_changes h join contract_lines l on l.company_id = ${mine} and l.price_change_id = h.id
    where h.company_id = ${mine} and h.undone_on is null and h.notice_text <> '' and h.from_on > ${today}
  ) due where not exists (select from contract_notices n where n.company_id = ${mine} and n.contract_id = due.contract_id
    and n.kind = due.kind and n.about_on = due.about_on and n.cancelled_on is null))`
}

const listOf = (ctx: Ctx, noticeDays: number) =>
  listByParty<Row, Row, Asked>({
    from: sql`${dueNotices(ctx, noticeDays)} d
      join contracts c on c.company_id = ${ctx.company.id}::uuid and c.id = d.contract_id
      join parties customer on customer.company_id = ${ctx.company.id}::uuid and customer.id = c.customer_id`,
    columns: {
      id: sql`d.contract_id`,
      kind: sql`d.kind`,
      number: numberOf(sql`c`),
      title: sql`c.title`,
      customerId: sql`c.customer_id`,
      customer: partyName('customer'),
      owner: sql`c.owner`,
      aboutOn: sql`d.about_on`,
      latestOn: sql`d.latest_on`,
      reached: reachedBy(ctx),
      sentTo: sql`coalesce(customer.emails[1], '')`,
    },
    id: sql`d.contract_id`,
    sorts: {
      latestOn: [sql`d.latest_on`, sql`d.kind`],
      name: [sql`customer.sort_name`, sql`customer.id`, sql`d.kind`],
    },
    defaultSort: 'latestOn',
    party: sql`c.customer_id`,
    number: sql`c.number`,
    where: (_ctx, { kind, customerId, owner, reached, ids }) => [
      sql`true`,
      ...(ids ? [sql`d.contract_id = any(${sql.param([...ids])}::uuid[])`] : []),
      ...(kind ? [sql`d.kind = ${kind}`] : []),
      ...(customerId ? [sql`c.customer_id = ${customerId}`] : []),
      ...(owner ? [sql`c.owner = ${owner}`] : []),
      ...(reached === undefined ? [] : [sql`${reachedBy(ctx)} = ${reached}`]),
    ],
    isNarrow: ({ customerId, ids }) => customerId !== undefined || ids !== undefined,
    row: found => found,
  })

type Query = NoticeFilters & { search?: string | undefined; ids?: readonly string[] | undefined }
const asked = async (ctx: Ctx) => (await contractSettingsOf(ctx)).noticeDays

/** Notices that are to be sent, the most pressing first. */
export const dueNoticeList = {
  page: async (ctx: Ctx, query: Query & { limit: number; after?: string | undefined; sort?: string | undefined }) => {
    const noticeDays = await asked(ctx)
    return listOf(ctx, noticeDays).page(ctx, { ...withNumber(query), noticeDays })
  },
  count: async (ctx: Ctx, query: Query) => {
    const noticeDays = await asked(ctx)
    return listOf(ctx, noticeDays).count(ctx, { ...withNumber(query), noticeDays })
  },
  all: async (ctx: Ctx, query: Query & { sort?: string | undefined }) => {
    const noticeDays = await asked(ctx)
    return listOf(ctx, noticeDays).all(ctx, { ...withNumber(query), noticeDays })
  },
}

type Head = Omit<NoticeOf, 'number' | 'company'> & {
  contractId: string
  customerId: string
  number: number
  email: string
  channel: 'mail' | 'letter'
}
/** A notice as it leaves. */
export type NoticeToSend = NoticeOf & {
  contractId: string
  customerId: string
  email: string
  channel: 'mail' | 'letter'
}

const columns = (mine: SQL) => sql`c.id as "contractId", c.customer_id as "customerId", c.number, c.title, c.currency,
  c.price_basis = 'gross' as "isGross", coalesce(customer.language, 'fr') as language,
  case when customer.kind = 'organisation' then ${partyName('customer')}
    else coalesce(nullif(btrim(customer.honorific || ' ' || btrim(customer.first_name || ' ' || customer.last_name)), ''), customer.legal_name) end as name,
  coalesce((select h.notice_text from contract_price_changes h where h.company_id = ${mine} and h.id = d.change_id), '') as said,
  coalesce((select json_agg(json_build_object('label', coalesce(nullif(l.label, ''), p.label), 'beforeCents', b.unit_cents, 'afterCents', l.unit_cents)
      order by l.position)
    from contract_lines l
    join contract_lines b on b.company_id = ${mine} and b.contract_id = l.contract_id and b.position = l.position and b.until_on = l.from_on - 1
    left join products p on p.company_id = ${mine} and p.id = l.product_id
    where l.company_id = ${mine} and l.contract_id = c.id and l.price_change_id = d.change_id), '[]'::json) as lines`

export type WhichNotices = NoticeFilters & { ids?: readonly string[] | undefined; limit: number }

/** What is written now, of at most so many; who has neither mail nor address is left out. */
export async function noticesToSend(
  ctx: Ctx,
  { ids, kind, customerId, owner, reached, limit }: WhichNotices,
): Promise<NoticeToSend[]> {
  const { db, company } = ctx
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Head>(sql`
    with d as materialized (select * from ${dueNotices(ctx, await asked(ctx))} d
      where true ${ids ? sql`and d.contract_id = any(${sql.param([...ids])}::uuid[])` : sql``} ${kind ? sql`and d.kind = ${kind}` : sql``}),
    told as (select ${columns(mine)}, d.kind, d.about_on as "aboutOn", coalesce(customer.emails[1], '') as email,
        ${reachedBy(ctx)} as channel, d.latest_on
      from d join contracts c on c.company_id = ${mine} and c.id = d.contract_id
      join parties customer on customer.company_id = ${mine} and customer.id = c.customer_id
      where true ${customerId ? sql`and c.customer_id = ${customerId}` : sql``} ${owner ? sql`and c.owner = ${owner}` : sql``})
    select * from told where channel <> '' ${reached ? sql`and channel = ${reached}` : sql``}
    order by latest_on, number, kind limit ${limit}`)
  return rows.map(({ number, ...row }) => ({ ...row, number: contractNumber(number), company: company.name }))
}

type LetterRow = Omit<Head, 'email' | 'channel'> & { language: Language; lines: PriceLine[] }

/** The notices that were recorded as letters on a day, as they were due then. */
export async function lettersOf(ctx: Ctx, noticedOn: string): Promise<(NoticeOf & { customerId: string })[]> {
  const { db, company } = ctx
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<LetterRow>(sql`
    select ${columns(mine)}, d.kind, d.about_on as "aboutOn"
    from (select n.*, (select h.id from contract_price_changes h where h.company_id = ${mine} and n.kind = 'price' and h.from_on = n.about_on
        and exists (select from contract_lines l where l.company_id = ${mine} and l.price_change_id = h.id and l.contract_id = n.contract_id)
        limit 1) as change_id
      from contract_notices n where n.company_id = ${mine} and n.noticed_on = ${noticedOn}::date and n.channel = 'letter' and n.cancelled_on is null) d
    join contracts c on c.company_id = ${mine} and c.id = d.contract_id
    join parties customer on customer.company_id = ${mine} and customer.id = c.customer_id
    order by customer.sort_name, customer.id, c.number, d.kind`)
  return rows.map(({ number, ...row }) => ({ ...row, number: contractNumber(number), company: company.name }))
}
