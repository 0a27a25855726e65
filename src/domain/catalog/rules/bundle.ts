import { netFromGross, parseMoney, splitByLargestRemainder } from '../../../values/money.ts'
import { bothPrices, type PriceBasis } from './price.ts'
import { type ProductKind, productCode } from './product-code.ts'
import type { Taxed } from './tax.ts'

/** A product within a bundle, with its own price and rate. */
export type Component = {
  productId: string
  code: string
  label: string
  kind: ProductKind
  titleId: string | null
  /** Its part of the key, tax included; null: its own price. */
  weightCents: number | null
  vatRateBps: number
  netCents: number
  grossCents: number
}

/** A component with what tells its VAT where it is delivered. */
export type TaxedComponent = Component & Taxed

/** What a bundle is made of from a day on; days are `YYYY-MM-DD`. */
export type Composition<C extends Component = Component> = { startsOn: string; components: C[] }

type Dated = { startsOn: string }
type Amounts = { netCents: number; vatCents: number; grossCents: number }

/** The composition in force on a day, or undefined before the first one. */
export const inForce = <C extends Dated>(compositions: readonly C[], on: string): C | undefined =>
  compositions
    .filter(({ startsOn }) => startsOn <= on)
    .reduce<C | undefined>((latest, one) => (latest && latest.startsOn > one.startsOn ? latest : one), undefined)

/** What tells its price today: the composition in force, or the first to come. */
export const inForceOrFirst = <C extends Dated>(compositions: readonly C[], on: string): C | undefined =>
  inForce(compositions, on) ?? compositions.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0]

type Keyed = Pick<Component, 'productId' | 'weightCents' | 'vatRateBps' | 'netCents' | 'grossCents'>

/** What a component weighs in a split, on the side that is split. */
export function keyOf({ weightCents, vatRateBps, netCents, grossCents }: Keyed, side: PriceBasis): number {
  if (side === 'gross') return weightCents ?? grossCents
  return weightCents === null ? netCents : netFromGross(weightCents, vatRateBps)
}

/**
 * Parts of an amount by key: their sum never moves, and neither does a part when the components are put in another order.
 * Products that all became free since they were sold as one share alike.
 */
export function splitByKey(cents: number, components: readonly Keyed[], side: PriceBasis): number[] {
  const keys = components.map(component => keyOf(component, side))
  const free = keys.every(key => key === 0)
  const keyed = components.map(({ productId: id }, at) => ({ at, id, key: free ? 1 : keys[at]! }))
  const ordered = keyed.toSorted((a, b) => b.key - a.key || (a.id < b.id ? -1 : 1))
  const parts = splitByLargestRemainder(
    cents,
    ordered.map(({ key }) => key),
  )
  const partAt = new Map(ordered.map(({ at }, turn) => [at, parts[turn]!]))
  return components.map((_, at) => partAt.get(at)!)
}

/**
 * What each component comes to in a price entered with or without tax: that side is split to the cent, the other follows
 * from the rate of each. Source: CIR-14, L-8.
 */
export function sharesOf(
  { priceBasis, priceCents }: { priceBasis: string; priceCents: number },
  components: readonly Keyed[],
): Amounts[] {
  const side = priceBasis === 'net' ? 'net' : 'gross'
  return splitByKey(priceCents, components, side).map((cents, at) => {
    const { netCents, grossCents } = bothPrices(side, cents, components[at]!.vatRateBps)
    return { netCents, vatCents: grossCents - netCents, grossCents }
  })
}

/** Parts of what was invoiced elsewhere, at the one rate it had there: neither its net nor its VAT moves. */
export function sharesOfInvoiced({ netCents, vatCents }: Amounts, components: readonly Keyed[]): Amounts[] {
  const vat = splitByKey(vatCents, components, 'gross')
  return splitByKey(netCents, components, 'gross').map((net, at) => ({
    netCents: net,
    vatCents: vat[at]!,
    grossCents: net + vat[at]!,
  }))
}

/** The price of a bundle on both sides, and the rate its components come to together. */
export function bundlePrice(price: { priceBasis: string; priceCents: number }, components: readonly Keyed[]) {
  const shares = sharesOf(price, components)
  const netCents = shares.reduce((sum, share) => sum + share.netCents, 0)
  const grossCents = shares.reduce((sum, share) => sum + share.grossCents, 0)
  const vatRateBps = netCents === 0 ? 0 : Math.round(((grossCents - netCents) * 10_000) / netCents)
  return { netCents, grossCents, vatRateBps }
}

/** A component as it is said: by its product, perhaps with a weight of its own. */
export type GivenComponent = { productId: string; weightCents?: number | null | undefined }

type Known = { code: string; kind: ProductKind; grossCents: number }
type Fault = { code: string; field: string; values?: Record<string, string> }

/** Why a composition cannot be, or undefined. */
export function compositionFault(
  bundleId: string,
  given: readonly GivenComponent[],
  known: ReadonlyMap<string, Known>,
): Fault | undefined {
  if (given.length < 2) return { code: 'catalog.componentsMissing', field: 'components' }
  for (const [at, { productId, weightCents }] of given.entries()) {
    const field = `components.${at}.productId`
    const product = known.get(productId)
    if (productId === bundleId || product?.kind === 'bundle') return { code: 'catalog.bundleInBundle', field }
    if (!product) return { code: 'catalog.componentUnknown', field }
    if (given.findIndex(one => one.productId === productId) < at) return { code: 'catalog.componentTwice', field }
    if (!weightCents && product.grossCents === 0)
      return {
        code: 'catalog.componentPrice',
        field: `components.${at}.weightCents`,
        values: { product: product.code },
      }
  }
  return undefined
}

/** Whether a composition may begin on a day: nothing that was in force on a day before today changes. */
export const mayBegin = (startsOn: string, compositions: readonly Dated[], today: string): boolean =>
  startsOn >= today || compositions.every(one => startsOn < one.startsOn)

/** What `ABO-A112 + NUM-1 (9,00)` says, or undefined when it is not said so. */
export function parseComposition(typed: string): { code: string; weightCents: number | null }[] | undefined {
  const parts = typed.split('+').map(part => /^\s*([^()]+?)\s*(?:\(([^()]+)\))?\s*$/.exec(part))
  const read = parts.map(part => ({
    code: productCode(part?.[1] ?? ''),
    weightCents: part?.[2] === undefined ? null : parseMoney(part[2]),
    whole: part !== null && (part[2] === undefined || (parseMoney(part[2]) ?? 0) > 0),
  }))
  return read.every(({ whole }) => whole) ? read.map(({ code, weightCents }) => ({ code, weightCents })) : undefined
}

/** `ABO-A112 + NUM-1 (9,00)`: the codes in their order, a weight of its own in brackets. */
export const compositionText = (components: readonly Pick<Component, 'code' | 'weightCents'>[]): string =>
  components
    .map(({ code, weightCents }) =>
      weightCents === null ? code : `${code} (${(weightCents / 100).toFixed(2).replace('.', ',')})`,
    )
    .join(' + ')
