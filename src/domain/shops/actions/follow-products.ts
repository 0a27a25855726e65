import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Shop } from '../queries/shops.ts'
import type { ShopProduct } from '../rules/order.ts'
import { codeOf, productKey, productName } from '../rules/products.ts'
import { identifyBefore, productsByCode } from './products.ts'

type Changed = { id: string; externalId: string; waits: boolean }

/**
 * What a shop says of what it sells: its name and its SKU now. What was sold of it already and waits for somebody is the
 * product of ours of that SKU; what somebody said stays. Source: ABO-12, E9.
 */
export async function followProducts(ctx: Ctx, shop: Pick<Shop, 'id'>, products: readonly ShopProduct[]) {
  const said = new Map(
    products.map(({ externalId, variationId, sku, name }) => {
      const line = { product: { externalId, variationId }, sku, name }
      return [productKey(line), { key: productKey(line), sku: sku.trim(), name: productName(line), code: codeOf(line) }]
    }),
  )
  if (said.size === 0) return
  const { db, company, actor } = ctx
  const { rows } = await db.execute<Changed>(sql`
    update shop_products kept set sku = said.sku, name = said.name, updated_by = ${actor.initials}, updated_at = now(), revision = kept.revision + 1
    from json_to_recordset(${JSON.stringify([...said.values()])}::json) as said (key text, sku text, name text)
    where kept.company_id = ${company.id} and kept.shop_id = ${shop.id} and kept.external_id = said.key
      and (kept.sku, kept.name) is distinct from (said.sku, said.name)
    returning kept.id, kept.external_id as "externalId", kept.decided_by is null as waits`)
  const waiting = rows.filter(({ waits }) => waits)
  const ours = await productsByCode(
    ctx,
    waiting.map(({ externalId }) => said.get(externalId)!),
  )
  for (const { id, externalId } of waiting) {
    const productId = ours.get(said.get(externalId)!.code)
    if (!productId) continue
    await db.execute(sql`
      update shop_products set product_id = ${productId}, decided_by = 'sku' where company_id = ${company.id} and id = ${id}`)
    await identifyBefore(ctx, { id, productId })
  }
}
