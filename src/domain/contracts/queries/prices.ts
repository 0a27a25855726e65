import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { partyName } from '../../parties/queries.ts'
import type { priceChangeRow } from '../contract/prices.ts'
import type { PriceKind } from '../rules/price-change.ts'
import { numberOf } from './columns.ts'

type Row = InferSchemaOutput<typeof priceChangeRow>

/** Changes of price, the latest first. */
export const priceChangeList = defineList<
  Row,
  Row,
  { kind?: PriceKind | undefined; ids?: readonly string[] | undefined }
>({
  from: sql`contract_price_changes h`,
  columns: {
    id: sql`h.id`,
    label: sql`h.label`,
    fromOn: sql`h.from_on`,
    kind: sql`h.kind`,
    value: sql`h.value`,
    roundedTo: sql`h.rounded_to`,
    contractCount: sql`h.contract_count`,
    noticeText: sql`h.notice_text`,
    noticedCount: sql`(select count(*)::int from contract_notices n where n.company_id = h.company_id and n.kind = 'price'
      and n.about_on = h.from_on and n.cancelled_on is null and n.contract_id in (
        select l.contract_id from contract_lines l where l.company_id = h.company_id and l.price_change_id = h.id))`,
    undoneOn: sql`h.undone_on`,
    createdAt: sql`h.created_at`,
    createdBy: sql`h.created_by`,
  },
  id: sql`h.id`,
  sorts: { fromOn: sql`h.from_on` },
  defaultSort: '-fromOn',
  where: ({ company }, { kind, ids }) => [
    sql`h.company_id = ${company.id}`,
    ...(kind ? [sql`h.kind = ${kind}`] : []),
    ...(ids ? [sql`h.id = any(${sql.param([...ids])}::uuid[])`] : []),
  ],
  row: found => found,
})

export async function priceChangeById(ctx: Ctx, id: string): Promise<Row> {
  const { rows } = await priceChangeList.page(ctx, { ids: [id], limit: 1 })
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}

export type WhichPrices = {
  fromOn: string
  productId?: string | undefined
  contractIds?: readonly string[] | undefined
  customerId?: string | undefined
  owner?: string | undefined
  paymentMethod?: PaymentMethod | undefined
}

/** Lines `l` of contracts `c` that go on on the day. */
const those = (
  { company }: Ctx,
  { fromOn, productId, contractIds, customerId, owner, paymentMethod }: WhichPrices,
): SQL => {
  const mine = sql`${company.id}::uuid`
  return sql`contract_lines l join contracts c on c.company_id = ${mine} and c.id = l.contract_id
    where l.company_id = ${mine} and c.activated_on is not null and coalesce(c.terminated_on, c.ends_on, 'infinity') >= ${fromOn}::date
      and (l.until_on is null or l.until_on >= ${fromOn}::date)
      ${productId ? sql`and l.product_id = ${productId}` : sql``}
      ${contractIds ? sql`and c.id = any(${sql.param([...contractIds])}::uuid[])` : sql``}
      ${customerId ? sql`and (c.customer_id = ${customerId} or c.payer_id = ${customerId})` : sql``}
      ${owner ? sql`and c.owner = ${owner}` : sql``}
      ${paymentMethod ? sql`and c.payment_method = ${paymentMethod}` : sql``}`
}

/** Those whose own price changes on the day: they hold the day before, and no other version begins on it. */
const changes = (fromOn: string) => sql`l.unit_cents is not null and (l.from_on is null or l.from_on < ${fromOn}::date)`

export type PricedLine = { id: string; contractId: string; unitCents: number }

/** The lines whose price would change; locked, nobody else changes their contracts meanwhile. */
export async function pricedLines(ctx: Ctx, which: WhichPrices, locked = false): Promise<PricedLine[]> {
  const { rows } = await ctx.db.execute<PricedLine>(sql`
    select l.id, l.contract_id as "contractId", l.unit_cents as "unitCents" from ${those(ctx, which)} and ${changes(which.fromOn)}
    order by c.id, l.position ${locked ? sql`for update of c, l` : sql``}`)
  return rows
}

/** What is left as it is. */
export async function leftAlone(ctx: Ctx, which: WhichPrices) {
  const mine = sql`${ctx.company.id}::uuid`
  const { rows } = await ctx.db.execute<{ listPriceCount: number; laterCount: number; invoicedCount: number }>(sql`
    with those as materialized (select l.id, l.contract_id, l.unit_cents, l.from_on from ${those(ctx, which)})
    select count(*) filter (where unit_cents is null)::int as "listPriceCount",
      count(*) filter (where unit_cents is not null and from_on >= ${which.fromOn}::date)::int as "laterCount",
      (select count(*)::int from contract_terms t where t.company_id = ${mine} and t.starts_on >= ${which.fromOn}::date
        and t.invoice_id is not null and t.contract_id in (select contract_id from those where unit_cents is not null)) as "invoicedCount"
    from those`)
  return rows[0]!
}

export type ShownLine = {
  id: string
  contractId: string
  number: string
  customer: string
  label: string
  quantity: number
  currency: string
  isGross: boolean
}

/** What is shown of some lines, by customer. */
export async function shownLines({ db, company }: Ctx, ids: readonly string[], limit: number): Promise<ShownLine[]> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<ShownLine>(sql`
    select l.id, c.id as "contractId", ${numberOf(sql`c`)} as number, ${partyName('customer')} as customer,
      coalesce(nullif(l.label, ''), p.label, '') as label, l.quantity, c.currency, c.price_basis = 'gross' as "isGross"
    from contract_lines l join contracts c on c.company_id = ${mine} and c.id = l.contract_id
    join parties customer on customer.company_id = ${mine} and customer.id = c.customer_id
    left join products p on p.company_id = ${mine} and p.id = l.product_id
    where l.company_id = ${mine} and l.id = any(${sql.param([...ids])}::uuid[])
    order by customer.sort_name, customer.id, c.number, l.position limit ${limit}`)
  return rows
}

/** Sums a term of each line in euros, and how many contracts and customers they are of. */
export async function sumsOf({ db, company }: Ctx, given: SQL) {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{
    contractCount: number
    customerCount: number
    beforeCents: number
    afterCents: number
  }>(sql`
    with given as materialized (${given})
    select count(distinct c.id)::int as "contractCount", count(distinct c.customer_id)::int as "customerCount",
      coalesce(round(sum(g.before::numeric * l.quantity * (10000 - l.discount_bps) / 10000) filter (where c.currency = 'EUR')), 0)::bigint as "beforeCents",
      coalesce(round(sum(g.after::numeric * l.quantity * (10000 - l.discount_bps) / 10000) filter (where c.currency = 'EUR')), 0)::bigint as "afterCents"
    from given g join contract_lines l on l.company_id = ${mine} and l.id = g.id
    join contracts c on c.company_id = ${mine} and c.id = l.contract_id`)
  return rows[0]!
}
