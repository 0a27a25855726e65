import { percentOf, splitByLargestRemainder } from '../../../values/money.ts'
import type { Territory, VatCategory } from '../../invoicing/rules/document.ts'
import type { AmountsElsewhere } from '../../invoicing/rules/draft.ts'
import { territoryOf } from '../../invoicing/rules/vat.ts'
import type { ShopLine, ShopOrder, ShopTax } from './order.ts'

/** One row of an invoice with the shop's figures; `of` is the line of the order it is or is a part of, null: of none. */
export type Figure = { of: string | null; label: string; amounts: AmountsElsewhere }

/** An order as an invoice says it: lines and discounts, all of them zero or more, that come to the shop's total. */
export type Figures = { lines: Figure[]; discounts: Figure[] }

export type FigureWords = { rounding: string; difference: string; tax: string }

type Part = {
  of: string | null
  label: string
  vatCategory: VatCategory
  vatRateBps: number
  netCents: number
  vatCents: number
}
type Place = { territory: Territory; services: ReadonlySet<string>; words: FigureWords }

/**
 * The invoice of an order, exact to the cent: each line as the shop counted it, what is below zero as a discount of the
 * whole, and in one row of no VAT what the shop's own sums differ by. Rates of the Union stay; what is charged elsewhere
 * is no VAT of ours, and stands as text. `services` are the lines of products that are no goods.
 * Source: E7, W-13 to W-16.
 */
export function figuresOf(order: ShopOrder, words: FigureWords, services: ReadonlySet<string> = new Set()): Figures {
  const { country, postcode } = order.shipping ?? order.billing
  const place: Place = { territory: territoryOf({ country, postcode, vatNumber: order.vatNumber }), services, words }
  const parts = withOrderTax(
    order,
    order.lines.flatMap(line => partsOf(line, place)),
  )
  const known = [...parts.filter(({ of }) => of !== null), ...summedByLabel(parts.filter(({ of }) => of === null))]
  const differs = order.totalCents - known.reduce((sum, { netCents, vatCents }) => sum + netCents + vatCents, 0)
  const label = Math.abs(differs) <= order.lines.length + 1 ? words.rounding : words.difference
  const all = withoutMix(
    [...known, ...(differs === 0 ? [] : [untaxed(null, label, differs, place)])].flatMap(part =>
      ofOneSign(part, place),
    ),
  )
  const isTakenOff = ({ netCents, vatCents }: Part) => netCents < 0 || vatCents < 0
  return {
    lines: all.filter(part => !isTakenOff(part)).map(part => figure(part, 1)),
    discounts: all.filter(isTakenOff).map(part => figure(part, -1)),
  }
}

function figure({ of, label, vatCategory, vatRateBps, ...part }: Part, sign: 1 | -1): Figure {
  const netCents = 0 + sign * part.netCents // 0 + makes no -0
  const vatCents = 0 + sign * part.vatCents
  return { of, label, amounts: { netCents, vatCents, grossCents: netCents + vatCents, vatRateBps, vatCategory } }
}

function untaxed(of: string | null, label: string, netCents: number, { territory, services }: Place): Part {
  const service = of !== null && services.has(of)
  return { of, label, vatCategory: untaxedIn(territory, service), vatRateBps: 0, netCents, vatCents: 0 }
}

function untaxedIn(territory: Territory, service: boolean): VatCategory {
  if (territory === 'outside') return service ? 'O' : 'G'
  if (territory === 'eu-business') return service ? 'AE' : 'K'
  return 'E'
}

/** The rates that France has had in this century: charged on what leaves the Union, they are its VAT all the same. */
const FRENCH_RATES = new Set([90, 105, 175, 210, 550, 700, 850, 1000, 1300, 1960, 2000])

const isVat = ({ rateBps }: ShopTax, territory: Territory) =>
  Number.isInteger(rateBps) && rateBps > 0 && (territory !== 'outside' || FRENCH_RATES.has(rateBps))

/** A line at its rate; at several, where they share what it costs; or without VAT, and what was charged of it as text. */
function partsOf(line: ShopLine, place: Place): Part[] {
  const { externalId: of, name: label, netCents, taxCents } = line
  const charged = line.taxes.filter(({ cents }) => cents !== 0)
  const taxes = charged.length > 0 ? charged : line.taxes.slice(0, 1)
  if (taxes.length === 0 && taxCents === 0) return [untaxed(of, label, netCents, place)]
  const bases = taxes.every(tax => isVat(tax, place.territory)) ? basesOf(line, taxes) : undefined
  if (!bases) return taxedElsewhere(line, taxes, place)
  const vats = adjusted(
    taxes.map(({ cents }) => cents),
    taxCents,
  )
  const rest = netCents - bases.reduce((sum, base) => sum + base, 0)
  const rated = taxes
    .map(
      ({ rateBps }, at): Part => ({
        of,
        label,
        vatCategory: 'S',
        vatRateBps: rateBps,
        netCents: bases[at]!,
        vatCents: vats[at]!,
      }),
    )
    .filter(part => part.netCents !== 0 || part.vatCents !== 0 || (rest === 0 && taxes.length === 1))
  return [...rated, ...(rest === 0 ? [] : [untaxed(of, label, rest, place)])]
}

