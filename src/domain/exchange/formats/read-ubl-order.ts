import { allAt, at, type Element } from '../../../platform/files/xml-tree.ts'
import type { ExchangeLine, ExchangeOrder } from '../rules/documents.ts'
import { type ExchangeFault, Unread } from '../rules/faults.ts'
import {
  addressAt,
  centsAt,
  countAt,
  dayAt,
  needed,
  partyAt,
  positionAt,
  quantityAt,
  said,
  ublRoot,
  vatCategoryAt,
} from './read-ubl.ts'

const MOST_LINES = 10_000

/** Reads an order of UBL 2.1, ours or that of somebody else; never throws. */
export function readUblOrder(xml: string): { order: ExchangeOrder } | { fault: ExchangeFault } {
  try {
    const { kind, root } = ublRoot(xml)
    if (kind !== 'Order') return { fault: { code: 'exchange.notAnOrder', place: '', found: kind } }
    return { order: orderOf(root) }
  } catch (error) {
    if (error instanceof Unread) return { fault: error.fault }
    throw error
  }
}

function orderOf(root: Element): ExchangeOrder {
  const currency = said(root, 'DocumentCurrencyCode') || 'EUR'
  if (!/^[A-Z]{3}$/.test(currency)) throw new Unread('exchange.notACurrency', 'DocumentCurrencyCode', currency)
  const found = allAt(root, 'OrderLine/LineItem')
  if (found.length === 0) throw new Unread('exchange.noLines')
  if (found.length > MOST_LINES) throw new Unread('exchange.tooManyLines', '', String(found.length))
  const lines = found.map((item, place) => lineOf(item, place + 1, currency))
  if (new Set(lines.map(({ position }) => position)).size < lines.length) throw new Unread('exchange.linesTwice')
  const total = centsAt(root, 'AnticipatedMonetaryTotal/LineExtensionAmount', currency, 'AnticipatedMonetaryTotal')
  if (total !== null && total !== lines.reduce((sum, { netCents }) => sum + netCents, 0))
    throw new Unread('exchange.sumDiffers', 'AnticipatedMonetaryTotal')
  const place = at(root, 'Delivery/DeliveryLocation/Address')
  return {
    number: needed(root, 'ID', 'ID'),
    orderedOn: dayAt(root, 'IssueDate', 'IssueDate') ?? missing('IssueDate'),
    deliverOn: requested(root, 'Delivery'),
    currency,
    note: allAt(root, 'Note')
      .map(({ text }) => text)
      .join('\n')
      .slice(0, 2000),
    buyerReference: said(root, 'CustomerReference'),
    buyer: partyAt(root, 'BuyerCustomerParty'),
    seller: partyAt(root, 'SellerSupplierParty'),
    delivery: place ? addressAt(place) : null,
    lines,
  }
}

function missing(place: string): never {
  throw new Unread('exchange.missing', place)
}

const requested = (from: Element, place: string) =>
  dayAt(from, 'Delivery/RequestedDeliveryPeriod/EndDate', place) ??
  dayAt(from, 'Delivery/RequestedDeliveryPeriod/StartDate', place)

/** A line's place in its order is its id where that is a number, as ours is; else how far down it stands. */
function lineOf(item: Element, nth: number, currency: string): ExchangeLine {
  const place = `OrderLine ${nth}`
  const quantity = quantityAt(item, 'Quantity', place) ?? missing(place)
  if (quantity === 0) throw new Unread('exchange.notAQuantity', place, '0')
  const code = said(item, 'Item/SellersItemIdentification/ID')
  const label = said(item, 'Item/Name') || code
  if (label === '') throw new Unread('exchange.missing', `${place}: Item/Name`)
  const rateBps = countAt(at(item, 'Item/ClassifiedTaxCategory'), 'Percent', 2, place)
  return {
    position: positionAt(item, 'ID') ?? nth,
    code,
    gtin: said(item, 'Item/StandardItemIdentification/ID').replace(/\D/g, ''),
    label,
    description: said(item, 'Item/Description'),
    quantity,
    netCents: centsAt(item, 'LineExtensionAmount', currency, place) ?? priced(item, quantity, place),
    vatCents: centsAt(item, 'TotalTaxAmount', currency, place),
    vatCategory: vatCategoryAt(at(item, 'Item'), place) ?? (rateBps === null ? null : rateBps > 0 ? 'S' : 'Z'),
    vatRateBps: rateBps ?? 0,
    deliverOn: requested(item, place),
  }
}

/** The amount of a line that says only what one costs, in millionths here. */
function priced(item: Element, quantity: number, place: string): number {
  const unit = countAt(item, 'Price/PriceAmount', 6, place)
  if (unit === null) throw new Unread('exchange.missing', `${place}: LineExtensionAmount`)
  const of = countAt(item, 'Price/BaseQuantity', 0, place) || 1
  return Number((BigInt(unit) * BigInt(quantity) * 2n + BigInt(of) * 10_000n) / (BigInt(of) * 20_000n))
}
