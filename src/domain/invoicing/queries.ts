import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { neverNull } from '../../platform/db/never-null.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { listByParty } from '../parties/queries/by-party.ts'
import type { invoiceRow } from './contract.ts'
import { columns, type Found, from } from './queries/document-columns.ts'
import { documentEuros } from './queries/rates.ts'
import { settingsOf } from './queries/seller.ts'
import type { DocumentKind } from './rules/document.ts'
import { numbersMeant } from './rules/numbers.ts'
import { type DocumentState, stateOf } from './rules/state.ts'

type Row = InferSchemaOutput<typeof invoiceRow>
export type DocumentFilters = {
  numbers?: readonly string[] | undefined
  state?: DocumentState | undefined
  kind?: DocumentKind | undefined
  customerId?: string | undefined
  issuedFrom?: string | undefined
  issuedTo?: string | undefined
  dueFrom?: string | undefined
  dueTo?: string | undefined
  grossFrom?: number | undefined
  grossTo?: number | undefined
  source?: string | undefined
  owner?: string | undefined
  ids?: readonly string[] | undefined
}

const inState = (state: DocumentState, today: string) => {
  const conditions = {
    draft: sql`i.issued_on is null`,
    open: sql`s.open_cents <> 0`,
    'partly-paid': sql`s.open_cents <> 0 and abs(s.open_cents) < abs(s.gross_cents)`,
    overdue: sql`s.open_cents > 0 and s.due_on < ${today}`,
    paid: sql`i.issued_on is not null and s.open_cents = 0 and s.cancelled_on is null`,
    cancelled: sql`s.cancelled_on is not null`,
  }
  return conditions[state]
}

/** As indexes hold them: drafts, and what awaits nothing, come last. */
const issuedOn = neverNull(sql`i.issued_on`, sql`'infinity'::date`)
const awaitedOn = neverNull(sql`s.due_on`, sql`'infinity'::date`)

const byCustomer = listByParty<Row, Found, DocumentFilters>({
  from,
  columns,
  id: sql`i.id`,
  sorts: {
    issuedOn,
    dueOn: awaitedOn,
    grossCents: sql`s.gross_cents`,
  },
  defaultSort: '-issuedOn',
  where: ({ company, today }, filters) => [
    sql`i.company_id = ${company.id} and s.company_id = ${company.id}`,
    ...[
      filters.ids && sql`i.id = any(${sql.param([...filters.ids])}::uuid[])`,
      filters.numbers && sql`i.number = any(${sql.param([...filters.numbers])}::text[])`,
      filters.state && inState(filters.state, today),
      filters.kind && sql`i.kind = ${filters.kind}`,
      filters.customerId && sql`s.customer_id = ${filters.customerId}`,
      filters.issuedFrom && sql`i.issued_on >= ${filters.issuedFrom}`,
      filters.issuedTo && sql`i.issued_on <= ${filters.issuedTo}`,
      filters.dueFrom && sql`${awaitedOn} >= ${filters.dueFrom} and s.due_on is not null`,
      filters.dueTo && sql`${awaitedOn} <= ${filters.dueTo}`,
      filters.grossFrom !== undefined && sql`abs(i.gross_cents) >= ${filters.grossFrom}`,
      filters.grossTo !== undefined && sql`abs(i.gross_cents) <= ${filters.grossTo}`,
      filters.source && sql`(i.source = ${filters.source} or starts_with(i.source, ${`${filters.source}:`}))`,
      filters.owner && sql`s.owner = ${filters.owner}`,
    ].filter(condition => condition !== undefined && condition !== false && condition !== ''),
  ],
  party: sql`s.customer_id`,
  isNarrow: ({ customerId, state }) => customerId !== undefined || state === 'draft',
  row: (found, { today }) => ({ ...found, state: stateOf(found, today) }),
})

/** The documents by the words of their customer, or the one whose number is typed. */
export const invoiceList: Omit<typeof byCustomer, 'conditions'> = {
  page: async (ctx, query) => byCustomer.page(ctx, await asked(ctx, query)),
  all: async function* (ctx, query) {
    yield* byCustomer.all(ctx, await asked(ctx, query))
  },
  count: async (ctx, query) => byCustomer.count(ctx, await asked(ctx, query)),
}

/** What the documents that match come to in euros, in one statement; credit notes are less than zero. */
export async function documentTotals(ctx: Ctx, query: DocumentFilters & { search?: string | undefined }) {
  const conditions = await byCustomer.conditions(ctx, await asked(ctx, query))
  const { rows } = await ctx.db.execute<
    Record<'count' | 'netCents' | 'vatCents' | 'grossCents' | 'openCents', number>
  >(sql`
    select count(*)::int as count, coalesce(sum(${documentEuros('s', columns.netCents)}), 0)::bigint as "netCents", coalesce(sum(${documentEuros('s', columns.vatCents)}), 0)::bigint as "vatCents",
      coalesce(sum(${documentEuros('s', columns.grossCents)}), 0)::bigint as "grossCents", coalesce(sum(${documentEuros('s', sql`s.open_cents`)}), 0)::bigint as "openCents"
    from ${from} where ${sql.join(conditions, sql` and `)}`)
  return rows[0]!
}

/** The numbers that what was typed may mean, when there is such a document; else it is searched by words. */
async function asked<Query extends { search?: string | undefined; numbers?: readonly string[] | undefined }>(
  ctx: Ctx,
  query: Query,
): Promise<Query> {
  const meant = numbersMeant(query.search ?? '', await settingsOf(ctx))
  if (meant.length === 0) return query
  const { rows } = await ctx.db.execute(sql`
    select from invoices where company_id = ${ctx.company.id} and number = any(${sql.param(meant)}::text[]) limit 1`)
  return rows.length > 0 ? { ...query, numbers: meant, search: undefined } : query
}

export type WhichDocuments = {
  ids?: readonly string[] | undefined
  matching?: (DocumentFilters & { search?: string | undefined }) | undefined
}

/** The conditions that keep the documents named, or those that match, over `from`. */
export async function documentConditions(ctx: Ctx, { ids, matching }: WhichDocuments) {
  return byCustomer.conditions(ctx, ids ? { ids } : await asked(ctx, matching ?? {}))
}

/** The conditions that keep the drafts that are asked, over `from`. */
export async function draftConditions(
  ctx: Ctx,
  {
    ids,
    matching,
  }: {
    ids?: readonly string[] | undefined
    matching?: (DocumentFilters & { search?: string | undefined }) | undefined
  },
) {
  const query = { ...(ids ? { ids } : await asked(ctx, matching ?? {})), state: 'draft' as const }
  return byCustomer.conditions(ctx, query)
}
