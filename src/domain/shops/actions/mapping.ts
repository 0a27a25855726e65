import { sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { unidentifyLines } from '../../invoicing/actions/identify.ts'
import { purchasesOfSold } from '../queries/sold-purchases.ts'
import { shopProducts } from '../tables/mappings.ts'
import { identifySold } from './identify-sold.ts'

/**
 * Says which product of ours a shop's product is, once: what was sold of it before makes its purchases. Null: none of ours,
 * and it no longer waits. Source: ABO-12, E9.
 */
export async function mapProduct(ctx: Ctx, id: string, productId: string | null) {
  const before = await locked(ctx, id)
  if (before.productId === productId && before.decidedBy !== null) return { lines: 0, workId: null }
  if (before.decidedBy !== null) await refuseServed(ctx, id)
  if (productId) await refuseUnknown(ctx, productId)
  if (before.productId) await forgetLines(ctx, id)
  await changeRecord(ctx, shopProducts, id, { productId, decidedBy: 'hand' })
  return productId ? identifySold(ctx, id, productId) : { lines: 0, workId: null }
}

/** Takes back what was said of a shop's product: it waits again. Refused once something was made of it. */
export async function unmapProduct(ctx: Ctx, id: string) {
  const { decidedBy, productId } = await locked(ctx, id)
  if (decidedBy === null) return
  await refuseServed(ctx, id)
  if (productId) await forgetLines(ctx, id)
  await changeRecord(ctx, shopProducts, id, { productId: null, decidedBy: null })
}

/** Locked with its shop, whose orders are not written meanwhile. */
async function locked(ctx: Ctx, id: string) {
  await ctx.db.execute(sql`
    select from shop_states where company_id = ${ctx.company.id} and id in (
      select shop_id from shop_products where company_id = ${ctx.company.id} and id = ${id}) for no key update`)
  return lockedRecord(ctx, shopProducts, id)
}

async function refuseServed({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<{ code: string; count: number }>(sql`
    select product.code, count(*)::int as count from shop_order_lines sold
    ${purchasesOfSold(company.id)}
    join products product on product.company_id = ${company.id} and product.id = p.product_id
    where sold.company_id = ${company.id} and sold.shop_product_id = ${id} group by 1 order by 2 desc limit 1`)
  if (rows[0]) refuse('shops.productServed', { values: rows[0] })
}

async function refuseUnknown({ db, company }: Ctx, productId: string) {
  const { rows } = await db.execute(sql`select from products where company_id = ${company.id} and id = ${productId}`)
  if (rows.length === 0) refuse('shops.unknownProduct', { field: 'productId' })
}

/** What was said of lines that made nothing: carriage, goods. */
async function forgetLines(ctx: Ctx, id: string) {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select named.id from shop_order_lines sold
    join line_products named on named.company_id = ${ctx.company.id} and named.id = sold.invoice_line_id
    where sold.company_id = ${ctx.company.id} and sold.shop_product_id = ${id}`)
  await unidentifyLines(
    ctx,
    rows.map(row => row.id),
  )
}
