import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { type TermToInvoice, termsToInvoice } from '../queries/to-invoice.ts'
import { pricedGroups } from './invoice.ts'

type Amount = { grossCents: number; netCents: number }

/** What each term without invoice would come to by itself; one that cannot be priced is left out. */
export async function amountsOfTerms(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Amount>> {
  if (ids.length === 0) return new Map()
  const terms = await termsToInvoice(ctx, { ids })
  return amountsOf(
    ctx,
    terms.map(term => ({ ...term, grouped: false })),
  )
}

async function amountsOf(ctx: Ctx, terms: readonly TermToInvoice[]): Promise<Map<string, Amount>> {
  try {
    const { groups, priced } = await pricedGroups(ctx, terms, 'draft')
    return new Map(groups.map(({ terms: [term] }, at) => [term!.id, priced[at]!.total]))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (terms.length < 2) return new Map()
    const half = Math.ceil(terms.length / 2)
    return new Map([...(await amountsOf(ctx, terms.slice(0, half))), ...(await amountsOf(ctx, terms.slice(half)))])
  }
}
