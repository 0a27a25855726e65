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

/** How the amount of a term without invoice comes about, line by line, as its invoice will say it; null: it has one. */
export async function amountOfTerm(ctx: Ctx, id: string) {
  const [term] = await termsToInvoice(ctx, { ids: [id] })
  if (!term) return null
  const { groups, priced } = await pricedGroups(ctx, [{ ...term, grouped: false }], 'draft')
  const [document] = priced
  const { lines } = groups[0]!
  return {
    ...{ isGross: document!.basis === 'gross', territory: document!.territory },
    ...{ netCents: document!.total.netCents, grossCents: document!.total.grossCents },
    lines: document!.lines.map(({ typed, label, unitCents, vatRateBps, netCents, grossCents }) => {
      const { quantity, discountBps, unitCents: own, fromOn } = lines[typed]!.line
      const shown = { label, quantity, unitCents, discountBps, vatRateBps, netCents, grossCents }
      return { ...shown, atListPrice: own === null, priceSince: fromOn }
    }),
  }
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
