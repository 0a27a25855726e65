import { roundHalfAwayFromZero, splitByLargestRemainder } from '../../../values/money.ts'
import type { Amounts, Vat } from './draft.ts'
import type { Supply } from './paper.ts'

/** A line of an issued document, and what credit notes took back of it. */
export type CreditableLine = Vat &
  Amounts & { id: string; label: string; quantity: number; supply: Supply; credited: Amounts }

/** An issued document as a credit note sees it. */
export type Creditable = {
  lines: readonly CreditableLine[]
  /** What is taken off or added to the whole; taken off is less than zero. */
  allowances: readonly (Vat & Amounts)[]
  /** Taken back of no line in particular, by rate and supply. */
  credited: readonly (Vat & Amounts & { supply: Supply })[]
}

/** What is to be taken back: all that is left, lines (all that is left of one, so many, or an amount), or amounts by rate, tax included. */
export type Asked = { whole: true } | { lines: readonly LineAsked[]; amounts: readonly RateAsked[] }

export type LineAsked = {
  lineId: string
  quantity?: number | undefined
  cents?: number | undefined
  /** What of the amount is without tax, as it was said elsewhere; counted when so much is not left. */
  netCents?: number | undefined
}
/** `supply`: of the goods or the services sold at that rate; else of both, by what is left of each. */
export type RateAsked = Vat & { cents: number; supply?: Supply | undefined }

/** One line of the credit note; of no line in particular, null. */
export type Credit = Vat & Amounts & { lineId: string | null; label: string; quantity: number; supply: Supply }

export type CreditFault = {
  code: 'invoicing.moreThanLeft' | 'invoicing.nothingLeft' | 'invoicing.unknownLine'
  field: string
  left: number
}

const NOTHING: Amounts = { netCents: 0, vatCents: 0, grossCents: 0 }
const plus = (one: Amounts, other: Amounts, sign = 1): Amounts => ({
  netCents: one.netCents + sign * other.netCents,
  vatCents: one.vatCents + sign * other.vatCents,
  grossCents: one.grossCents + sign * other.grossCents,
})
const minus = (one: Amounts, other: Amounts) => plus(one, other, -1)
const sum = (all: readonly Amounts[]) => all.reduce((total, one) => plus(total, one), NOTHING)
const keyOf = ({ vatCategory, vatRateBps }: Vat) => `${vatCategory} ${vatRateBps}`

export type LineLeft = CreditableLine & { charged: Amounts; left: Amounts }
export type RateLeft = Vat & { left: Amounts; lines: LineLeft[]; supplies: SupplyLeft[] }
/** What of a rate is left of goods, or of services, tax included. */
export type SupplyLeft = { supply: Supply; cents: number }

/**
 * What credit notes may still take back, by rate and line. A line was charged its part of what was taken off or added to
 * the whole; what was taken back of no line in particular lowers what is left at its rate.
 */
export function leftOf({ lines, allowances, credited }: Creditable): RateLeft[] {
  const rates = new Map([...lines, ...allowances].map(one => [keyOf(one), one]))
  return [...rates].map(([key, { vatCategory, vatRateBps }]) => {
    const ofRate = <One extends Vat & Amounts>(all: readonly One[]) => all.filter(one => keyOf(one) === key)
    const those = ofRate(lines)
    const charged = plus(sum(those), sum(ofRate(allowances)))
    const parts = sharesOf(charged, those)
    const found = those.map((line, at) => ({ ...line, charged: parts[at]!, left: minus(parts[at]!, line.credited) }))
    const left = minus(minus(charged, sum(those.map(line => line.credited))), sum(ofRate(credited)))
    return { vatCategory, vatRateBps, left, lines: found, supplies: suppliesLeft(found, ofRate(credited), left) }
  })
}

/** What the lines of each are left with, less what was taken back of no line in particular. */
function suppliesLeft(
  lines: readonly LineLeft[],
  credited: readonly (Amounts & { supply: Supply })[],
  { grossCents }: Amounts,
): SupplyLeft[] {
  return [...Map.groupBy(lines, ({ supply }) => supply)].map(([supply, those]) => {
    const charged = those.reduce((total, { left }) => total + Math.max(0, left.grossCents), 0)
    const taken = credited.filter(one => one.supply === supply).reduce((total, one) => total + one.grossCents, 0)
    return { supply, cents: Math.max(0, Math.min(charged - taken, grossCents)) }
  })
}

/** An amount split over lines by what they come to: exactly theirs when that is the amount. */
function sharesOf(whole: Amounts, lines: readonly Amounts[]): Amounts[] {
  if (sum(lines).grossCents === whole.grossCents)
    return lines.map(({ netCents, vatCents, grossCents }) => ({ netCents, vatCents, grossCents }))
  if (lines.length === 0) return []
  const gross = split(
    whole.grossCents,
    lines.map(({ grossCents }) => grossCents),
  )
  const net = split(whole.netCents, gross)
  return gross.map((grossCents, at) => ({ netCents: net[at]!, vatCents: grossCents - net[at]!, grossCents }))
}

const split = (cents: number, weights: readonly number[]) =>
  weights.every(weight => weight === 0)
    ? weights.map((_, at) => (at === 0 ? cents : 0))
    : splitByLargestRemainder(cents, weights)

/** So much of some amounts, tax included, in the same proportion; all of it is exactly all of it. */
function partOf(of: Amounts, grossCents: number): Amounts {
  if (grossCents === of.grossCents) return of
  const netCents = roundHalfAwayFromZero(BigInt(of.netCents) * BigInt(grossCents), of.grossCents)
  return { netCents, vatCents: grossCents - netCents, grossCents }
}

