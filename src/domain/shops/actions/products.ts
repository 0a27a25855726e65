import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Shop } from '../queries/shops.ts'
import type { ShopLine, ShopOrder } from '../rules/order.ts'
import { codeOf, productKey, productName } from '../rules/products.ts'
import { identifySold } from './identify-sold.ts'
import { reasonOf } from './reason.ts'

/** What a line sells: the product as the shop has it, and the one of ours; null: nobody said yet, or none of ours. */
export type SoldProduct = { shopProductId: string; productId: string | null }

type Sold = { order: ShopOrder; line: ShopLine; key: string; code: string }
type Kept = {
  externalId: string
  id: string
  productId: string | null
  decidedBy: 'sku' | 'hand' | null
  waited: boolean
}

/**
 * What each product line of some orders sells, by order and line: as somebody said by hand, else by the SKU it had when it
 * was ordered. What is not known waits in a queue and holds nothing back. Source: ABO-12, E9, W-17.
 */
export async function productsOf(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  orders: readonly ShopOrder[],
): Promise<Map<string, Map<string, SoldProduct>>> {
  const sold = orders.flatMap(order =>
    order.lines
      .filter(({ kind }) => kind === 'product')
      .map((line): Sold => ({ order, line, key: productKey(line), code: codeOf(line) })),
  )
  const ours = await productsByCode(ctx, sold)
  const kept = await keepProducts(ctx, shop, sold, ours)
  for (const product of kept.values()) if (product.waited && product.productId) await identifyBefore(ctx, product)
  const answers = new Map(orders.map(({ externalId }) => [externalId, new Map<string, SoldProduct>()]))
  for (const { order, line, key, code } of sold) {
    const { id, productId, decidedBy } = kept.get(key)!
    const known = decidedBy === 'hand' ? productId : (ours.get(code) ?? productId)
    answers.get(order.externalId)!.set(line.externalId, { shopProductId: id, productId: known })
  }
  return answers
}

/** What was sold before its SKU said what it is follows; where that cannot be, it goes on waiting for somebody who sees why. */
export async function identifyBefore(ctx: Ctx, { id, productId }: Pick<Kept, 'id' | 'productId'>) {
  try {
    await ctx.attempt(part => identifySold(part, id, productId!))
  } catch (error) {
    const reason = reasonOf(error)
    if (!reason) throw error
    await ctx.db.execute(sql`
      update shop_products set product_id = null, decided_by = null where company_id = ${ctx.company.id} and id = ${id}`)
  }
}

export async function productsByCode(
  { db, company }: Ctx,
  sold: readonly { code: string }[],
): Promise<Map<string, string>> {
  const codes = [...new Set(sold.map(({ code }) => code))].filter(code => code !== '')
  if (codes.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; code: string }>(sql`
    select id, code from products where company_id = ${company.id} and code = any(${sql.param(codes)}::text[])`)
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/** Keeps what was sold, as the shop last called it; one that nobody decided about is what its SKU says. */
async function keepProducts(
  { db, company, actor }: Ctx,
  { id: shopId }: Pick<Shop, 'id'>,
  sold: readonly Sold[],
  ours: ReadonlyMap<string, string>,
): Promise<Map<string, Kept>> {
  if (sold.length === 0) return new Map()
  const latest = [...Map.groupBy(sold, ({ key }) => key)].map(([key, sales]) => {
    const { order, line, code } = sales.reduce((a, b) => (b.order.orderedAt >= a.order.orderedAt ? b : a))
    const productId = ours.get(code) ?? sales.map(one => ours.get(one.code)).find(id => id !== undefined) ?? null
    return { id: newId(), key, sku: line.sku.trim(), name: productName(line), productId, soldAt: order.orderedAt }
  })
  const { rows } = await db.execute<Kept>(sql`
    with waiting as materialized (select id from shop_products w where w.company_id = ${company.id} and w.shop_id = ${shopId}
      and w.external_id = any(${sql.param(latest.map(({ key }) => key))}::text[]) and w.decided_by is null)
    insert into shop_products as kept (company_id, id, shop_id, external_id, sku, name, product_id, decided_by, last_sold_at, created_by, updated_by)
    select ${company.id}, id, ${shopId}, key, sku, name, "productId", case when "productId" is not null then 'sku' end, "soldAt", ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(latest)}::json) as sold (id uuid, key text, sku text, name text, "productId" uuid, "soldAt" timestamptz)
    on conflict (company_id, shop_id, external_id) do update set
      sku = case when excluded.last_sold_at >= kept.last_sold_at then excluded.sku else kept.sku end,
      name = case when excluded.last_sold_at >= kept.last_sold_at then excluded.name else kept.name end,
      last_sold_at = greatest(excluded.last_sold_at, kept.last_sold_at),
      product_id = case when kept.decided_by is null then excluded.product_id else kept.product_id end,
      decided_by = coalesce(kept.decided_by, excluded.decided_by)
    returning external_id as "externalId", id, product_id as "productId", decided_by as "decidedBy", id in (select id from waiting) as waited`)
  return new Map(rows.map(row => [row.externalId, row]))
}
