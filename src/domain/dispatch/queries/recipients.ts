import { type SQL, sql } from 'drizzle-orm'
import type { ListQuery } from '../../../platform/db/list.ts'
import { forManyRows, idsIfFew, isOneOf } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { isoDay } from '../../../values/day.ts'
import { addressJoins, placeColumn, type SendingSql } from '../../parties/queries/address-for.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { newerIssue } from '../../subscriptions/queries/latest-issue.ts'
import {
  entitledTo,
  entitledToSingleIssues,
  owedSingleIssues,
  owedSubscriptions,
} from '../../subscriptions/queries/owed.ts'
import { purchaseSearch } from '../../subscriptions/queries/purchase-columns.ts'
import { type Chosen, issueToServe } from './chosen.ts'

/** Purchases `p` that a run would serve now. */
export const owed = ({ company }: Ctx, chosen: Chosen) =>
  chosen.kind === 'subscription'
    ? owedSubscriptions(company.id, chosen.issue)
    : owedSingleIssues(company.id, chosen.titleId, chosen.latest)

/** Purchases `p` that a run would serve, had none served them yet. */
export const entitled = ({ company }: Ctx, chosen: Chosen) =>
  chosen.kind === 'subscription'
    ? entitledTo(company.id, chosen.issue)
    : entitledToSingleIssues(company.id, chosen.titleId, chosen.latest)

/** The recipient of a purchase `p`, as it goes on the envelope: names, mail, and the shipping address, else the billing one. */
export const addressee = {
  contactNumber: sql`recipient.number`,
  honorific: sql`recipient.honorific`,
  lastName: sql`recipient.last_name`,
  firstName: sql`recipient.first_name`,
  legalName: sql`recipient.legal_name`,
  email: sql`coalesce(recipient.emails[1], '')`,
  line1: placeColumn('line1'),
  line2: placeColumn('line2'),
  line3: placeColumn('line3'),
  postcode: placeColumn('postcode'),
  town: placeColumn('town'),
  country: placeColumn('country'),
}

/** Purchases `p` with what `addressee` reads, for copies that leave then; the company as a literal. */
export const addressed = (companyId: SQL, sending: SendingSql) => sql`purchases p
  join parties recipient on recipient.company_id = ${companyId} and recipient.id = p.recipient_id
  ${addressJoins(companyId, sql`p.recipient_id`, sending)}`

/** When copies of a run leave, and the day their issue bears: of single issues, the newest address serves. */
export const sendingOf = (chosen: Chosen, on: string): SendingSql => ({
  on,
  issueDay: chosen.kind === 'subscription' ? isoDay(chosen.issue.coverOn) : null,
})

type Found = {
  id: string
  number: number
  recipientId: string
  productCode: string
  issueNumber: string
  newerIssueNumber: string | null
  copies: number
  contactNumber: number
  honorific: string
  lastName: string
  firstName: string
  legalName: string
  email: string
  line1: string
  line2: string
  line3: string
  postcode: string
  town: string
  country: string
}

type Filters = { chosen: Chosen }
type Narrowed = Filters & { only?: string[] | undefined }

const list = listByParty<Found, Found, Narrowed>({
  from: (ctx, { chosen }) => sql`${addressed(sql`${ctx.company.id}::uuid`, sendingOf(chosen, ctx.today))}
    join products product on product.company_id = p.company_id and product.id = p.product_id
    left join issues issue on issue.company_id = p.company_id and issue.id = ${issueToServe(chosen)}
    left join lateral (select ${newerIssue(ctx.company.id, ctx.today)} as number) newer on ${chosen.kind === 'single-issue'}`,
  columns: {
    id: sql`p.id`,
    number: sql`p.number`,
    recipientId: sql`p.recipient_id`,
    productCode: sql`product.code`,
    issueNumber: sql`issue.number`,
    newerIssueNumber: sql`newer.number`,
    copies: sql`p.copies`,
    ...addressee,
  },
  id: sql`p.id`,
  sorts: { number: sql`p.number`, name: [sql`recipient.sort_name`, sql`recipient.id`] },
  defaultSort: 'number',
  where: (ctx, { chosen, only }) => [owed(ctx, chosen), ...(only ? [isOneOf(sql`p.id`, only)] : [])],
  ...purchaseSearch,
  row: found => found,
})

/** Who is in a run and not served yet, one line a purchase. Source: ABO-51, X-4, X-14. */
export const recipientList = {
  page: async (ctx: Ctx, query: ListQuery & Filters) => list.page(ctx, { ...query, only: await stillOwed(ctx, query) }),
  all: async function* (ctx: Ctx, query: Omit<ListQuery, 'after' | 'limit'> & Filters) {
    yield* list.all(ctx, { ...query, only: await stillOwed(ctx, query) })
  },
  count: async (ctx: Ctx, query: { search?: string | undefined } & Filters) =>
    query.search ? list.count(ctx, query) : { count: (await sumOwed(ctx, query.chosen)).count },
}

/** Once an issue left, few are still owed it. */
async function stillOwed(ctx: Ctx, { chosen, search }: { search?: string | undefined } & Filters) {
  if (chosen.kind === 'single-issue' || !chosen.issue.dispatched || search) return undefined
  return idsIfFew(ctx, sql`select p.id from purchases p where ${owed(ctx, chosen)}`)
}

/** How many a run would serve, and their copies, without looking at who each of them is. */
export async function sumOwed(ctx: Ctx, chosen: Chosen) {
  await forManyRows(ctx)
  const { rows } = await ctx.db.execute<{ count: number; copies: number }>(sql`
    select count(*)::int as count, coalesce(sum(p.copies), 0)::int as copies from purchases p where ${owed(ctx, chosen)}`)
  return rows[0]!
}