/** The lines of the credit note, or why it would take back more than is left. */
export function creditsOf(document: Creditable, asked: Asked): Credit[] | CreditFault {
  const rates = leftOf(document)
  if ('whole' in asked) return rates.flatMap(wholeOf)
  const credits: Credit[] = []
  const all = [
    ...asked.lines.map((one, at) => () => lineCredit(rates, one, `lines.${at}`)),
    ...asked.amounts.map((one, at) => () => rateCredit(rates, one, `amounts.${at}`)),
  ]
  for (const credited of all) {
    const found = credited()
    if ('code' in found) return found
    for (const credit of found) take(rates, credit)
    credits.push(...found)
  }
  return credits.length > 0 ? credits : { code: 'invoicing.nothingLeft', field: 'lines', left: 0 }
}

/** All that is left at a rate, over its lines; of a charge on the whole there may be none. */
function wholeOf(rate: RateLeft): Credit[] {
  const { left, lines, vatCategory, vatRateBps } = rate
  if (lines.length === 0) return left.grossCents > 0 ? [ofRate(rate, left, 'goods')] : []
  const parts = sharesOf(
    left,
    lines.map(line => line.left),
  )
  const untouched = left.grossCents === 0 && lines.every(({ credited }) => credited.grossCents === 0)
  return lines.flatMap(({ id, label, quantity, supply }, at) =>
    parts[at]!.grossCents > 0 || untouched
      ? [{ lineId: id, label, quantity, supply, vatCategory, vatRateBps, ...parts[at]! }]
      : [],
  )
}

function lineCredit(
  rates: readonly RateLeft[],
  { lineId, quantity, cents, netCents }: LineAsked,
  field: string,
): Credit[] | CreditFault {
  const rate = rates.find(({ lines }) => lines.some(({ id }) => id === lineId))
  const line = rate?.lines.find(({ id }) => id === lineId)
  if (!rate || !line) return { code: 'invoicing.unknownLine', field: `${field}.lineId`, left: 0 }
  const left = line.left.grossCents <= rate.left.grossCents ? line.left : partOf(line.left, rate.left.grossCents)
  const { id, label, supply, vatCategory, vatRateBps } = line
  const of = (amounts: Amounts, count: number): Credit[] => [
    { lineId: id, label, quantity: count, supply, vatCategory, vatRateBps, ...amounts },
  ]
  if (left.grossCents === 0 && line.charged.grossCents > 0) return { code: 'invoicing.nothingLeft', field, left: 0 }
  if (quantity === undefined && cents === undefined)
    return of(left.grossCents === rate.left.grossCents ? rate.left : left, line.quantity)
  const wanted = cents ?? roundHalfAwayFromZero(BigInt(line.charged.grossCents) * BigInt(quantity!), line.quantity)
  // The last of several may be a cent more than what their rounding left.
  const rounded = cents === undefined && wanted === left.grossCents + 1 ? left.grossCents : wanted
  if (rounded > left.grossCents || (quantity ?? 1) > line.quantity)
    return {
      code: 'invoicing.moreThanLeft',
      field: `${field}.${cents === undefined ? 'quantity' : 'cents'}`,
      left: left.grossCents,
    }
  if (rounded === rate.left.grossCents) return of(rate.left, quantity ?? 1)
  return of(saidOf(left, rounded, netCents) ?? partOf(left, rounded), quantity ?? 1)
}

/** An amount as it was said elsewhere, when so much is left of both its parts. */
function saidOf(left: Amounts, grossCents: number, netCents: number | undefined): Amounts | undefined {
  if (netCents === undefined) return undefined
  const vatCents = grossCents - netCents
  const isLeft = netCents >= 0 && vatCents >= 0 && netCents <= left.netCents && vatCents <= left.vatCents
  return isLeft ? { netCents, vatCents, grossCents } : undefined
}

/** An amount at a rate takes back what it is said to, else goods and services by what is left of each: their VAT is not due on the same day. */
function rateCredit(
  rates: readonly RateLeft[],
  { cents, supply, ...vat }: RateAsked,
  field: string,
): Credit[] | CreditFault {
  const rate = rates.find(one => keyOf(one) === keyOf(vat))
  const supplies = rate?.supplies.filter(one => supply === undefined || one.supply === supply) ?? []
  const left = supply === undefined ? (rate?.left.grossCents ?? 0) : (supplies[0]?.cents ?? 0)
  if (!rate || cents > left) return { code: 'invoicing.moreThanLeft', field: `${field}.cents`, left }
  if (supplies.length < 2) return [ofRate(rate, partOf(rate.left, cents), supplies[0]?.supply ?? 'goods')]
  const parts = split(
    cents,
    supplies.map(one => one.cents),
  )
  let rest = rate.left
  return supplies.flatMap((one, at) => {
    if (parts[at] === 0) return []
    const amounts = partOf(rest, parts[at]!)
    rest = minus(rest, amounts)
    return [ofRate(rate, amounts, one.supply)]
  })
}

const ofRate = ({ vatCategory, vatRateBps }: Vat, amounts: Amounts, supply: Supply): Credit => ({
  lineId: null,
  label: '',
  quantity: 1,
  supply,
  vatCategory,
  vatRateBps,
  ...amounts,
})

/** What one credit took, the next does not take again. */
function take(rates: RateLeft[], credit: Credit) {
  const rate = rates.find(one => keyOf(one) === keyOf(credit))!
  rate.left = minus(rate.left, credit)
  const line = rate.lines.find(({ id }) => id === credit.lineId)
  if (line) line.left = minus(line.left, credit)
  for (const one of rate.supplies)
    if (one.supply === credit.supply) one.cents = Math.max(0, one.cents - credit.grossCents)
}

/** What is left of all of it, tax included. */
export const leftCents = (document: Creditable): number =>
  leftOf(document).reduce((total, { left }) => total + left.grossCents, 0)
