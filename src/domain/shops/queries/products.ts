import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { shopProductCard, shopProductRow } from '../contract/products.ts'
import type { ProductState } from '../rules/products.ts'
import { proposals } from '../rules/proposals.ts'
import { wordsIn } from './search.ts'
import { invoicedAs, purchasesOfSold } from './sold-purchases.ts'

type Row = InferSchemaOutput<typeof shopProductRow>
type Card = InferSchemaOutput<typeof shopProductCard>
type Filters = { shopId?: string | undefined; state?: ProductState | undefined }

const OF_STATE: Record<ProductState, SQL> = {
  waiting: sql`sp.decided_by is null`,
  mapped: sql`sp.product_id is not null`,
  none: sql`sp.decided_by is not null and sp.product_id is null`,
}
const columns = {
  id: sql`sp.id`,
  shopId: sql`sp.shop_id`,
  shop: sql`s.name`,
  externalId: sql`sp.external_id`,
  sku: sql`sp.sku`,
  name: sql`sp.name`,
  state: sql`case when sp.decided_by is null then 'waiting' when sp.product_id is null then 'none' else 'mapped' end`,
  productId: sql`sp.product_id`,
  productCode: sql`coalesce(product.code, '')`,
  productLabel: sql`coalesce(product.label, '')`,
  decidedBy: sql`sp.decided_by`,
  lastSoldAt: sql`sp.last_sold_at`,
  waitingSales: sql`coalesce(waiting.sales, 0)`,
  waitingCents: sql`coalesce(waiting.cents, 0)`,
  waitingCurrency: sql`coalesce(waiting.currency, '')`,
}

/** Of those that wait alone is it counted what waits. */
const from = ({ company }: Ctx) => sql`shop_products sp
  join shops s on s.company_id = ${company.id} and s.id = sp.shop_id
  left join products product on product.company_id = ${company.id} and product.id = sp.product_id
  left join lateral (
    select count(*)::int as sales, sum(l.gross_cents)::bigint as cents,
      case when count(distinct i.currency) = 1 then min(i.currency) else '' end as currency
    from shop_order_lines sold
    join invoice_lines l on l.company_id = ${company.id} and l.id = sold.invoice_line_id and l.product_id is null
    join invoices i on i.company_id = ${company.id} and i.id = l.invoice_id
    where sold.company_id = ${company.id} and sold.shop_product_id = sp.id) waiting on sp.decided_by is null`

const where = ({ company }: Ctx, { shopId, state }: Filters) => [
  sql`sp.company_id = ${company.id}`,
  ...(shopId ? [sql`sp.shop_id = ${shopId}`] : []),
  ...(state ? [OF_STATE[state]] : []),
]

const lastSold = sql`coalesce(sp.last_sold_at, '-infinity'::timestamptz)`

/** Products of all shops, those that wait first, then by their last sale. */
export const shopProductList = defineList<Row, Row, Filters>({
  from,
  columns,
  id: sql`sp.id`,
  sorts: { waiting: [sql`(sp.decided_by is null)::int`, lastSold], lastSoldAt: lastSold, name: sql`sp.name` },
  defaultSort: '-waiting',
  where,
  search: (_ctx, text) => wordsIn(text, sql`sp.name || ' ' || sp.sku`),
  row: found => found,
})

/** One product of a shop with its latest sales, and which of ours it may be. */
export async function shopProduct(ctx: Ctx, id: string): Promise<Card> {
  const { db, company } = ctx
  const { rows } = await db.execute<Row & { purchaseCount: number }>(sql`
    select ${selected(columns)}, (select count(*) from shop_order_lines sold
        ${purchasesOfSold(company.id)}
        where sold.company_id = ${company.id} and sold.shop_product_id = sp.id)::int as "purchaseCount"
    from ${from(ctx)} where sp.company_id = ${company.id} and sp.id = ${id}`)
  const row = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const sales = await latestSales(ctx, id)
  const last = sales.find(({ quantity }) => quantity > 0)
  const unitCents = last ? Math.round(last.grossCents / last.quantity) : null
  const proposed = row.state === 'waiting' ? await proposedFor(ctx, { ...row, unitCents }) : []
  return { ...row, unitCents, unitCurrency: last?.currency ?? '', sales, proposals: proposed }
}

const SALES_SHOWN = 5

async function latestSales({ db, company }: Ctx, id: string): Promise<Card['sales']> {
  const { rows } = await db.execute<Card['sales'][number]>(sql`
    select sold.id, o.id as "orderId", o.number, o.ordered_at as "orderedAt", o.buyer_name as "buyerName",
      l.quantity, l.cents as "grossCents", o.currency
    from shop_order_lines sold
    join shop_orders o on o.company_id = ${company.id} and o.id = sold.order_id
    cross join lateral (select sum(own.gross_cents)::bigint as cents, min(own.quantity) as quantity from (select sold.invoice_line_id) sold
      ${invoicedAs(company.id)}) l
    where sold.company_id = ${company.id} and sold.shop_product_id = ${id}
    order by o.ordered_at desc nulls last, sold.id desc limit ${SALES_SHOWN}`)
  return rows
}

/** More products than these are not compared: whoever has so many finds them by name. */
const COMPARED = 5000

async function proposedFor({ db, company }: Ctx, asked: Parameters<typeof proposals>[0]): Promise<Card['proposals']> {
  const { rows } = await db.execute<{ productId: string; code: string; label: string; grossCents: number | null }>(sql`
    select id as "productId", code, label, gross_cents as "grossCents" from products
    where company_id = ${company.id} and archived_on is null order by id desc limit ${COMPARED}`)
  return proposals(asked, rows).map(({ product, reasons }) => ({ ...product, reasons }))
}
