import type { PriceBasis } from '../../catalog/rules/price.ts'
import type { ProductKind } from '../../catalog/rules/product-code.ts'
import type { Supply, TaxClass } from '../../catalog/rules/tax.ts'

/** A product as a catalogue says it; days are `YYYY-MM-DD`, what is not said is empty. Source: D8, INT-9. */
export type CatalogueProduct = {
  code: string
  label: string
  kind: ProductKind
  family: string
  brand: string
  /** Thirteen digits, or empty. */
  gtin: string
  /** The code of its magazine or box; empty: none. */
  title: string
  /** The number of the issue it sells; empty: none, or the latest. */
  issue: string
  latestIssue: boolean
  offerCode: string
  termMonths: number | null
  issuesDue: number | null
  servedBy: 'date' | 'issue' | null
  priceBasis: PriceBasis
  /** In that basis. */
  priceCents: number
  taxClass: TaxClass | null
  /** null: a bundle, whose components each have theirs. */
  vatRateBps: number | null
  supply: Supply
  archivedOn: string | null
  /** What a bundle is made of, by their codes. */
  components: CatalogueComponent[]
}
export type CatalogueComponent = { code: string; weightCents: number | null }

/** What a company sells, or some families of it, on a day. */
export type Catalogue = {
  asOf: string
  site: string
  name: string
  /** None: every product. */
  families: string[]
  products: CatalogueProduct[]
}

export const PARTNER_CATALOGUE_STATES = ['proposed', 'applied', 'left'] as const
export type PartnerCatalogueState = (typeof PARTNER_CATALOGUE_STATES)[number]

/** How a product of a catalogue stands to those here. */
export const VERDICTS = ['new', 'changed', 'same', 'only-here', 'conflict'] as const
export type Verdict = (typeof VERDICTS)[number]
export type VerdictCounts = Partial<Record<Verdict, number>>

/** What can be applied of a catalogue by itself. `added`: products that are not here yet, with all that is said of them. */
export const CATALOGUE_PARTS = [
  'added',
  'names',
  'prices',
  'taxes',
  'barcodes',
  'service',
  'compositions',
  'sale',
] as const
export type CataloguePart = (typeof CATALOGUE_PARTS)[number]

/** The part that each field belongs to; `kind` never changes. */
export const PART_OF = {
  label: 'names',
  family: 'names',
  brand: 'names',
  gtin: 'barcodes',
  title: 'service',
  issue: 'service',
  latestIssue: 'service',
  offerCode: 'service',
  termMonths: 'service',
  issuesDue: 'service',
  servedBy: 'service',
  priceBasis: 'prices',
  priceCents: 'prices',
  taxClass: 'taxes',
  vatRateBps: 'taxes',
  supply: 'taxes',
  archivedOn: 'sale',
  components: 'compositions',
} as const satisfies Partial<Record<keyof CatalogueProduct, CataloguePart>>
export type CatalogueField = keyof typeof PART_OF
export const CATALOGUE_FIELDS = Object.keys(PART_OF) as CatalogueField[]

export type FieldValue = string | number | boolean | null
/** A field that is not here what the catalogue says; components are told in words. */
export type FieldChange = { field: CatalogueField; from: FieldValue; to: FieldValue }

/** What a composition says, in one order whatever the order it was said in: `A + B (9,00)`. */
const componentsText = (components: readonly CatalogueComponent[]): string =>
  components
    .map(({ code, weightCents }) =>
      weightCents === null ? code : `${code} (${(weightCents / 100).toFixed(2).replace('.', ',')})`,
    )
    .sort()
    .join(' + ')

const fieldOf = (product: CatalogueProduct, field: CatalogueField): FieldValue =>
  field === 'components' ? componentsText(product.components) : product[field]

/** The rate of a class follows from the day and the place: it is no difference of its own. */
const isDerived = (said: CatalogueProduct, field: CatalogueField) => field === 'vatRateBps' && said.taxClass !== null

/** What of a product is not what a catalogue says of it. */
export const differences = (here: CatalogueProduct, said: CatalogueProduct): FieldChange[] =>
  CATALOGUE_FIELDS.filter(field => !isDerived(said, field) && fieldOf(here, field) !== fieldOf(said, field)).map(
    field => ({ field, from: fieldOf(here, field), to: fieldOf(said, field) }),
  )

/** Codes whose composition has no end: they hold themselves, however far, or one that does. */
export function codesInCycles(products: readonly Pick<CatalogueProduct, 'code' | 'components'>[]): Set<string> {
  const madeOf = new Map(products.map(({ code, components }) => [code, components.map(one => one.code)]))
  const needs = new Map<string, number>()
  const usedBy = new Map<string, string[]>()
  for (const [code, parts] of madeOf) {
    const known = parts.filter(part => madeOf.has(part))
    needs.set(code, known.length)
    for (const part of known) {
      const users = usedBy.get(part)
      if (users) users.push(code)
      else usedBy.set(part, [code])
    }
  }
  // What is made of nothing else goes, then what is made of that alone; what is left goes round.
  const queue = [...needs].filter(([, count]) => count === 0).map(([code]) => code)
  for (let code = queue.pop(); code !== undefined; code = queue.pop()) {
    needs.delete(code)
    for (const user of usedBy.get(code) ?? []) {
      const left = needs.get(user)! - 1
      needs.set(user, left)
      if (left === 0) queue.push(user)
    }
  }
  return new Set(needs.keys())
}
