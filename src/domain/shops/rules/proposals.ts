import { words } from '../../../values/text-key.ts'

export const PROPOSAL_REASONS = ['code', 'name', 'price'] as const
export type ProposalReason = (typeof PROPOSAL_REASONS)[number]

/** What a shop sells, and a product of ours it may be. */
type Asked = { sku: string; name: string; unitCents: number | null }
type Ours = { code: string; label: string; grossCents: number | null }

const SHOWN = 5
/** Words that any product of a publisher may have say nothing. */
const COMMON = new Set('A AU AUX D DE DES DU EN ET L LA LE LES UN UNE THE OF AND FOR'.split(' '))

/** The products of ours that one of a shop may be, the most probable first: by code, by words of its name, by price. */
export function proposals<O extends Ours>(
  asked: Asked,
  ours: readonly O[],
): { product: O; reasons: ProposalReason[] }[] {
  const [name, sku] = [told(asked.name), words(asked.sku)]
  const scored = ours.map(product => {
    const code = shared(sku, words(product.code))
    const named = shared(name, told(`${product.label} ${product.code}`))
    const priced = asked.unitCents !== null && asked.unitCents > 0 && asked.unitCents === product.grossCents
    const reasons: ProposalReason[] = [
      ...(code >= 0.5 ? ['code' as const] : []),
      ...(named >= 0.3 ? ['name' as const] : []),
      ...(priced ? ['price' as const] : []),
    ]
    return { product, reasons, score: 2 * code + 2 * named + (priced ? 0.5 : 0) }
  })
  return scored
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.score - a.score || (a.product.code < b.product.code ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ product, reasons }) => ({ product, reasons }))
}

const told = (text: string) => words(text).filter(word => !COMMON.has(word))

/** How much of two sets of words is common to both, from 0 to 1. */
function shared(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const both = a.filter(word => b.includes(word)).length
  return both / (a.length + b.length - both)
}
