import { leaf, node } from '../../../platform/files/write-xml.ts'
import type { ExchangeLine, ExchangeOrder } from '../rules/documents.ts'
import { addressParts, itemParts, money, ONE, party, percent, ublDocument, unitPrice, VAT_SCHEME } from './ubl-parts.ts'

const ORDER_ONLY = ['urn:fdc:peppol.eu:poacc:trns:order:3', 'urn:fdc:peppol.eu:poacc:bis:ordering:3'] as const

/** An order as UBL 2.1 with the identifiers of Peppol BIS Ordering 3. Its lines and sums are without tax. Source: D3, D5. */
export const ublOrder = (order: ExchangeOrder): string =>
  ublDocument('Order', ORDER_ONLY, [
    leaf('cbc:ID', order.number),
    leaf('cbc:IssueDate', order.orderedOn),
    leaf('cbc:OrderTypeCode', '220'),
    leaf('cbc:Note', order.note),
    leaf('cbc:DocumentCurrencyCode', order.currency),
    leaf('cbc:CustomerReference', order.buyerReference),
    node('cac:BuyerCustomerParty', [party(order.buyer)]),
    node('cac:SellerSupplierParty', [party(order.seller)]),
    delivery(order),
    taxTotal(order),
    totals(order),
    ...order.lines.map(line => orderLine(line, order.currency)),
  ])

const period = (deliverOn: string | null) =>
  node('cac:RequestedDeliveryPeriod', deliverOn ? [leaf('cbc:EndDate', deliverOn)] : [])

const delivery = ({ delivery, deliverOn }: ExchangeOrder) =>
  node('cac:Delivery', [
    delivery ? node('cac:DeliveryLocation', [node('cac:Address', addressParts(delivery))]) : '',
    period(deliverOn),
  ])

const sum = (lines: readonly ExchangeLine[], of: (line: ExchangeLine) => number) =>
  lines.reduce((cents, line) => cents + of(line), 0)

const taxTotal = ({ lines, currency }: ExchangeOrder) =>
  lines.some(({ vatCents }) => vatCents === null)
    ? ''
    : node('cac:TaxTotal', [
        money(
          'cbc:TaxAmount',
          sum(lines, ({ vatCents }) => vatCents!),
          currency,
        ),
      ])

function totals({ lines, currency }: ExchangeOrder) {
  const net = sum(lines, ({ netCents }) => netCents)
  const gross = net + sum(lines, ({ vatCents }) => vatCents ?? 0)
  const taxKnown = lines.every(({ vatCents }) => vatCents !== null)
  return node('cac:AnticipatedMonetaryTotal', [
    money('cbc:LineExtensionAmount', net, currency),
    money('cbc:TaxExclusiveAmount', net, currency),
    taxKnown ? money('cbc:TaxInclusiveAmount', gross, currency) : '',
    money('cbc:PayableAmount', gross, currency),
  ])
}

const orderLine = (line: ExchangeLine, currency: string) =>
  node('cac:OrderLine', [
    node('cac:LineItem', [
      leaf('cbc:ID', String(line.position)),
      leaf('cbc:Quantity', String(line.quantity), ` unitCode="${ONE}"`),
      money('cbc:LineExtensionAmount', line.netCents, currency),
      line.vatCents === null ? '' : money('cbc:TotalTaxAmount', line.vatCents, currency),
      node('cac:Delivery', [period(line.deliverOn)]),
      unitPrice(line.netCents, line.quantity, currency),
      node('cac:Item', [
        ...itemParts(line),
        line.vatCategory === null
          ? ''
          : node('cac:ClassifiedTaxCategory', [
              leaf('cbc:ID', line.vatCategory),
              leaf('cbc:Percent', percent(line.vatRateBps)),
              VAT_SCHEME,
            ]),
      ]),
    ]),
  ])