/**
 * How much of a line bears each of its taxes, from what they come to: all of it, when there is one; their parts of it,
 * when a fee is spread over the rates of a cart; less than it, when some of it is exempt. Undefined: taxes upon one
 * another, or upon less than nothing, are no VAT.
 */
function basesOf({ netCents, quantity }: ShopLine, taxes: readonly ShopTax[]): number[] | undefined {
  const [only] = taxes
  if (taxes.length === 0 || taxes.some(({ cents }) => cents * netCents < 0)) return undefined
  const near = 1 + Math.ceil(Math.abs(quantity) / 2) // a shop may round each unit
  if (taxes.length === 1 && Math.abs(percentOf(netCents, only!.rateBps) - only!.cents) <= near) return [netCents]
  const bases = taxes.map(({ cents, rateBps }) => Math.round((cents * 10_000) / rateBps))
  const sum = bases.reduce((total, base) => total + base, 0)
  const slack = taxes.reduce((total, { rateBps }) => total + Math.ceil((near * 10_000) / rateBps), 1)
  if (Math.abs(sum) < Math.abs(netCents) - slack) return bases
  if (taxes.length === 1) return [netCents]
  if (Math.abs(sum) > Math.abs(netCents) + slack || sum === 0) return undefined
  return splitByLargestRemainder(netCents, bases.map(Math.abs))
}

/** What the line itself says of its tax, which may be a cent beside the sum of its taxes: the largest takes it. */
function adjusted(cents: readonly number[], total: number): number[] {
  const sum = cents.reduce((a, b) => a + b, 0)
  const largest = cents.reduce((best, one, at) => (Math.abs(one) > Math.abs(cents[best]!) ? at : best), 0)
  return cents.map((one, at) => (at === largest ? one + total - sum : one))
}

function taxedElsewhere(line: ShopLine, taxes: readonly ShopTax[], place: Place): Part[] {
  const { externalId, name, netCents, taxCents } = line
  const named = taxes.length > 0 ? taxes : [{ label: '', cents: taxCents }]
  const cents = adjusted(
    named.map(tax => tax.cents),
    taxCents,
  )
  return [
    untaxed(externalId, name, netCents, place),
    ...named.map(({ label }, at) => untaxed(null, label || place.words.tax, cents[at]!, place)),
  ]
}

/** One row for each tax of elsewhere. */
const summedByLabel = (parts: readonly Part[]): Part[] =>
  [...Map.groupBy(parts, ({ label }) => label).values()]
    .map(those => ({ ...those[0]!, netCents: those.reduce((sum, { netCents }) => sum + netCents, 0) }))
    .filter(({ netCents }) => netCents !== 0)

/**
 * The tax of the order as the shop says it, which may be a cent beside that of its lines when it rounds the whole: the
 * line takes it whose rate lacks it most. Source: W-14.
 */
function withOrderTax({ taxCents, lines }: ShopOrder, parts: readonly Part[]): readonly Part[] {
  const lacking = taxCents - parts.reduce((sum, { vatCents }) => sum + vatCents, 0)
  const elsewhere = parts.some(({ of }) => of === null)
  if (lacking === 0 || elsewhere || Math.abs(lacking) > lines.length) return parts
  const groups = [...Map.groupBy(parts, ({ vatRateBps }) => vatRateBps)].map(([rate, those]) => {
    const sum = (of: 'netCents' | 'vatCents') => those.reduce((total, part) => total + part[of], 0)
    return { those, lacks: (percentOf(sum('netCents'), rate) - sum('vatCents')) * Math.sign(lacking) }
  })
  const takers = groups.toSorted((a, b) => b.lacks - a.lacks).flatMap(({ those }) => mostTaxed(those))
  const taker = takers.find(({ vatCents }) => vatCents > 0 && vatCents + lacking >= 0)
  return taker ? parts.map(part => (part === taker ? { ...part, vatCents: part.vatCents + lacking } : part)) : parts
}

const mostTaxed = (parts: readonly Part[]) => parts.toSorted((a, b) => b.vatCents - a.vatCents).slice(0, 1)

/** An amount and a tax of other signs are no VAT: each stands by itself. */
function ofOneSign(part: Part, place: Place): Part[] {
  const { of, label, netCents, vatCents } = part
  if (netCents * vatCents >= 0) return [part]
  return [untaxed(of, label, netCents, place), untaxed(null, place.words.tax, vatCents, place)]
}

/**
 * What is outside VAT stands alone on a document (BR-O-11): what is no line of the order is so too, and beside goods or
 * rates it is said to be without VAT instead.
 */
function withoutMix(parts: readonly Part[]): readonly Part[] {
  if (!parts.some(({ vatCategory }) => vatCategory === 'O')) return parts
  const alone = parts.every(({ of, vatCategory }) => vatCategory === 'O' || (of === null && vatCategory === 'G'))
  const [from, to] = alone ? (['G', 'O'] as const) : (['O', 'E'] as const)
  return parts.map(part => (part.vatCategory === from ? { ...part, vatCategory: to } : part))
}
