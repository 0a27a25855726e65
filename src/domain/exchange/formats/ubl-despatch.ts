import { leaf, node } from '../../../platform/files/write-xml.ts'
import { allAt, at, type Element } from '../../../platform/files/xml-tree.ts'
import type { ExchangeDespatch } from '../rules/documents.ts'
import { dayAt, needed, partyAt, positionAt, quantityAt, said } from './read-ubl.ts'
import { itemParts, ONE, party, ublDocument } from './ubl-parts.ts'

const DESPATCH = [
  'urn:fdc:peppol.eu:poacc:trns:despatch_advice:3',
  'urn:fdc:peppol.eu:poacc:bis:despatch_advice:3',
] as const

/** What left, as UBL 2.1 DespatchAdvice. Source: X-47. */
export const ublDespatch = (despatch: ExchangeDespatch): string =>
  ublDocument('DespatchAdvice', DESPATCH, [
    leaf('cbc:ID', despatch.number),
    leaf('cbc:IssueDate', despatch.despatchedOn),
    leaf('cbc:Note', despatch.note),
    node('cac:DespatchSupplierParty', [party(despatch.seller)]),
    node('cac:DeliveryCustomerParty', [party(despatch.buyer)]),
    node('cac:Shipment', [
      leaf('cbc:ID', despatch.parcelReference || despatch.number),
      node('cac:Consignment', [
        leaf('cbc:ID', despatch.number),
        node('cac:CarrierParty', [node('cac:PartyName', [leaf('cbc:Name', despatch.carrier)])]),
      ]),
      node('cac:Delivery', [node('cac:Despatch', [leaf('cbc:ActualDespatchDate', despatch.despatchedOn)])]),
    ]),
    ...despatch.lines.map(despatchLine),
  ])

const despatchLine = (line: ExchangeDespatch['lines'][number], nth: number) =>
  node('cac:DespatchLine', [
    leaf('cbc:ID', String(nth + 1)),
    leaf('cbc:DeliveredQuantity', String(line.quantity), ` unitCode="${ONE}"`),
    node('cac:OrderLineReference', [
      leaf('cbc:LineID', String(line.position)),
      node('cac:OrderReference', [leaf('cbc:ID', line.orderNumber)]),
    ]),
    node('cac:Item', itemParts(line)),
  ])

/** Reads what left. Throws `Unread`. */
export function despatchOf(root: Element): ExchangeDespatch {
  const number = needed(root, 'ID', 'ID')
  const shipment = at(root, 'Shipment')
  const parcel = said(shipment, 'ID')
  return {
    number,
    despatchedOn:
      dayAt(shipment, 'Delivery/Despatch/ActualDespatchDate', 'Shipment') ??
      dayAt(root, 'IssueDate', 'IssueDate') ??
      '',
    carrier: said(shipment, 'Consignment/CarrierParty/PartyName/Name'),
    parcelReference: parcel === number ? '' : parcel,
    note: allAt(root, 'Note')
      .map(({ text }) => text)
      .join('\n'),
    buyer: partyAt(root, 'DeliveryCustomerParty'),
    seller: partyAt(root, 'DespatchSupplierParty'),
    lines: allAt(root, 'DespatchLine').map((line, nth) => ({
      orderNumber: needed(line, 'OrderLineReference/OrderReference/ID', `DespatchLine ${nth + 1}`),
      position: positionAt(line, 'OrderLineReference/LineID') ?? nth + 1,
      quantity: quantityAt(line, 'DeliveredQuantity', `DespatchLine ${nth + 1}`) ?? 0,
      code: said(line, 'Item/SellersItemIdentification/ID'),
      label: said(line, 'Item/Name'),
    })),
  }
}
