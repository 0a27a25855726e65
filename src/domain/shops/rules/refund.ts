import { splitByLargestRemainder } from '../../../values/money.ts'
import type { Asked, Creditable, LineAsked, RateAsked, RateLeft } from '../../invoicing/rules/credit.ts'
import { leftOf } from '../../invoicing/rules/credit.ts'
import type { RefundKind, ShopRefund } from './order.ts'

/** What a refund takes back of an invoice: exactly its amount. */
export type Refunding = {
  kind: RefundKind
  asked: Asked
  /** Lines of which nothing is left, all of it together. */
  endedLines: string[]
}

type Refunded = Pick<ShopRefund, 'cents' | 'lines'>

/**
 * What a refund takes back of an invoice, to the cent: all that is left, the lines it names as far as they were charged,
 * and what goes beyond them by the rates of the invoice. Undefined: more than is left. Source: E6, W-9, W-10.
 */
export function refundingOf(
  document: Creditable,
  { cents, lines }: Refunded,
  linesOf: ReadonlyMap<string, readonly string[]>,
): Refunding | undefined {
  const rates = leftOf(document)
  const left = total(rates)
  if (cents > left) return undefined
  if (cents === left) return { kind: 'whole', asked: { whole: true }, endedLines: document.lines.map(({ id }) => id) }
  const taking = { rates, rest: cents, lines: [] as LineAsked[], amounts: new Map<RateLeft, number>() }
  const named = lines.flatMap(line => amongItsProducts(line, linesOf.get(line.lineId) ?? [], document))
  for (const line of inProportion(named, cents)) takeLine(taking, line)
  spreadRest(taking)
  const amounts = [...taking.amounts].map(
    ([{ vatCategory, vatRateBps }, amount]): RateAsked => ({ vatCategory, vatRateBps, cents: amount }),
  )
  return {
    kind: lines.length > 0 ? 'lines' : 'amount',
    asked: { lines: taking.lines, amounts },
    endedLines: ended(document, { taken: taking.lines, named }),
  }
}

const total = (rates: readonly RateLeft[]) => rates.reduce((sum, { left }) => sum + left.grossCents, 0)

/** What is refunded of a line, by the id of the line of the invoice it is. */
type Line = ShopRefund['lines'][number]
type Taking = { rates: RateLeft[]; rest: number; lines: LineAsked[]; amounts: Map<RateLeft, number> }

/** A bundle is a line of the invoice for each of its products: each is refunded its part of what they came to. */
function amongItsProducts(line: Line, ids: readonly string[], document: Creditable): Line[] {
  const own = ids.flatMap(lineId => document.lines.find(({ id }) => id === lineId) ?? [])
  if (own.length < 2) return [{ ...line, lineId: own[0]?.id ?? line.lineId }]
  const [nets, taxes] = [line.netCents, line.taxCents].map(cents => splitByLargestRemainder(cents, keysOf(own)))
  return own.map(({ id }, at) => ({ ...line, lineId: id, netCents: nets![at]!, taxCents: taxes![at]! }))
}

/** Those that all were given for nothing share alike. */
const keysOf = (lines: Creditable['lines']) => {
  const free = lines.every(({ grossCents }) => grossCents === 0)
  return lines.map(({ grossCents }) => (free ? 1 : grossCents))
}

/** Lines that come to more than the refund itself are each refunded their part of it. */
function inProportion(lines: readonly Line[], cents: number): readonly Line[] {
  const grosses = lines.map(({ netCents, taxCents }) => Math.max(0, netCents + taxCents))
  if (grosses.reduce((sum, gross) => sum + gross, 0) <= cents) return lines
  const parts = splitByLargestRemainder(cents, grosses)
  return lines.map((line, at) => ({ ...line, netCents: parts[at]!, taxCents: 0 }))
}

/** So much of the line as it was charged; the rest of it at its rate. */
function takeLine(taking: Taking, { lineId, quantity, netCents, taxCents }: Line) {
  const rate = taking.rates.find(({ lines }) => lines.some(({ id }) => id === lineId))
  const line = rate?.lines.find(({ id }) => id === lineId)
  if (!rate || !line) return
  const wanted = Math.min(netCents + taxCents, taking.rest)
  const ofLine = Math.max(0, Math.min(wanted, line.left.grossCents, rate.left.grossCents))
  if (ofLine > 0) {
    const said = ofLine === netCents + taxCents && taxCents > 0 ? { netCents } : {}
    const count = Math.min(Math.max(1, quantity), line.quantity)
    taking.lines.push({ lineId: line.id, quantity: count, cents: ofLine, ...said })
    line.left = less(line.left, ofLine)
    take(taking, rate, ofLine)
  }
  const atRate = Math.min(wanted - ofLine, rate.left.grossCents)
  if (atRate > 0) takeAtRate(taking, rate, atRate)
}

/** What no line was refunded for, by what is left at each rate; a rate of discounts alone has nothing to give back. */
function spreadRest(taking: Taking) {
  if (taking.rest === 0) return
  const parts = splitByLargestRemainder(
    taking.rest,
    taking.rates.map(({ left }) => Math.max(0, left.grossCents)),
  )
  for (const [at, cents] of parts.entries()) if (cents > 0) takeAtRate(taking, taking.rates[at]!, cents)
}

function takeAtRate(taking: Taking, rate: RateLeft, cents: number) {
  taking.amounts.set(rate, (taking.amounts.get(rate) ?? 0) + cents)
  take(taking, rate, cents)
}

function take(taking: Taking, rate: RateLeft, cents: number) {
  rate.left = less(rate.left, cents)
  taking.rest -= cents
}

const less = (amounts: RateLeft['left'], cents: number) => ({ ...amounts, grossCents: amounts.grossCents - cents })

type Taken = { taken: readonly LineAsked[]; named: readonly Line[] }

/** Lines that nothing is left of; one that cost nothing, when all of it came back. */
function ended(document: Creditable, { taken, named }: Taken): string[] {
  const left = new Map(
    leftOf(document).flatMap(rate => rate.lines.map(line => [line.id, line.left.grossCents] as const)),
  )
  for (const { lineId, cents } of taken) left.set(lineId, left.get(lineId)! - cents!)
  return document.lines.flatMap(({ id, grossCents, quantity }) => {
    const own = named.filter(({ lineId }) => lineId === id)
    if (own.length === 0 || left.get(id)! > 0) return []
    return grossCents > 0 || own.reduce((sum, line) => sum + line.quantity, 0) >= quantity ? [id] : []
  })
}
