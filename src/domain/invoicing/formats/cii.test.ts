import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ciiTexts } from '../printouts/texts.ts'
import type { Paper } from '../rules/paper.ts'
import { allowance, aPaper, LIBRARY, line, papers, READER, SELLER } from '../testing/papers.ts'
import { schemaFaults } from '../testing/schema.ts'
import { cii } from './cii.ts'
import { pricesOf } from './cii-lines.ts'

const written = (paper: Paper) => cii(paper, ciiTexts(paper))
/** The texts of an element, wherever it stands. */
const texts = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>([^<]*)</ram:${name}>`, 'g'))].map(([, text]) => text!)
const cents = (text: string | undefined) => Math.round(Number(text ?? '0') * 100)
const within = (xml: string, name: string) => xml.match(new RegExp(`<ram:${name}>.*?</ram:${name}>`, 'gs')) ?? []

describe('the data of a Factur-X', () => {
  it('L-6 are valid by the schema of the profile EN 16931, whatever the document', () => {
    fc.assert(
      fc.property(papers, paper => {
        expect(schemaFaults(written(paper))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('BR-CO-10 BR-CO-13 BR-CO-14 BR-CO-15 BR-CO-16 add up as they are written', () => {
    fc.assert(
      fc.property(papers, paper => {
        const xml = written(paper)
        const [foot] = within(xml, 'SpecifiedTradeSettlementHeaderMonetarySummation')
        const total = (name: string) => cents(texts(foot!, name)[0])
        const lines = within(xml, 'SpecifiedTradeSettlementLineMonetarySummation').flatMap(sum =>
          texts(sum, 'LineTotalAmount'),
        )
        expect(total('LineTotalAmount')).toBe(lines.reduce((sum, text) => sum + cents(text), 0))
        expect(total('TaxBasisTotalAmount')).toBe(
          total('LineTotalAmount') - total('AllowanceTotalAmount') + total('ChargeTotalAmount'),
        )
        expect(total('TaxTotalAmount')).toBe(texts(xml, 'CalculatedAmount').reduce((sum, text) => sum + cents(text), 0))
        expect(total('GrandTotalAmount')).toBe(total('TaxBasisTotalAmount') + total('TaxTotalAmount'))
        expect(total('DuePayableAmount')).toBe(total('GrandTotalAmount') - total('TotalPrepaidAmount'))
      }),
    )
  })

  it('BR-S-08 BR-S-09 BR-CO-25 BR-48 BR-O-02 BR-IC-11 BR-IC-12 hold as they are written', () => {
    const group = (xml: string) => `${texts(xml, 'CategoryCode')[0]} ${texts(xml, 'RateApplicablePercent')[0] ?? ''}`
    fc.assert(
      fc.property(papers, paper => {
        const xml = written(paper)
        const header = xml.slice(xml.indexOf('<ram:ApplicableHeaderTradeSettlement>'))
        const sums = new Map<string, number>()
        const add = (part: string, amount: number) => sums.set(group(part), (sums.get(group(part)) ?? 0) + amount)
        for (const one of within(xml, 'SpecifiedLineTradeSettlement')) add(one, cents(texts(one, 'LineTotalAmount')[0]))
        for (const one of within(header, 'SpecifiedTradeAllowanceCharge'))
          add(one, cents(texts(one, 'ActualAmount')[0]) * (one.includes('>true<') ? 1 : -1))
        const taxes = within(header, 'ApplicableTradeTax')
        expect(new Map(taxes.map(tax => [group(tax), cents(texts(tax, 'BasisAmount')[0])]))).toEqual(sums)
        for (const tax of taxes) {
          const rate = Number(texts(tax, 'RateApplicablePercent')[0] ?? 0)
          const vat = cents(texts(tax, 'CalculatedAmount')[0])
          expect(Math.abs(vat - (cents(texts(tax, 'BasisAmount')[0]) * rate) / 100)).toBeLessThan(100)
          const outside = texts(tax, 'CategoryCode')[0] === 'O'
          expect(texts(tax, 'RateApplicablePercent')).toHaveLength(outside ? 0 : 1)
          if (outside) expect(xml).not.toContain('schemeID="VA"')
          if (texts(tax, 'CategoryCode')[0] === 'K') {
            expect(texts(within(xml, 'ShipToTradeParty')[0]!, 'CountryID')).toHaveLength(1)
            expect(xml).toMatch(/ActualDeliverySupplyChainEvent|<ram:BillingSpecifiedPeriod>/)
          }
        }
        if (cents(texts(header, 'DuePayableAmount')[0]) > 0)
          expect(texts(within(header, 'SpecifiedTradePaymentTerms')[0]!, 'Description')).toHaveLength(1)
      }),
    )
  })

  it('L-3 BT-5 BT-6 BT-110 BT-111 BR-53 say the VAT of another currency in euros too, each rate by itself', () => {
    fc.assert(
      fc.property(papers, paper => {
        const xml = written(paper)
        const header = xml.slice(xml.indexOf('<ram:ApplicableHeaderTradeSettlement>'))
        const said = [...header.matchAll(/<ram:TaxTotalAmount currencyID="(...)">([^<]*)</g)].map(([, code, text]) => [
          code,
          cents(text),
        ])
        const { currency, perEuroMicros } = paper
        expect(texts(header, 'InvoiceCurrencyCode')).toEqual([currency])
        expect(texts(header, 'TaxCurrencyCode')).toEqual(currency === 'EUR' ? [] : ['EUR'])
        const vats = within(header, 'ApplicableTradeTax').map(tax => cents(texts(tax, 'CalculatedAmount')[0]))
        const euros = vats.reduce((sum, vat) => sum + Math.round((vat * 1_000_000) / (perEuroMicros ?? 1)), 0)
        expect(said).toEqual([[currency, paper.vatCents], ...(currency === 'EUR' ? [] : [['EUR', euros]])])
        if (currency !== 'EUR') expect(header.match(/ currencyID="EUR"/g)).toHaveLength(1)
      }),
    )
  })

  it('BT-146 is a price that makes the line again, to the cent, for any quantity', () => {
    fc.assert(
      fc.property(papers, paper => {
        for (const one of paper.lines) {
          const { net, gross, of } = pricesOf(one, paper)
          const made = Number((2n * net * BigInt(one.quantity) + 10_000n * BigInt(of)) / (20_000n * BigInt(of)))
          expect(made).toBe(one.netCents)
          expect(gross).toBeGreaterThanOrEqual(net)
        }
      }),
    )
  })

  it('say what kind of document it is, for whom and how it is treated', () => {
    const invoice = written(aPaper())
    expect(texts(invoice, 'TypeCode')[0]).toBe('380')
    expect(texts(invoice, 'ID').slice(0, 3)).toEqual(['B1', 'urn:cen.eu:en16931:2017', 'FA-2026-000412'])
    expect(invoice).toContain('<ram:URIID schemeID="0225">217400100</ram:URIID>')
    expect(invoice).toContain('<ram:ID schemeID="0002">217400100</ram:ID>')
    expect(invoice).toContain('<ram:GlobalID schemeID="0009">12345678200010</ram:GlobalID>')
    expect(texts(invoice, 'SubjectCode')).toEqual(['BAR', 'REG', 'PMT', 'PMD', 'AAB'])
    expect(texts(invoice, 'Content')[0]).toBe('B2B')
    const consumer = written(aPaper({ buyer: READER }))
    expect(texts(consumer, 'SubjectCode')).toEqual(['BAR', 'REG'])
    expect(texts(consumer, 'Content')[0]).toBe('B2C')
    expect(consumer).toContain('<ram:URIID schemeID="EM">florence@example.org</ram:URIID>')
  })

  it('L-3 L-7 tell goods, services and both apart, and when their VAT falls due', () => {
    const sold = (...supplies: ('goods' | 'services')[]) =>
      written(aPaper({ lines: supplies.map(supply => line({ supply })) }))
    expect(['B1', '29']).toEqual([texts(sold('goods'), 'ID')[0], texts(sold('goods'), 'DueDateTypeCode')[0]])
    expect(['S1', '72']).toEqual([texts(sold('services'), 'ID')[0], texts(sold('services'), 'DueDateTypeCode')[0]])
    expect(texts(sold('goods', 'services'), 'ID')[0]).toBe('M1')
    expect(texts(sold('goods', 'services'), 'DueDateTypeCode')).toEqual([])
    const onDebits = written(
      aPaper({ seller: { ...SELLER, vatOnDebits: true }, lines: [line({ supply: 'services' })] }),
    )
    expect(texts(onDebits, 'DueDateTypeCode')).toEqual(['5'])
  })

  it('BG-3 name the invoice a credit note corrects, and the deposits taken off', () => {
    const credit = written(
      aPaper({
        kind: 'credit-note',
        number: 'AV-2026-000017',
        credits: { number: 'FA-2026-000400', issuedOn: '2026-10-02' },
      }),
    )
    expect(texts(credit, 'TypeCode')[0]).toBe('381')
    // BR-CO-25: what is due has a day or terms, on a credit note too.
    expect(texts(within(credit, 'SpecifiedTradePaymentTerms')[0]!, 'Description')[0]).toMatch(
      /à déduire .* ou à rembourser/,
    )
    expect(texts(credit, 'IssuerAssignedID')).toEqual(['FA-2026-000400'])
    expect(credit).toContain('<qdt:DateTimeString format="102">20261002</qdt:DateTimeString>')
    const deposit = { number: 'AC-2026-000003', issuedOn: '2026-09-01', netCents: 979, vatCents: 21, grossCents: 1000 }
    const final = written(aPaper({ deposits: [deposit] }))
    expect(texts(final, 'ID')[0]).toBe('B4')
    expect(texts(final, 'IssuerAssignedID')).toEqual(['AC-2026-000003'])
    expect(texts(final, 'TotalPrepaidAmount')).toEqual(['10.00'])
    expect(texts(final, 'DuePayableAmount')).toEqual(['24.00'])
    expect(texts(written(aPaper({ kind: 'deposit' })), 'TypeCode')[0]).toBe('386')
  })

  it.each([
    ['transfer', '30'],
    ['direct-debit', '59'],
    ['cash', '10'],
    ['cheque', '20'],
    ['card', '48'],
  ] as const)('BT-81 is that of a payment by %s', (paymentMethod, code) => {
    const [means] = within(written(aPaper({ paymentMethod })), 'SpecifiedTradeSettlementPaymentMeans')
    expect(texts(means!, 'TypeCode')).toEqual([code])
    expect(texts(means!, 'IBANID')).toEqual(code === '30' ? [SELLER.iban] : [])
  })

  it.each([
    ['E', 'VATEX-FR-FRANCHISE', { seller: { ...SELLER, vatScheme: 'franchise' as const, vatNumber: '' } }],
    ['AE', 'VATEX-EU-AE', {}],
    ['K', 'VATEX-EU-IC', { territory: 'eu-business' as const }],
    ['G', 'VATEX-EU-G', { territory: 'outside' as const }],
    ['O', 'VATEX-EU-O', {}],
  ] as const)('BT-120 BT-121 say why category %s bears no VAT', (vatCategory, code, given) => {
    const xml = written(aPaper({ lines: [line({ vatCategory, vatRateBps: 0 })], ...given }))
    expect(texts(xml, 'ExemptionReasonCode')).toEqual([code])
    expect(texts(xml, 'ExemptionReason')[0]).toMatch(/TVA/)
    expect(texts(xml, 'CalculatedAmount')).toEqual(['0.00'])
    expect(xml.includes('schemeID="VA"')).toBe(vatCategory !== 'O' && vatCategory !== 'E')
    expect(xml.includes('schemeID="FC"')).toBe(vatCategory === 'E')
  })

  it('hold what people typed as text, whatever it is', () => {
    const typed = 'Pages <1> & "2"\u0000\u0008 \ud800 L’été'
    const xml = written(aPaper({ lines: [line({ label: typed })], note: typed }))
    expect(xml).toContain('Pages &lt;1&gt; &amp; &quot;2&quot;  L’été')
    expect(schemaFaults(xml)).toEqual([])
  })
})

describe('a worked example', () => {
  const xml = written(
    aPaper({
      priceBasis: 'net',
      lines: [
        line({ label: 'Abonnement', quantity: 3, unitCents: 3000, discountBps: 1000, vatRateBps: 210 }),
        line({ label: 'Accès en ligne', quantity: 2, unitCents: 1250, vatRateBps: 2000, supply: 'services' }),
      ],
      allowances: [
        allowance({ cents: 500, vatRateBps: 2000, reason: 'Remise' }),
        allowance({ cents: 700, vatRateBps: 2000, kind: 'charge', reason: 'Port' }),
      ],
      buyer: { ...LIBRARY, delivery: { ...READER.address, name: 'Annexe' } },
    }),
  )

  it('comes to what is counted by hand: 81,00 at 2,1 % and 27,00 at 20 %', () => {
    const [foot] = within(xml, 'SpecifiedTradeSettlementHeaderMonetarySummation')
    const total = (name: string) => texts(foot!, name)[0]
    expect(total('LineTotalAmount')).toBe('106.00')
    expect(total('AllowanceTotalAmount')).toBe('5.00')
    expect(total('ChargeTotalAmount')).toBe('7.00')
    expect(total('TaxBasisTotalAmount')).toBe('108.00')
    expect(total('TaxTotalAmount')).toBe('7.10')
    expect(total('GrandTotalAmount')).toBe('115.10')
    const header = xml.slice(xml.indexOf('<ram:ApplicableHeaderTradeSettlement>'))
    expect(texts(header, 'CalculatedAmount')).toEqual(['5.40', '1.70'])
  })

  it('BT-147 BT-148 give the price before discount, the discount and the price', () => {
    const [gross] = within(xml, 'GrossPriceProductTradePrice')
    expect(texts(gross!, 'ChargeAmount')).toEqual(['30.00'])
    expect(texts(gross!, 'ActualAmount')).toEqual(['3.00'])
    expect(texts(within(xml, 'NetPriceProductTradePrice')[0]!, 'ChargeAmount')).toEqual(['27.00'])
  })

  it('BG-13 says where it is delivered', () => {
    expect(within(xml, 'ShipToTradeParty')[0]).toContain('<ram:Name>Annexe</ram:Name>')
    expect(texts(xml, 'ID')[0]).toBe('M1')
  })
})
