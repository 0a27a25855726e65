import { percentOf } from '../../../values/money.ts'
import type { PriceBasis, VatCategory } from './document.ts'

export type DocumentAmounts = { netCents: number; vatCents: number; grossCents: number }
type Rated = { vatCategory: VatCategory; vatRateBps: number }

/** A quantity at a price; the amount of the whole line; or all its amounts, brought from elsewhere, which stay. */
export type LineToTotal = Rated &
  (
    | { quantity: number; unitCents: number; discountBps?: number | null; discountCents?: number }
    | { cents: number }
    | { amounts: DocumentAmounts }
  )

/** Taken off or added to the document at one rate: a percentage of its lines at that rate, an amount, or all amounts. */
export type AllowanceToTotal = Rated & { kind: 'discount' | 'charge' | 'deposit' } & (
    | { percentBps: number }
    | { cents: number }
    | { amounts: DocumentAmounts }
  )

/** Prices, discounts and amounts are in the basis of the document. */
export type DocumentToTotal = {
  priceBasis: PriceBasis
  lines: readonly LineToTotal[]
  allowances?: readonly AllowanceToTotal[]
}

export type Totals = DocumentAmounts & {
  lines: (DocumentAmounts & { discountCents: number })[]
  /** More than zero whatever their kind, as they are given. */
  allowances: DocumentAmounts[]
  /** By category and rate, the highest rate first (BG-23). */
  breakdown: (Rated & DocumentAmounts)[]
  /** Net of the lines (BT-106), of what is taken off (BT-107), of what is added (BT-108). */
  linesNetCents: number
  takenOffNetCents: number
  addedNetCents: number
}

/** What is counted of a line or allowance: its amount in the basis, or all of it, and whether it is taken off. */
type Item = Rated & { sign: 1 | -1; cents: number; amounts: DocumentAmounts | undefined }

/**
 * The amounts of a document, in integer cents. Source: EN 16931 BR-CO-10 to BR-CO-17, X-10, X-11.
 * VAT is that of the sum at each category and rate. What was entered never moves: with net prices VAT is added; with gross
 * ones it is taken out, and may then be a cent beside what the rate of its net rounds to. Lines and allowances share it by
 * largest remainder, so that each is less than a cent from its own and the sums hold exactly.
 */
export function totalsOf({ priceBasis, lines, allowances = [] }: DocumentToTotal): Totals {
  const discounts = lines.map(discountOf)
  const lineItems = lines.map((line, at): Item => lineItem(line, priceBasis, discounts[at]!))
  const allowanceItems = allowances.map((allowance): Item => allowanceItem(allowance, priceBasis, lineItems))
  const items = [...lineItems, ...allowanceItems]
  const found = new Map<Item, DocumentAmounts>()
  const breakdown = [...Map.groupBy(items, keyOf).values()].map(group => {
    for (const [item, amounts] of shared(group, priceBasis)) found.set(item, amounts)
    const { vatCategory, vatRateBps } = group[0]!
    return { vatCategory, vatRateBps, ...signedSum(group, found) }
  })
  const net = (some: readonly Item[]) => some.reduce((sum, item) => sum + found.get(item)!.netCents, 0)
  return {
    lines: lineItems.map((item, at) => ({ ...found.get(item)!, discountCents: discounts[at]! })),
    allowances: allowanceItems.map(item => found.get(item)!),
    breakdown: breakdown.toSorted((a, b) => b.vatRateBps - a.vatRateBps || (a.vatCategory < b.vatCategory ? -1 : 1)),
    linesNetCents: net(lineItems),
    takenOffNetCents: net(allowanceItems.filter(({ sign }) => sign < 0)),
    addedNetCents: net(allowanceItems.filter(({ sign }) => sign > 0)),
    ...signedSum(items, found),
  }
}

export type TotalsFault = { code: string; field: string }

/**
 * Why a document cannot be: more is taken off than there is, of a line, at a rate, or in all. Undefined when it can. What
 * was taken off elsewhere may have been more than there was at its rate.
 */
export function totalsFault(document: DocumentToTotal): TotalsFault | undefined {
  for (const [at, line] of document.lines.entries())
    if (discountOf(line) > beforeDiscount(line))
      return { code: 'invoicing.discountBeyondLine', field: `lines.${at}.discountCents` }
  const { breakdown, ...total } = totalsOf(document)
  const elsewhere = new Set(
    (document.allowances ?? []).filter(one => 'amounts' in one && one.kind === 'discount').map(keyOf),
  )
  const counted = breakdown.filter(group => !elsewhere.has(keyOf(group)))
  return [...counted, total].some(({ netCents, vatCents, grossCents }) => Math.min(netCents, vatCents, grossCents) < 0)
    ? { code: 'invoicing.takenOffBeyondLines', field: 'allowances' }
    : undefined
}

