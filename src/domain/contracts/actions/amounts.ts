import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { termsToInvoice } from '../queries/to-invoice.ts'
import { pricedGroups } from './invoice.ts'

type Amount = { grossCents: number; netCents: number }

/** What each term without invoice would come to by itself; one that cannot be priced is left out. */
export async function amountsOfTerms(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Amount>> {
  if (ids.length === 0) return new Map()
  const terms = await termsToInvoice(ctx, { ids })
  const alone = terms.map(term => ({ ...term, grouped: false }))
  const { groups, priced } = await pricedGroups(ctx, alone, 'draft')
  return new Map(
    groups.flatMap(({ terms: [term] }, at) => {
      const one = priced[at]!
      return one instanceof Refusal ? [] : [[term!.id, one.total] as const]
    }),
  )
}

/** How the amount of a term without invoice comes about, line by line, as its invoice will say it; null: it has one. */
export async function amountOfTerm(ctx: Ctx, id: string) {
  const [term] = await termsToInvoice(ctx, { ids: [id] })
  if (!term) return null
  const { groups, priced } = await pricedGroups(ctx, [{ ...term, grouped: false }], 'draft')
  const [document] = priced
  if (document instanceof Refusal) throw document
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
