import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { productsById } from '../../catalog/queries.ts'
import { pressAllowed } from '../../catalog/rules/tax.ts'
import { buyersById } from '../queries/buyers.ts'
import { currentSeller } from '../queries/seller.ts'
import type { AddressLines, Territory } from '../rules/document.ts'
import type { Vat } from '../rules/draft.ts'
import { territoryOf, vatOf } from '../rules/vat.ts'

type Place = { id: string; customerId: string; territory: Territory | null; deliveryAddress: AddressLines | null }
type Charged = Vat & { productId: string; on: string; territory: Territory; ids: string[] }

/**
 * Drafts whose VAT is not what it was when they were written: their customer moved, a rate changed, a title lost its
 * registration. Written anew they are right again, so that nobody signs amounts that were never shown. Source: L-8.
 */
export async function vatChanged(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Refusal>> {
  const found = new Map<string, Refusal>()
  const charged = await chargedBy(ctx, ids)
  const products = await productsById(ctx, [...new Set(charged.map(({ productId }) => productId))])
  const scheme = (await currentSeller(ctx))?.vatScheme ?? 'normal'
  for (const { productId, on, territory, vatCategory, vatRateBps, ids } of charged) {
    const product = products.get(productId)!
    const { label, registered } = product
    const vat = vatOf(product, { territory, on, scheme, pressAllowed: pressAllowed(registered, on) })
    const values = { product: label, title: registered?.name ?? '', on }
    if ('fault' in vat) for (const id of ids) found.set(id, new Refusal(vat.fault, { values }))
    else if (vat.vatCategory !== vatCategory || vat.vatRateBps !== vatRateBps)
      for (const id of ids) found.set(id, new Refusal('invoicing.rateChanged', { values: { product: label } }))
  }
  for (const id of await movedSince(ctx, ids)) found.set(id, new Refusal('invoicing.deliveredElsewhere'))
  return found
}

/** Those now delivered to another territory. */
async function movedSince(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await ctx.db.execute<Place>(sql`
    select id, customer_id as "customerId", territory, delivery_address as "deliveryAddress" from invoices
    where company_id = ${ctx.company.id} and id = any(${sql.param([...ids])}::uuid[]) and kind <> 'credit-note'`)
  const buyers = await buyersById(ctx, [...new Set(rows.map(({ customerId }) => customerId))])
  return rows.flatMap(({ id, customerId, territory, deliveryAddress }) => {
    const { address, delivery, vatNumber } = buyers.get(customerId)!
    const { country, postcode } = deliveryAddress ?? delivery ?? address
    return territory === null || territory === territoryOf({ country, postcode, vatNumber }) ? [] : [id]
  })
}

/** The different VATs that lines of products bear, and on which documents. */
async function chargedBy({ db, company, today }: Ctx, ids: readonly string[]): Promise<Charged[]> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Charged>(sql`
    select l.product_id as "productId", l.vat_category as "vatCategory", l.vat_rate_bps as "vatRateBps",
      coalesce(i.drafted_on, ${today}::date) as on, i.territory, array_agg(distinct i.id) as ids
    from invoices i join invoice_lines l on l.company_id = ${mine} and l.invoice_id = i.id
    where i.company_id = ${mine} and i.id = any(${sql.param([...ids])}::uuid[]) and i.kind <> 'credit-note'
      and i.territory is not null and l.product_id is not null
    group by 1, 2, 3, 4, 5`)
  return rows
}
