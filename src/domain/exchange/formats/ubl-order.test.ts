import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anExchangeOrder, anyOrder } from '../testing/documents.ts'
import { hasUblSchemas, ublFaults } from '../testing/ubl-schema.ts'
import { readUbl } from './read-ubl-document.ts'
import { ublOrder } from './ubl-order.ts'

describe('an order as UBL', () => {
  test('bears the identifiers of Peppol BIS Ordering 3, codes, GTIN, and the amounts of CFR1', () => {
    const xml = ublOrder(anExchangeOrder())
    expect(xml).toContain('<cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID>')
    expect(xml).toContain('<cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</cbc:ProfileID>')
    expect(xml).toContain('<cac:SellersItemIdentification><cbc:ID>CASS-20</cbc:ID></cac:SellersItemIdentification>')
    expect(xml).toContain('<cbc:ID schemeID="0160">3760012345671</cbc:ID>')
    expect(xml).toContain('<cbc:TaxExclusiveAmount currencyID="EUR">180.00</cbc:TaxExclusiveAmount>')
    expect(xml).toContain('<cbc:TaxInclusiveAmount currencyID="EUR">216.00</cbc:TaxInclusiveAmount>')
  })

  test('INT-3 is read as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(anyOrder, order => {
        expect(readUbl(ublOrder(order))).toEqual({ order })
      }),
    )
  })

  test.skipIf(!hasUblSchemas)('is valid by the schema of UBL 2.1, whatever it holds', () => {
    fc.assert(
      fc.property(anyOrder, order => {
        expect(ublFaults('Order', ublOrder(order))).toEqual([])
      }),
    )
  })
})

describe('an order that was read', () => {
  const right = ublOrder(anExchangeOrder())
  const fault = (xml: string) => (readUbl(xml) as { fault: { code: string } }).fault.code

  test.each([
    ['', 'exchange.notUbl'],
    ['Bonjour', 'exchange.notUbl'],
    ['<Order></Ordre>', 'exchange.notXml'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><Order/>', 'exchange.notXml'],
    ['<Order xmlns="urn:else"/>', 'exchange.notUbl'],
    [right.replace('<cbc:ID>CFR1</cbc:ID>', ''), 'exchange.missing'],
    [right.replace('2020-11-15', '15/11/2020'), 'exchange.notADay'],
    [right.replace('2020-11-15', '2020-02-30'), 'exchange.notADay'],
    [right.replaceAll('>180.00<', '>1.8e2<'), 'exchange.notANumber'],
    [right.replace('>180.00<', '>180.01<'), 'exchange.sumDiffers'],
    [right.replace(/>2<\/cbc:Quantity>/, '>0</cbc:Quantity>'), 'exchange.notAQuantity'],
    [right.replace(/>2<\/cbc:Quantity>/, '>-2</cbc:Quantity>'), 'exchange.notAQuantity'],
    [right.replace(/>2<\/cbc:Quantity>/, '>1.5</cbc:Quantity>'), 'exchange.notANumber'],
    [right.replaceAll(/<cac:OrderLine>.*<\/cac:OrderLine>/g, ''), 'exchange.noLines'],
    [
      right.replaceAll('<cbc:LineExtensionAmount currencyID="EUR">', '<cbc:LineExtensionAmount currencyID="USD">'),
      'exchange.otherCurrency',
    ],
  ])('says where it cannot be understood (%#)', (xml, code) => {
    expect(fault(xml)).toBe(code)
  })

  test('of another program may have prefixes of its own, a price in place of an amount, and no tax', () => {
    const xml = `<?xml version="1.0"?><o:Order xmlns:o="urn:oasis:names:specification:ubl:schema:xsd:Order-2"><o:ID>42</o:ID><o:IssueDate>2026-11-20+01:00</o:IssueDate>
      <o:BuyerCustomerParty><o:Party><o:PartyName><o:Name>Librairie</o:Name></o:PartyName></o:Party></o:BuyerCustomerParty>
      <o:SellerSupplierParty><o:Party/></o:SellerSupplierParty>
      <o:OrderLine><o:LineItem><o:ID>A</o:ID><o:Quantity unitCode="EA">3.000</o:Quantity><o:Price><o:PriceAmount currencyID="EUR">7.11</o:PriceAmount><o:BaseQuantity>2</o:BaseQuantity></o:Price>
      <o:Item><o:Name>Numéro 5 &amp; 6</o:Name></o:Item></o:LineItem></o:OrderLine></o:Order>`
    expect(readUbl(xml)).toMatchObject({
      order: {
        number: '42',
        orderedOn: '2026-11-20',
        buyer: { name: 'Librairie', siren: '' },
        lines: [{ position: 1, label: 'Numéro 5 & 6', quantity: 3, netCents: 1067, vatCents: null, vatCategory: null }],
      },
    })
  })

  test('never ends the reading, whatever its bytes became', () => {
    fc.assert(
      fc.property(fc.nat(right.length), fc.nat(40), fc.string({ unit: 'binary' }), (at, length, by) => {
        const read = readUbl(right.slice(0, at) + by + right.slice(at + length))
        expect(Object.keys(read)).toHaveLength(1)
      }),
      { numRuns: 1000 },
    )
  })
})
