import { instantNow } from '../../../platform/clock.ts'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { composeAll } from '../../catalog/actions/bundles.ts'
import {
  changeProducts,
  createProducts,
  type ProductChange,
  type ToldProduct,
} from '../../catalog/actions/many-products.ts'
import { productsById } from '../../catalog/queries.ts'
import { type CataloguePart, type CatalogueProduct, type FieldChange, PART_OF } from '../rules/catalogue.ts'
import type { ComparedLine } from '../rules/compare-catalogue.ts'
import { partnerCatalogues } from '../tables.ts'
import { type Comparison, compare, keepComparison, type Named, productsSaid, toldProduct } from './compare-catalogue.ts'
import { applicable } from './partner-catalogues.ts'

/** How many products were added, changed and composed, and how many compositions wait for products that are not here. */
export type Applied = { added: number; changed: number; composed: number; waiting: number }

/**
 * Applies chosen parts of a catalogue to the products here, all in this transaction and in as many statements for ten thousand
 * products as for ten; what is in conflict stays as it is. Refuses when the products changed since they were compared, or when a
 * later catalogue was applied. What was invoiced and subscribed keeps its own prices. Source: D8, INT-9.
 */
export async function applyCatalogue(ctx: Ctx, id: string, parts: readonly CataloguePart[]): Promise<Applied> {
  const catalogue = await applicable(ctx, id)
  const said = await productsSaid(ctx, id)
  const comparison = await compare(ctx, catalogue, said)
  if (comparison.hash !== catalogue.comparison) refuse('exchange.catalogueMoved')
  const chosen = new Set(parts)
  const { lines, named } = comparison
  const added = chosen.has('added') ? lines.filter(({ verdict }) => verdict === 'new') : []
  const ids = await createProducts(
    ctx,
    added.map(({ said }) => toldProduct(said!, named)),
  )
  const changes = lines.flatMap(line => changeOf(line, chosen, named))
  await changeProducts(ctx, changes)
  const addedIds = new Map(added.map(({ code }, at) => [code, ids[at]!]))
  const composed = await composeBundles(ctx, toCompose(lines, chosen, addedIds), comparison, addedIds)
  const appliedParts = [...new Set([...catalogue.appliedParts, ...parts])].sort()
  await changeRecord(ctx, partnerCatalogues, id, { state: 'applied', appliedAt: instantNow(), appliedParts })
  await keepComparison(ctx, id, await compare(ctx, catalogue, said))
  return { added: added.length, changed: changes.length, ...composed }
}

type Chosen = ReadonlySet<CataloguePart>

/** The fields of the catalog that each part of a catalogue is. */
const FIELDS: Partial<Record<CataloguePart, readonly (keyof ToldProduct)[]>> = {
  names: ['label', 'family', 'brand'],
  prices: ['priceBasis', 'priceCents'],
  taxes: ['taxClass', 'vatRateBps', 'supply'],
  barcodes: ['ean13'],
  service: ['titleId', 'issueId', 'latestIssue', 'offerCode', 'termMonths', 'issuesDue', 'servedBy'],
  sale: ['archivedOn'],
}

/** What changes of a product here: of each chosen part that differs, all that the catalogue says. */
function changeOf({ verdict, said, productId, changes }: ComparedLine, chosen: Chosen, named: Named): ProductChange[] {
  if (verdict !== 'changed') return []
  const parts = new Set<CataloguePart>(changes.map(({ field }) => PART_OF[field]).filter(part => chosen.has(part)))
  const fields = [...parts].flatMap(part => FIELDS[part] ?? [])
  if (fields.length === 0) return []
  const told = toldProduct(said!, named)
  return [{ id: productId!, ...Object.fromEntries(fields.map(field => [field, told[field]])) }]
}

type Bundle = { bundleId: string; components: CatalogueProduct['components'] }

/** Bundles that are new, and those that are made otherwise here. */
const toCompose = (lines: readonly ComparedLine[], chosen: Chosen, addedIds: ReadonlyMap<string, string>): Bundle[] =>
  lines.flatMap(({ verdict, said, productId, code, changes }) => {
    if (said?.kind !== 'bundle') return []
    const addedId = verdict === 'new' ? addedIds.get(code) : undefined
    const isOther = verdict === 'changed' && chosen.has('compositions') && changes.some(isComposition)
    const bundleId = addedId ?? (isOther ? productId! : undefined)
    return bundleId ? [{ bundleId, components: said.components }] : []
  })

const isComposition = ({ field }: FieldChange) => field === 'components'

/** Says from today on what bundles are made of; those made of a product that is not here wait until it is. */
async function composeBundles(
  ctx: Ctx,
  bundles: readonly Bundle[],
  { here }: Comparison,
  addedIds: ReadonlyMap<string, string>,
) {
  const known = await productsById(
    ctx,
    bundles.map(({ bundleId }) => bundleId),
  )
  const asked = bundles.map(({ bundleId, components }) => ({
    bundleId,
    startsOn: ctx.today,
    before: known.get(bundleId)!.compositions,
    components: components.flatMap(({ code, weightCents }) => {
      const productId = addedIds.get(code) ?? here.productOf(code)
      return productId ? [{ productId, weightCents }] : []
    }),
  }))
  const whole = asked.filter(({ components }, at) => components.length === bundles[at]!.components.length)
  await composeAll(ctx, whole)
  return { composed: whole.length, waiting: asked.length - whole.length }
}
