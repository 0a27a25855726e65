import { allAt, at, type Element, textAt } from '../../../platform/files/xml-tree.ts'
import { Unread } from '../rules/faults.ts'
import { centsAt, currencyAt } from './read-ubl.ts'

/** Single pieces, as UN/ECE Recommendations 20 and 21 call them. */
const ONES: ReadonlySet<string> = new Set(['', 'C62', 'EA', 'H87', 'NAR', 'NMB', 'PCE', 'XPP'])

/** A number as it is written, which a price of many decimals is: `count` units of so many `digits`. */
type Written = { count: bigint; digits: number }

function writtenAt(from: Element, path: string, place: string): Written | null {
  const text = textAt(from, path)
  if (text === '') return null
  const [, whole, rest = ''] = /^\+?(\d{1,15})(?:\.(\d{0,15}))?$/.exec(text) ?? []
  if (whole === undefined)
    throw new Unread(text.startsWith('-') ? 'exchange.negative' : 'exchange.notANumber', place, text)
  return { count: BigInt(whole + rest), digits: rest.length }
}

const powerOf10 = (digits: number) => 10n ** BigInt(digits)
const unitAt = (from: Element, path: string) =>
  /\sunitCode\s*=\s*["']\s*([^"']*?)\s*["']/.exec(at(from, path)?.attributes ?? '')?.[1] ?? ''

/** What is ordered here is counted by the piece: kilograms, hours and dozens are for somebody to look at. */
export function onlyPieces(from: Element, path: string, place: string) {
  const unit = unitAt(from, path)
  if (!ONES.has(unit.toUpperCase())) throw new Unread('exchange.otherUnit', place, unit)
}

/** What is taken off and put on, in cents. Source: UBL 2.1, AllowanceCharge. */
function adjustedBy(from: Element, currency: string, place: string): number {
  return allAt(from, 'AllowanceCharge').reduce((sum, one) => {
    const cents = centsAt(one, 'Amount', currency, place)
    const puts = textAt(one, 'ChargeIndicator')
    if (cents === null || !/^(true|false|1|0)$/.test(puts))
      throw new Unread('exchange.missing', `${place}: AllowanceCharge`)
    return sum + (puts === 'true' || puts === '1' ? cents : -cents)
  }, 0)
}

/** A line's own price for what is ordered, with the cents that the rounding of that price may hide; null: it says none. */
function counted(item: Element, quantity: number, currency: string, place: string) {
  const unit = currencyAt(item, 'Price/PriceAmount')
  if (unit !== undefined && unit !== currency) throw new Unread('exchange.otherCurrency', place, unit)
  const price = writtenAt(item, 'Price/PriceAmount', place)
  if (price === null) return null
  onlyPieces(item, 'Price/BaseQuantity', place)
  const base = writtenAt(item, 'Price/BaseQuantity', place) ?? { count: 1n, digits: 0 }
  if (base.count === 0n) throw new Unread('exchange.notAQuantity', place, '0')
  const pieces = BigInt(quantity) * powerOf10(base.digits)
  const whole = powerOf10(price.digits) * base.count
  const hidden = powerOf10(Math.max(price.digits, 2)) * base.count * 2n
  return {
    cents: Number((pieces * price.count * 200n + whole) / (whole * 2n)),
    rounding: 1 + Number((pieces * 100n + hidden - 1n) / hidden),
  }
}

/**
 * The amount of a line without tax, in cents. Where it says both an amount and a price, they must agree but for the rounding of
 * the price: what one of them hides is for somebody to look at. Source: Peppol BIS Ordering 3.
 */
export function netOf(item: Element, quantity: number, currency: string, place: string): number {
  const net = centsAt(item, 'LineExtensionAmount', currency, place)
  if (net !== null && net < 0) throw new Unread('exchange.negative', place, textAt(item, 'LineExtensionAmount'))
  const adjusted = adjustedBy(item, currency, place)
  const price = counted(item, quantity, currency, place)
  if (price === null) return net ?? missing(place)
  const by = price.cents + adjusted
  if (net === null) return by >= 0 ? by : missing(place)
  if (Math.abs(net - by) > price.rounding)
    throw new Unread('exchange.lineDiffers', place, textAt(item, 'LineExtensionAmount'))
  return net
}

function missing(place: string): never {
  throw new Unread('exchange.missing', `${place}: LineExtensionAmount`)
}

type Taxed = {
  netCents: number
  vatCents: number | null
  vatCategory: string | null
  vatRateBps: number
  quantity: number
}

/** Their tax of a line must be that of its rate, but for roundings by the piece. */
export function checkLineTax({ netCents, vatCents, vatCategory, vatRateBps, quantity }: Taxed, place: string) {
  if (vatCents === null || vatCategory === null) return
  if (Math.abs(vatCents - Math.round((netCents * vatRateBps) / 10_000)) > 1 + Math.ceil(quantity / 2))
    throw new Unread('exchange.taxDiffers', place, `${(vatCents / 100).toFixed(2)}`)
}

/** The sums of an order must be those of its lines, whatever it says them by: nothing is taken off or put on beside them. */
export function checkSums(root: Element, lines: readonly Taxed[], currency: string) {
  for (const one of allAt(root, 'AllowanceCharge'))
    if (centsAt(one, 'Amount', currency, 'AllowanceCharge') !== 0)
      throw new Unread('exchange.allowance', 'AllowanceCharge', textAt(one, 'Amount'))
  const total = (name: string) => centsAt(root, `AnticipatedMonetaryTotal/${name}`, currency, name)
  for (const name of ['AllowanceTotalAmount', 'ChargeTotalAmount'])
    if ((total(name) ?? 0) !== 0)
      throw new Unread('exchange.allowance', name, textAt(root, `AnticipatedMonetaryTotal/${name}`))
  const net = lines.reduce((sum, { netCents }) => sum + netCents, 0)
  for (const name of ['LineExtensionAmount', 'TaxExclusiveAmount'])
    if ((total(name) ?? net) !== net)
      throw new Unread('exchange.sumDiffers', name, textAt(root, `AnticipatedMonetaryTotal/${name}`))
  checkTax(root, lines, net, currency)
}

function checkTax(root: Element, lines: readonly Taxed[], net: number, currency: string) {
  const gross = centsAt(root, 'AnticipatedMonetaryTotal/TaxInclusiveAmount', currency, 'TaxInclusiveAmount')
  const said = allAt(root, 'TaxTotal').length === 1 ? centsAt(root, 'TaxTotal/TaxAmount', currency, 'TaxTotal') : null
  if (gross !== null && said !== null && gross !== net + said)
    throw new Unread(
      'exchange.sumDiffers',
      'TaxInclusiveAmount',
      textAt(root, 'AnticipatedMonetaryTotal/TaxInclusiveAmount'),
    )
  const tax = said ?? (gross === null ? null : gross - net)
  if (tax === null || lines.some(({ vatCents, vatCategory }) => vatCents === null && vatCategory === null)) return
  const expected = lines.reduce((sum, line) => sum + (line.vatCents ?? (line.netCents * line.vatRateBps) / 10_000), 0)
  // A cent of rounding a line, as taxes are rounded by the line or by the rate.
  if (Math.abs(tax - expected) > lines.length)
    throw new Unread('exchange.taxDiffers', 'TaxTotal', (tax / 100).toFixed(2))
}
