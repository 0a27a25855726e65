import { describe, expect, test } from 'vitest'
import { leaf, node } from '../../../platform/files/write-xml.ts'
import type { ExchangeOrder } from '../rules/documents.ts'
import { hasUblSchemas, ublFaults } from '../testing/ubl-schema.ts'
import { readUbl } from './read-ubl-document.ts'
import { VAT_SCHEME } from './ubl-parts.ts'

type Line = Partial<
  Record<
    'id' | 'note' | 'quantity' | 'unit' | 'net' | 'tax' | 'price' | 'base' | 'category' | 'percent' | 'more',
    string
  >
>
type Order = { type?: string; more?: string; total?: string; lines: Line[] }

const eur = (name: string, text: string | undefined) => leaf(`cbc:${name}`, text ?? '', ' currencyID="EUR"')
const allowance = (amount: string, { charge = false } = {}) =>
  node('cac:AllowanceCharge', [
    leaf('cbc:ChargeIndicator', String(charge)),
    leaf('cbc:AllowanceChargeReason', 'Remise'),
    eur('Amount', amount),
  ])

const lineOf = (line: Line, at: number) =>
  node('cac:OrderLine', [
    node('cac:LineItem', [
      leaf('cbc:ID', line.id ?? String(at + 1)),
      leaf('cbc:Note', line.note ?? ''),
      leaf('cbc:Quantity', line.quantity ?? '10', ` unitCode="${line.unit ?? 'EA'}"`),
      eur('LineExtensionAmount', line.net),
      eur('TotalTaxAmount', line.tax),
      line.more ?? '',
      node('cac:Price', [eur('PriceAmount', line.price), leaf('cbc:BaseQuantity', line.base ?? '', ' unitCode="EA"')]),
      node('cac:Item', [
        leaf('cbc:Name', 'Falu Rödfärg'),
        node('cac:SellersItemIdentification', [leaf('cbc:ID', 'SItemNo001')]),
        node('cac:ClassifiedTaxCategory', [
          leaf('cbc:ID', line.category ?? 'S'),
          leaf('cbc:Percent', line.percent ?? ''),
          VAT_SCHEME,
        ]),
      ]),
    ]),
  ])

/** An order as the examples of Peppol BIS Ordering 3 have it: parties by GLN, delivery to somebody, a period, terms. */
const orderOf = ({ type = '220', more = '', total = '', lines }: Order) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Order xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2">
  <cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</cbc:ProfileID>
  <cbc:ID>34</cbc:ID><cbc:SalesOrderID>112233</cbc:SalesOrderID>
  <cbc:IssueDate>2026-06-01</cbc:IssueDate><cbc:IssueTime>12:30:00</cbc:IssueTime>
  <cbc:OrderTypeCode>${type}</cbc:OrderTypeCode>
  <cbc:Note>Information text for the whole order</cbc:Note>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:CustomerReference>MAFO</cbc:CustomerReference>
  <cac:ValidityPeriod><cbc:EndDate>2026-07-31</cbc:EndDate></cac:ValidityPeriod>
  <cac:BuyerCustomerParty><cac:Party>
    <cbc:EndpointID schemeID="0088">7300072311115</cbc:EndpointID>
    <cac:PartyIdentification><cbc:ID schemeID="0088">7300070011115</cbc:ID></cac:PartyIdentification>
    <cac:PartyName><cbc:Name>Johnssons byggvaror</cbc:Name></cac:PartyName>
    <cac:PostalAddress><cbc:StreetName>Rådhusgatan</cbc:StreetName><cbc:CityName>Stockholm</cbc:CityName><cbc:PostalZone>11000</cbc:PostalZone><cac:Country><cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyLegalEntity><cbc:RegistrationName>Johnssons Byggvaror AB</cbc:RegistrationName><cbc:CompanyID schemeID="0007">5532331183</cbc:CompanyID></cac:PartyLegalEntity>
  </cac:Party></cac:BuyerCustomerParty>
  <cac:SellerSupplierParty><cac:Party><cbc:EndpointID schemeID="0088">7302347231110</cbc:EndpointID><cac:PartyName><cbc:Name>Moderna Produkter AB</cbc:Name></cac:PartyName></cac:Party></cac:SellerSupplierParty>
  <cac:Delivery>
    <cac:DeliveryLocation><cac:Address><cbc:StreetName>Avon Way</cbc:StreetName><cbc:CityName>Bridgtow</cbc:CityName><cbc:PostalZone>ZZ99 1ZZ</cbc:PostalZone><cac:Country><cbc:IdentificationCode>GB</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation>
    <cac:RequestedDeliveryPeriod><cbc:StartDate>2026-06-10</cbc:StartDate><cbc:EndDate>2026-06-25</cbc:EndDate></cac:RequestedDeliveryPeriod>
    <cac:DeliveryParty><cac:PartyName><cbc:Name>Swedish Trucking</cbc:Name></cac:PartyName></cac:DeliveryParty>
  </cac:Delivery>
  ${more}${node('cac:AnticipatedMonetaryTotal', [total && `${total}${eur('PayableAmount', '1.00')}`])}
  ${lines.map(lineOf).join('')}
