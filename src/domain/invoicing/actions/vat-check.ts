import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { productsById } from '../../catalog/queries.ts'
import { pressAllowed } from '../../catalog/rules/tax.ts'
import { currentSeller } from '../queries/seller.ts'
import type { Territory } from '../rules/document.ts'
import type { Vat } from '../rules/draft.ts'
import type { Paper } from '../rules/paper.ts'
import { territoryOf, vatOf } from '../rules/vat.ts'

type Charged = Vat & { productId: string; on: string; territory: Territory; ids: string[] }

/**
 * Drafts whose VAT is not what it was when they were written: their customer moved, a rate changed, a title lost its
 * registration. Written anew they are right again, so that nobody signs amounts that were never shown. Source: L-8.
 */
export async function vatChanged(ctx: Ctx, papers: ReadonlyMap<string, Paper>): Promise<Map<string, Refusal>> {
  const found = new Map<string, Refusal>()
  const charged = await chargedBy(ctx, papers)
  const products = await productsById(ctx, [...new Set(charged.map(({ productId }) => productId))])
  const scheme = (await currentSeller(ctx))?.vatScheme ?? 'normal'
  for (const { productId, on, territory, vatCategory, vatRateBps, ids } of charged) {
    const product = products.get(productId)!
    const { label, registered } = product
    const vat = vatOf(product, { territory, on, scheme, pressAllowed: pressAllowed(registered, on) })
    const values = { product: label, title: registered?.name ?? '', on }
    if ('fault' in vat) for (const id of ids) found.set(id, new Refusal(vat.fault, { values }))
    else if (!isRight({ vatCategory, vatRateBps }, vat, territory))
      for (const id of ids) found.set(id, new Refusal('invoicing.rateChanged', { values: { product: label } }))
  }
  for (const [id, paper] of papers) if (isElsewhere(paper)) found.set(id, new Refusal('invoicing.deliveredElsewhere'))
  return found
}

/**
 * As France has it; to a consumer of the Union, also as where it is delivered has it (OSS); what is outside VAT beside
 * goods that are not, without VAT (BR-O-11).
 */
function isRight(charged: Vat, { vatCategory, vatRateBps }: Vat, territory: Territory): boolean {
  if (territory === 'eu' && charged.vatCategory === 'S' && vatCategory === 'S') return true
  if (vatCategory === 'O' && charged.vatCategory === 'E') return true
  return charged.vatCategory === vatCategory && charged.vatRateBps === vatRateBps
}

/** Whether it is now delivered to another territory than when it was written. */
function isElsewhere({ kind, buyer: { address, delivery, vatNumber }, territory }: Paper): boolean {
  const { country, postcode } = delivery ?? address
  return kind !== 'credit-note' && territory !== territoryOf({ country, postcode, vatNumber })
}

/** The different VATs that lines of products bear, and on which documents. */
async function chargedBy({ db, company }: Ctx, papers: ReadonlyMap<string, Paper>): Promise<Charged[]> {
  const drafts = [...papers].flatMap(([id, { kind }]) => (kind === 'credit-note' ? [] : [id]))
  const { rows } = await db.execute<Vat & { id: string; productId: string }>(sql`
    select l.invoice_id as id, l.product_id as "productId", l.vat_category as "vatCategory", l.vat_rate_bps as "vatRateBps"
    from invoice_lines l where l.company_id = ${company.id}::uuid and l.invoice_id = any(${sql.param(drafts)}::uuid[])
      and l.product_id is not null`)
  const charged = new Map<string, Charged>()
  for (const { id, ...vat } of rows) {
    const { issuedOn: on, territory } = papers.get(id)!
    const key = Object.values({ ...vat, on, territory }).join(' ')
    const known = charged.get(key)
    if (known) known.ids.push(id)
    else charged.set(key, { ...vat, on, territory, ids: [id] })
  }
  return [...charged.values()]
}
