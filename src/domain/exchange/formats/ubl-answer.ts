import { leaf, node } from '../../../platform/files/write-xml.ts'
import { allAt, type Element } from '../../../platform/files/xml-tree.ts'
import type { Answer, AnsweredLine, ExchangeAnswer } from '../rules/documents.ts'
import { Unread } from '../rules/faults.ts'
import { centsAt, dayAt, needed, partyAt, positionAt, quantityAt, said } from './read-ubl.ts'
import { money, ONE, party, ublDocument } from './ubl-parts.ts'

const ANSWER = ['urn:fdc:peppol.eu:poacc:trns:order_response:3', 'urn:fdc:peppol.eu:poacc:bis:ordering:3'] as const

/** UN/EDIFACT 4343, as Peppol BIS Ordering 3 restricts it. */
const CODES: Record<Answer, string> = { received: 'AB', accepted: 'AP', changed: 'CA', refused: 'RE' }
/** UN/EDIFACT 1229, as Peppol BIS Ordering 3 restricts it. */
const LINE_CODES: Record<AnsweredLine['answer'], string> = { changed: '3', accepted: '5', refused: '7' }

/** The answer to an order as UBL 2.1 OrderResponse. Source: X-47. */
export const ublAnswer = (answer: ExchangeAnswer): string =>
  ublDocument('OrderResponse', ANSWER, [
    leaf('cbc:ID', answer.number),
    leaf('cbc:SalesOrderID', answer.sellerNumber),
    leaf('cbc:IssueDate', answer.answeredOn),
    leaf('cbc:OrderResponseCode', CODES[answer.answer]),
    leaf('cbc:Note', answer.note),
    leaf('cbc:DocumentCurrencyCode', answer.currency),
    node('cac:OrderReference', [leaf('cbc:ID', answer.orderNumber)]),
    node('cac:SellerSupplierParty', [party(answer.seller)]),
    node('cac:BuyerCustomerParty', [party(answer.buyer)]),
    ...answer.lines.map(line => answeredLine(line, answer.currency)),
  ])

const answeredLine = ({ position, answer, quantity, netCents, deliverOn, note }: AnsweredLine, currency: string) =>
  node('cac:OrderLine', [
    node('cac:LineItem', [
      leaf('cbc:ID', String(position)),
      leaf('cbc:Note', note),
      leaf('cbc:LineStatusCode', LINE_CODES[answer]),
      quantity === null ? '' : leaf('cbc:Quantity', String(quantity), ` unitCode="${ONE}"`),
      netCents === null ? '' : money('cbc:LineExtensionAmount', netCents, currency),
      node('cac:Delivery', [node('cac:PromisedDeliveryPeriod', deliverOn ? [leaf('cbc:EndDate', deliverOn)] : [])]),
      // The schema wants an item; what it is stands in the order.
      node('cac:Item', [leaf('cbc:Name', String(position))]),
    ]),
    node('cac:OrderLineReference', [leaf('cbc:LineID', String(position))]),
  ])

const keyOf = <K extends string>(codes: Record<K, string>, code: string): K | undefined =>
  (Object.keys(codes) as K[]).find(key => codes[key] === code)

/** Reads the answer to an order. Throws `Unread`. */
export function answerOf(root: Element): ExchangeAnswer {
  const currency = said(root, 'DocumentCurrencyCode') || 'EUR'
  const code = needed(root, 'OrderResponseCode', 'OrderResponseCode')
  const answer = keyOf(CODES, code)
  if (!answer) throw new Unread('exchange.unknownAnswer', 'OrderResponseCode', code)
  return {
    number: needed(root, 'ID', 'ID'),
    answeredOn: dayAt(root, 'IssueDate', 'IssueDate') ?? '',
    answer,
    orderNumber: needed(root, 'OrderReference/ID', 'OrderReference'),
    sellerNumber: said(root, 'SalesOrderID'),
    currency,
    note: allAt(root, 'Note')
      .map(({ text }) => text)
      .join('\n'),
    buyer: partyAt(root, 'BuyerCustomerParty'),
    seller: partyAt(root, 'SellerSupplierParty'),
    lines: allAt(root, 'OrderLine').map((line, at) => readLine(line, at + 1, currency)),
  }
}

function readLine(line: Element, nth: number, currency: string): AnsweredLine {
  const place = `OrderLine ${nth}`
  const code = needed(line, 'LineItem/LineStatusCode', place)
  const answer = keyOf(LINE_CODES, code)
  if (!answer) throw new Unread('exchange.unknownAnswer', place, code)
  return {
    position: positionAt(line, 'OrderLineReference/LineID') ?? positionAt(line, 'LineItem/ID') ?? nth,
    answer,
    quantity: quantityAt(line, 'LineItem/Quantity', place),
    netCents: centsAt(line, 'LineItem/LineExtensionAmount', currency, place),
    deliverOn:
      dayAt(line, 'LineItem/Delivery/PromisedDeliveryPeriod/EndDate', place) ??
      dayAt(line, 'LineItem/Delivery/PromisedDeliveryPeriod/StartDate', place),
    note: said(line, 'LineItem/Note'),
  }
}