/** What remains to be paid (BT-115), after what was paid before. Source: BR-CO-16. */
export const dueCents = ({ grossCents }: Pick<DocumentAmounts, 'grossCents'>, paidCents = 0): number =>
  grossCents - paidCents

const beforeDiscount = (line: LineToTotal) => ('unitCents' in line ? line.quantity * line.unitCents : 0)

function discountOf(line: LineToTotal): number {
  if (!('unitCents' in line)) return 0
  return typeof line.discountBps === 'number'
    ? percentOf(beforeDiscount(line), line.discountBps)
    : (line.discountCents ?? 0)
}

function lineItem(line: LineToTotal, basis: PriceBasis, discount: number): Item {
  const { vatCategory, vatRateBps } = line
  const rated = { vatCategory, vatRateBps, sign: 1 } as const
  if ('amounts' in line) return { ...rated, cents: inBasis(line.amounts, basis), amounts: line.amounts }
  return { ...rated, cents: 'cents' in line ? line.cents : beforeDiscount(line) - discount, amounts: undefined }
}

function allowanceItem(allowance: AllowanceToTotal, basis: PriceBasis, lines: readonly Item[]): Item {
  const { vatCategory, vatRateBps, kind } = allowance
  const rated = { vatCategory, vatRateBps, sign: kind === 'charge' ? 1 : -1 } as const
  if ('amounts' in allowance) return { ...rated, cents: inBasis(allowance.amounts, basis), amounts: allowance.amounts }
  if ('cents' in allowance) return { ...rated, cents: allowance.cents, amounts: undefined }
  const ofRate = lines.filter(line => keyOf(line) === keyOf(rated)).reduce((sum, { cents }) => sum + cents, 0)
  return { ...rated, cents: percentOf(ofRate, allowance.percentBps), amounts: undefined }
}

const inBasis = ({ netCents, grossCents }: DocumentAmounts, basis: PriceBasis) =>
  basis === 'gross' ? grossCents : netCents

const keyOf = ({ vatCategory, vatRateBps }: Rated) => `${vatCategory} ${vatRateBps}`

/** The amounts of each item of one rate: those given as they are, the VAT of the sum of the others shared among them. */
function shared(group: readonly Item[], basis: PriceBasis): [Item, DocumentAmounts][] {
  const counted = group.filter(({ amounts }) => !amounts)
  const rate = BigInt(group[0]!.vatRateBps)
  const whole = basis === 'gross' ? WHOLE_BPS + rate : WHOLE_BPS
  const vats = sharedRounding(
    counted.map(({ sign, cents }) => BigInt(sign * cents) * rate),
    whole,
    basis,
  )
  const vatOf = new Map(counted.map((item, at) => [item, 0 + item.sign * vats[at]!])) // 0 + makes no -0
  return group.map(item => {
    if (item.amounts) return [item, item.amounts]
    const vatCents = vatOf.get(item)!
    const { cents } = item
    return basis === 'gross'
      ? [item, { netCents: cents - vatCents, vatCents, grossCents: cents }]
      : [item, { netCents: cents, vatCents, grossCents: cents + vatCents }]
  })
}

const WHOLE_BPS = 10_000n

/**
 * Each part divided by `whole`, rounded down or up so that the sum is that of the whole, rounded once: half a cent is VAT
 * when it is added, and net when it is taken out. Those cut most get the cents left over, the first winning a tie.
 */
function sharedRounding(parts: readonly bigint[], whole: bigint, basis: PriceBasis): number[] {
  const sum = parts.reduce((total, part) => total + part, 0n)
  const magnitude = sum < 0n ? -sum : sum
  const rounded =
    basis === 'gross' ? (2n * magnitude + whole - 1n) / (2n * whole) : (2n * magnitude + whole) / (2n * whole)
  const cut = parts.map((part, at) => ({ at, floor: floor(part, whole), rest: part - floor(part, whole) * whole }))
  const left = Number((sum < 0n ? -rounded : rounded) - cut.reduce((total, part) => total + part.floor, 0n))
  const raised = new Set(
    cut
      .toSorted((a, b) => Number(b.rest > a.rest) - Number(b.rest < a.rest))
      .slice(0, left)
      .map(({ at }) => at),
  )
  return cut.map(part => Number(part.floor) + (raised.has(part.at) ? 1 : 0))
}

const floor = (part: bigint, whole: bigint) => (part - (((part % whole) + whole) % whole)) / whole

const signedSum = (items: readonly Item[], found: ReadonlyMap<Item, DocumentAmounts>): DocumentAmounts =>
  items.reduce(
    (sum, item) => {
      const { netCents, vatCents, grossCents } = found.get(item)!
      return {
        netCents: sum.netCents + item.sign * netCents,
        vatCents: sum.vatCents + item.sign * vatCents,
        grossCents: sum.grossCents + item.sign * grossCents,
      }
    },
    { netCents: 0, vatCents: 0, grossCents: 0 },
  )
