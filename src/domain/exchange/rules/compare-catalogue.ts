import { compositionFault } from '../../catalog/rules/bundle.ts'
import { type CatalogueProduct, codesInCycles, differences, type FieldChange, type Verdict } from './catalogue.ts'

/** Why a product of a catalogue cannot be applied. */
type Fault = { code: string; values?: Record<string, string> }

/** What a catalogue is compared with. */
export type Here = {
  /** Products here by their ids. */
  products: ReadonlyMap<string, CatalogueProduct>
  /** Which of them a code of the partner means: as it was said once, else the same code. */
  productOf(code: string): string | undefined
  titles: ReadonlySet<string>
  /** `CS 5`: issues by the code of their title and their number. */
  issues: ReadonlySet<string>
  /** Rates that are charged here, in basis points. */
  rates: ReadonlySet<number>
  /** Why the rules of the catalog would refuse such a product, or undefined. */
  refused(product: CatalogueProduct): Fault | undefined
  /** Only products of these families are missing when the catalogue has not them; none: all. */
  families: readonly string[]
}

/** A product of a catalogue, or one that only stands here, and how it stands to those here. */
export type ComparedLine = {
  code: string
  label: string
  said: CatalogueProduct | null
  productId: string | null
  verdict: Verdict
  reason: string
  values: Record<string, string>
  changes: FieldChange[]
}

/**
 * Compares the products of a catalogue with those here, in the order of codes, whatever their order in the file; what only
 * stands here comes last.
 */
export function compareCatalogue(products: readonly CatalogueProduct[], here: Here): ComparedLine[] {
  const ordered = products.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const facts = factsOf(ordered, here)
  const lines = ordered.map(said => lineOf(said, here, facts))
  const found = new Set(lines.flatMap(({ productId }) => productId ?? []))
  return [...withoutComponents(lines, here), ...onlyHere(here, found)]
}

type Facts = {
  cycles: ReadonlySet<string>
  /** How many products of the catalogue mean the same one here. */
  meanings: ReadonlyMap<string, number>
  /** Whose the barcodes here are, by barcode. */
  barcodes: ReadonlyMap<string, string[]>
  /** Products here that a bundle here is split by, and the code of that bundle. */
  splitBy: ReadonlyMap<string, string>
}

function factsOf(products: readonly CatalogueProduct[], here: Here): Facts {
  const meanings = new Map<string, number>()
  for (const { code } of products) {
    const id = here.productOf(code)
    if (id) meanings.set(id, (meanings.get(id) ?? 0) + 1)
  }
  const standing = [...here.products.values()]
  const splitBy = standing.flatMap(bundle =>
    bundle.components.filter(({ weightCents }) => weightCents === null).map(({ code }) => [code, bundle.code] as const),
  )
  const barcodes = Map.groupBy(
    standing.filter(({ gtin }) => gtin !== ''),
    ({ gtin }) => gtin,
  )
  return {
    cycles: codesInCycles(products),
    meanings,
    barcodes: new Map([...barcodes].map(([gtin, of]) => [gtin, of.map(({ code }) => code)])),
    splitBy: new Map(splitBy),
  }
}

function lineOf(given: CatalogueProduct, here: Here, facts: Facts): ComparedLine {
  const productId = here.productOf(given.code) ?? null
  const standing = productId === null ? undefined : here.products.get(productId)
  const said = { ...given, components: given.components.map(one => ({ ...one, code: ourCode(one.code, here) })) }
  const line = { code: given.code, label: given.label, said: given, productId, reason: '', values: {}, changes: [] }
  const fault = faultOf(said, standing, here, facts)
  if (fault) return { ...line, verdict: 'conflict', reason: fault.code, values: fault.values ?? {} }
  if (!standing) return { ...line, verdict: 'new' }
  const changes = differences(standing, said)
  return { ...line, changes, verdict: changes.length === 0 ? 'same' : 'changed' }
}

/** How a product of the catalogue is called here. */
function ourCode(code: string, { productOf, products }: Here): string {
  const id = productOf(code)
  return (id && products.get(id)?.code) ?? code
}

function faultOf(
  said: CatalogueProduct,
  standing: CatalogueProduct | undefined,
  here: Here,
  { cycles, meanings, barcodes, splitBy }: Facts,
): Fault | undefined {
  if (standing && standing.kind !== said.kind)
    return { code: 'exchange.catalogueOtherKind', values: { here: standing.kind, there: said.kind } }
  if ((meanings.get(here.productOf(said.code) ?? '') ?? 0) > 1)
    return { code: 'exchange.catalogueSameProduct', values: { product: standing!.code } }
  if (cycles.has(said.code)) return { code: 'exchange.catalogueCycle' }
  if (said.title !== '' && !here.titles.has(said.title))
    return { code: 'exchange.catalogueTitleUnknown', values: { title: said.title } }
  if (said.issue !== '' && !here.issues.has(`${said.title} ${said.issue}`))
    return { code: 'exchange.catalogueIssueUnknown', values: { title: said.title, issue: said.issue } }
  if (said.kind !== 'bundle' && said.taxClass === null && !here.rates.has(said.vatRateBps ?? -1))
    return { code: 'exchange.catalogueRateUnknown', values: { rate: percent(said.vatRateBps) } }
  const other = said.gtin === '' ? undefined : barcodes.get(said.gtin)?.find(code => code !== standing?.code)
  if (other && standing?.gtin !== said.gtin)
    return { code: 'exchange.catalogueBarcodeTaken', values: { gtin: said.gtin, product: other } }
  const bundle = standing && said.priceCents === 0 && standing.priceCents > 0 ? splitBy.get(standing.code) : undefined
  if (bundle) return { code: 'catalog.bundleNeedsPrice', values: { bundle } }
  return here.refused(said)
}

const percent = (bps: number | null) => (bps === null ? '' : String(bps / 100).replace('.', ','))

/** Bundles whose components cannot be, as they are neither here nor to be added, are in conflict too. */
function withoutComponents(lines: ComparedLine[], here: Here): ComparedLine[] {
  const sound = lines.filter(({ verdict }) => verdict !== 'conflict')
  const known = new Map(
    [...here.products.values(), ...sound.map(({ said }) => said!)].map(({ code, kind, priceCents }) => [
      code,
      { code, kind, grossCents: priceCents },
    ]),
  )
  return lines.map(line => {
    if (line.verdict === 'conflict' || line.said?.kind !== 'bundle') return line
    const given = line.said.components.map(({ code, weightCents }) => ({ productId: code, weightCents }))
    const called = given.map(one => ({
      ...one,
      productId: known.has(one.productId) ? one.productId : ourCode(one.productId, here),
    }))
    const fault = compositionFault(line.code, called, known)
    if (!fault) return line
    const missing = called.find(({ productId }) => !known.has(productId))?.productId
    const isMissing = fault.code === 'catalog.componentUnknown' && missing
    return {
      ...line,
      ...{ verdict: 'conflict' as const, changes: [] },
      reason: isMissing ? 'exchange.catalogueComponentMissing' : fault.code,
      values: isMissing ? { product: missing } : (fault.values ?? {}),
    }
  })
}

/** What is not in the catalogue, of its families. */
function onlyHere({ products, families }: Here, found: ReadonlySet<string>): ComparedLine[] {
  const chosen = new Set(families)
  return [...products]
    .filter(
      ([id, { family, archivedOn }]) =>
        !found.has(id) && archivedOn === null && (chosen.size === 0 || chosen.has(family)),
    )
    .map(([productId, { code, label }]) => ({
      ...{ code, label, said: null, productId, verdict: 'only-here' as const, reason: '', values: {}, changes: [] },
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}
