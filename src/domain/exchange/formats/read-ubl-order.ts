import { allAt, at, type Element } from '../../../platform/files/xml-tree.ts'
import type { AddressLines } from '../../invoicing/rules/document.ts'
import type { ExchangeLine, ExchangeOrder } from '../rules/documents.ts'
import { Unread } from '../rules/faults.ts'
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
  vatCategoryAt,
} from './read-ubl.ts'
import { checkLineTax, checkSums, netOf, onlyPieces } from './ubl-amounts.ts'

const MOST_LINES = 10_000
const MOST_NOTE = 2000
/** Orders that are sold as they are: bought, rushed and repeated, not on consignment nor as a frame. Source: UN/EDIFACT 1001. */
const ORDERED: ReadonlySet<string> = new Set(['', '105', '220', '224', '225'])

/** Reads an order of UBL 2.1, ours or that of somebody else. Throws `Unread`. */
export function orderOf(root: Element): ExchangeOrder {
  const currency = said(root, 'DocumentCurrencyCode') || 'EUR'
  if (!/^[A-Z]{3}$/.test(currency)) throw new Unread('exchange.notACurrency', 'DocumentCurrencyCode', currency)
  const type = said(root, 'OrderTypeCode')
  if (!ORDERED.has(type)) throw new Unread('exchange.otherOrderType', 'OrderTypeCode', type)
  const found = allAt(root, 'OrderLine/LineItem')
  if (found.length === 0) throw new Unread('exchange.noLines')
  if (found.length > MOST_LINES) throw new Unread('exchange.tooManyLines', '', String(found.length))
  const lines = found.map((item, place) => lineOf(item, place + 1, currency))
  if (new Set(lines.map(({ position }) => position)).size < lines.length) throw new Unread('exchange.linesTwice')
  checkSums(root, lines, currency)
  return {
    number: needed(root, 'ID', 'ID'),
    orderedOn: dayAt(root, 'IssueDate', 'IssueDate') ?? missing('IssueDate'),
    deliverOn: requested(root, 'Delivery'),
    currency,
    note: noteOf(root),
    buyerReference: said(root, 'CustomerReference'),
    buyer: partyAt(root, 'BuyerCustomerParty'),
    seller: partyAt(root, 'SellerSupplierParty'),
    delivery: deliveryOf(root),
    lines,
  }
}

/** What is written of the order, then of its lines: each by its label, as a line that is taken at our price keeps ours. */
function noteOf(root: Element): string {
  const ofLines = allAt(root, 'OrderLine/LineItem').flatMap(item =>
    notesOf(item).map(note => `${said(item, 'Item/Name')}: ${note}`),
  )
  const note = [...notesOf(root), ...ofLines].join('\n')
  if (note.length > MOST_NOTE) throw new Unread('exchange.tooLong', 'Note', note)
  return note
}

const notesOf = (from: Element) =>
  allAt(from, 'Note')
    .map(({ text }) => text)
    .filter(text => text !== '')

/** Where it is to be delivered, to the name of whoever receives it there. */
function deliveryOf(root: Element): AddressLines | null {
  const [delivery, another] = allAt(root, 'Delivery')
  if (another) throw new Unread('exchange.deliveredApart', 'Delivery')
  const place = at(delivery, 'DeliveryLocation/Address')
  if (!place) return null
  const address = addressAt(place)
  const name = said(delivery, 'DeliveryParty/PartyName/Name')
  return name === '' ? address : { ...address, lines: [name, ...address.lines] }
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
  onlyPieces(item, 'Quantity', place)
  if (allAt(item, 'Delivery').length > 1 || at(item, 'Delivery/DeliveryLocation'))
    throw new Unread('exchange.deliveredApart', place)
  if (quantity === 0) throw new Unread('exchange.notAQuantity', place, '0')
  const code = said(item, 'Item/SellersItemIdentification/ID')
  const label = said(item, 'Item/Name') || code
  if (label === '') throw new Unread('exchange.missing', `${place}: Item/Name`)
  const line = {
    position: positionAt(item, 'ID') ?? nth,
    code,
    gtin: said(item, 'Item/StandardItemIdentification/ID').replace(/\D/g, ''),
    label,
    description: said(item, 'Item/Description'),
    quantity,
    netCents: netOf(item, quantity, currency, place),
    vatCents: taxOf(item, currency, place),
    ...rateOf(item, place),
    deliverOn: requested(item, place),
  }
  checkLineTax(line, place)
  return line
}

function taxOf(item: Element, currency: string, place: string): number | null {
  const cents = centsAt(item, 'TotalTaxAmount', currency, place)
  if (cents !== null && cents < 0) throw new Unread('exchange.negative', place, said(item, 'TotalTaxAmount'))
  return cents
}

/** Its VAT; a standard one without its rate is as good as none said, as there are several. */
function rateOf(item: Element, place: string): Pick<ExchangeLine, 'vatCategory' | 'vatRateBps'> {
  if (allAt(item, 'Item/ClassifiedTaxCategory').length > 1) throw new Unread('exchange.severalTaxes', place)
  const rateBps = countAt(item, 'Item/ClassifiedTaxCategory/Percent', 2, place)
  const category = vatCategoryAt(at(item, 'Item'), place)
  if ((rateBps ?? 0) < 0 || (rateBps !== null && category !== undefined && (category === 'S') !== rateBps > 0))
    throw new Unread('exchange.taxDiffers', place, said(item, 'Item/ClassifiedTaxCategory/Percent'))
  if (rateBps === null) return { vatCategory: category === 'S' ? null : (category ?? null), vatRateBps: 0 }
  return { vatCategory: category ?? (rateBps > 0 ? 'S' : 'Z'), vatRateBps: rateBps }
}