</Order>`

const read = (order: Order) => readUbl(orderOf(order))
const taken = (order: Order): ExchangeOrder => {
  const found = read(order)
  if (!('order' in found)) throw new Error(JSON.stringify(found))
  return found.order
}
const one = (line: Line) => ({ lines: [line] })

describe('X-46 an order of another program', () => {
  test.skipIf(!hasUblSchemas)('is one by the schema of UBL 2.1', () => {
    const line = { note: 'n', net: '5.00', price: '0.5', base: '1', percent: '20', more: allowance('0.00') }
    const more = `${allowance('0.00')}${node('cac:TaxTotal', [eur('TaxAmount', '1.00')])}`
    expect(ublFaults('Order', orderOf({ lines: [line], more, total: eur('LineExtensionAmount', '5.00') }))).toEqual([])
  })

  test('is taken with its two rates, its sums, whom it is for and what is written of its lines', () => {
    const order = taken({
      more: node('cac:TaxTotal', [eur('TaxAmount', '22.20')]),
      total: `${eur('LineExtensionAmount', '140.00')}${eur('TaxExclusiveAmount', '140.00')}${eur('TaxInclusiveAmount', '162.20')}`,
      lines: [
        { quantity: '10.000', unit: 'C62', net: '100.00', price: '10', percent: '20', note: 'Rouge' },
        { quantity: '3', unit: 'H87', net: '40.00', price: '13.333333', percent: '5.5' },
      ],
    })
    expect(order).toMatchObject({
      ...{ number: '34', orderedOn: '2026-06-01', deliverOn: '2026-06-25', buyerReference: 'MAFO' },
      note: 'Information text for the whole order\nFalu Rödfärg: Rouge',
      delivery: { lines: ['Swedish Trucking', 'Avon Way'], postcode: 'ZZ99 1ZZ', town: 'Bridgtow', country: 'GB' },
      buyer: { name: 'Johnssons byggvaror', siren: '' },
    })
    expect(order.lines.map(({ quantity, netCents, vatCategory }) => [quantity, netCents, vatCategory])).toEqual([
      [10, 10_000, 'S'],
      [3, 4000, 'S'],
    ])
  })

  test.each<[string, Line, number]>([
    ['a price of one', { quantity: '3', price: '7.11' }, 2133],
    ['a price of a hundred', { quantity: '250', price: '12.50', base: '100' }, 3125],
    ['a price of ten decimals', { quantity: '3', price: '3.3333333333' }, 1000],
    ['an amount beside a rounded price', { quantity: '3', price: '3.33', net: '10.00' }, 1000],
    ['an amount beside a price of a thousand', { quantity: '7000', price: '0.99', base: '1000', net: '6.93' }, 693],
    ['a discount in its amount', { price: '10.00', net: '90.00', more: allowance('10.00') }, 9000],
    ['a discount beside its price alone', { price: '10.00', more: allowance('10.00') }, 9000],
    [
      'a charge and a discount',
      { price: '10.00', net: '97.50', more: allowance('4.50') + allowance('2.00', { charge: true }) },
      9750,
    ],
    ['freight', { price: '10.00', net: '104.00', more: allowance('4.00', { charge: true }) }, 10_400],
    ['nothing to pay', { price: '0', net: '0.00' }, 0],
  ])('has the amount of a line to the cent: %s', (_name, line, netCents) => {
    expect(taken(one(line)).lines[0]!.netCents).toBe(netCents)
  })

  test.each<[string, Order, string, string?]>([
    ['by the dozen', one({ unit: 'DZN', price: '1.00' }), 'exchange.otherUnit', 'DZN'],
    ['by the kilogram', one({ unit: 'KGM', net: '1.00' }), 'exchange.otherUnit', 'KGM'],
    ['one and a half', one({ quantity: '1.5', price: '1.00' }), 'exchange.notANumber', '1.5'],
    ['less than nothing', one({ quantity: '-1', price: '1.00' }), 'exchange.notAQuantity', '-1'],
    ['for less than nothing', one({ net: '-1.00' }), 'exchange.negative', '-1.00'],
    ['at a price below nothing', one({ price: '-1.00' }), 'exchange.negative', '-1.00'],
    ['at a price of none', one({ price: '1.00', base: '0' }), 'exchange.notAQuantity', '0'],
    ['at neither price nor amount', one({}), 'exchange.missing'],
    ['an amount that its price is not', one({ price: '10.00', net: '90.00' }), 'exchange.lineDiffers', '90.00'],
    [
      'a discount that its amount forgot',
      one({ price: '10.00', net: '100.00', more: allowance('5.00') }),
      'exchange.lineDiffers',
      '100.00',
    ],
    ['a discount on all of it', { more: allowance('5.00'), lines: [{ net: '5.00' }] }, 'exchange.allowance', '5.00'],
    [
      'freight on all of it',
      { more: allowance('9.90', { charge: true }), lines: [{ net: '5.00' }] },
      'exchange.allowance',
      '9.90',
    ],
    [
      'a discount in its sums alone',
      { total: eur('AllowanceTotalAmount', '1.00'), lines: [{ net: '5.00' }] },
      'exchange.allowance',
      '1.00',
    ],
    [
      'another sum',
      { total: eur('LineExtensionAmount', '5.01'), lines: [{ net: '5.00' }] },
      'exchange.sumDiffers',
      '5.01',
    ],
    [
      'another sum without tax',
      { total: eur('TaxExclusiveAmount', '4.00'), lines: [{ net: '5.00' }] },
      'exchange.sumDiffers',
      '4.00',
    ],
    [
      'the tax of another rate',
      { more: node('cac:TaxTotal', [eur('TaxAmount', '20.00')]), lines: [{ net: '100.00', percent: '5.5' }] },
      'exchange.taxDiffers',
      '20.00',
    ],
    [
      'a line of another rate',
      one({ quantity: '1', net: '100.00', percent: '5.5', tax: '20.00' }),
      'exchange.taxDiffers',
      '20.00',
    ],
    ['exempt at a rate', one({ net: '1.00', category: 'E', percent: '20' }), 'exchange.taxDiffers', '20'],
    ['standard at none', one({ net: '1.00', percent: '0' }), 'exchange.taxDiffers', '0'],
    [
      'of a tax that is not ours',
      one({ net: '1.00', category: 'L', percent: '7' }),
      'exchange.unknownVatCategory',
      'L',
    ],
    ['on consignment', { type: '227', lines: [{ net: '1.00' }] }, 'exchange.otherOrderType', '227'],
    [
      'to several places',
      { more: node('cac:Delivery', [leaf('cbc:ID', '2')]), lines: [{ net: '1.00' }] },
      'exchange.deliveredApart',
    ],
    [
      'twice under one place',
      {
        lines: [
          { id: '1', net: '1.00' },
          { id: '1', net: '1.00' },
        ],
      },
      'exchange.linesTwice',
    ],
    [
      'an amount twice',
      one({ net: '1.00', more: eur('LineExtensionAmount', '2.00') }),
      'exchange.saidTwice',
      'LineExtensionAmount',
    ],
    [
      'in another currency',
      one({ more: '<cac:Price><cbc:PriceAmount\n currencyID = "USD">1.00</cbc:PriceAmount></cac:Price>' }),
      'exchange.otherCurrency',
      'USD',
    ],
  ])('is never taken wrong: %s', (_name, order, code, found) => {
    const fault = (read(order) as { fault?: { code: string; found: string } }).fault
    expect(fault?.code ?? '').toBe(code)
    if (found !== undefined) expect(fault!.found).toBe(found)
  })

  test('bears our VAT where it says a standard rate without which', () => {
    expect(taken(one({ net: '1.00' })).lines[0]).toMatchObject({ vatCategory: null, vatRateBps: 0 })
  })
})
