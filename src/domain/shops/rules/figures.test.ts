import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentOf } from '../../../values/money.ts'
import { totalsOf } from '../../invoicing/rules/totals.ts'
import { figureWords } from '../labels/figures.ts'
import { aLine, anOrder, aPerson } from '../testing/orders.ts'
import { type Figures, figuresOf } from './figures.ts'
import type { ShopLine, ShopOrder, ShopTax } from './order.ts'

const words = figureWords.fr
const figures = (order: Partial<ShopOrder>, services?: Set<string>) => figuresOf(anOrder(order), words, services)
const brief = ({ lines, discounts }: Figures) =>
  [...lines.map(one => ['+', one] as const), ...discounts.map(one => ['-', one] as const)].map(
    ([sign, { label, amounts }]) =>
      `${sign}${label} ${amounts.vatCategory}${amounts.vatRateBps} ${amounts.netCents}+${amounts.vatCents}=${amounts.grossCents}`,
  )
const tax = (rateBps: number, cents: number, label = 'TVA'): ShopTax => ({ rateBps, label, cents })
const fee = (netCents: number, taxes: ShopTax[] = [], given: Partial<ShopLine> = {}) =>
  aLine({
    ...{ externalId: 'f', kind: 'fee', name: 'Remise', netCents, product: null, sku: '' },
    taxCents: taxes.reduce((sum, { cents }) => sum + cents, 0),
    taxes,
    ...given,
  })
const abroad = (country: string, postcode = '1000') => ({ shipping: aPerson({ country, postcode }) })

describe('the figures of an order', () => {
  it('W-13 are those of each line after discount and without tax, never a price times a quantity', () => {
    const lines = [aLine({ quantity: 3, netCents: 17_336, taxCents: 364, taxes: [tax(210, 364)] })]
    expect(brief(figures({ lines }))).toEqual(['+Abonnement 1 an S210 17336+364=17700'])
  })

  it('W-14 keep the tax of the line, though that of its rates is a cent beside', () => {
    const lines = [aLine({ quantity: 10, netCents: 8250, taxCents: 1732, taxes: [tax(2100, 1733)] })]
    expect(brief(figures({ lines }))).toEqual(['+Abonnement 1 an S2100 8250+1732=9982'])
  })

  it('W-14 keep the tax and the total of the order, and post the cent they differ by', () => {
    const lines = [
      aLine({ externalId: '1', name: 'A', netCents: 7346, taxCents: 154, taxes: [tax(210, 154)] }),
      aLine({ externalId: '2', name: 'B', netCents: 4281, taxCents: 89, taxes: [tax(210, 89)] }),
      aLine({ externalId: '3', name: 'C', netCents: 5483, taxCents: 1097, taxes: [tax(2000, 1097)] }),
    ]
    expect(brief(figures({ lines, taxCents: 1341, totalCents: 18_450 }))).toEqual([
      '+A S210 7346+155=7501',
      '+B S210 4281+89=4370',
      '+C S2000 5483+1097=6580',
      '-Arrondi E0 1+0=1',
    ])
  })

  it('W-14 say how much the total differs from the lines, when by more than a rounding', () => {
    expect(brief(figures({ totalCents: 4900 }))).toEqual([
      '+Abonnement 1 an S210 5779+121=5900',
      '-Différence avec le total de la boutique E0 1000+0=1000',
    ])
    expect(brief(figures({ totalCents: 5902 })).at(-1)).toBe('+Arrondi E0 2+0=2')
  })

  it('W-15 bear the rate the order says, in the Union that of where it goes', () => {
    const lines = [aLine({ netCents: 5779, taxCents: 405, taxes: [tax(700, 405)] })]
    expect(brief(figures({ lines, ...abroad('DE', '10115') }))).toEqual(['+Abonnement 1 an S700 5779+405=6184'])
  })

  it('W-15 say why no tax is charged, by where it goes', () => {
    const lines = [aLine({ taxCents: 0, taxes: [] })]
    const category = (order: Partial<ShopOrder>, services?: Set<string>) =>
      figures({ lines, ...order }, services).lines[0]!.amounts.vatCategory
    expect(category({})).toBe('E')
    expect(category(abroad('CH'))).toBe('G')
    expect(category(abroad('CH'), new Set(['1']))).toBe('O')
    expect(category({ ...abroad('BE'), vatNumber: 'BE0123456749' })).toBe('K')
    expect(category({ ...abroad('BE'), vatNumber: 'BE0123456749' }, new Set(['1']))).toBe('AE')
    expect(category(abroad('BE'))).toBe('E')
  })

  it('W-15 write taxes of elsewhere as text, one row for each, so that none claims to be VAT', () => {
    const gst = (cents: number) => tax(500, cents, 'GST/TPS')
    const qst = (cents: number) => tax(998, cents, 'QST/TVQ')
    const lines = [
      aLine({ externalId: '1', name: 'Affiche', netCents: 18_388, taxCents: 2753, taxes: [gst(919), qst(1834)] }),
      aLine({ externalId: '2', name: 'Sac', netCents: 1000, taxCents: 150, taxes: [gst(50), qst(100)] }),
      aLine({ externalId: '3', name: 'Numérique', netCents: 5187, taxCents: 0, taxes: [] }),
    ]
    expect(brief(figures({ lines, ...abroad('CA', 'H2J 2L3') }))).toEqual([
      '+Affiche G0 18388+0=18388',
      '+Sac G0 1000+0=1000',
      '+Numérique G0 5187+0=5187',
      '+GST/TPS G0 969+0=969',
      '+QST/TVQ G0 1934+0=1934',
    ])
  })

  it('W-16 take fees below zero off the whole, at the rate they bear', () => {
    const lines = [aLine(), fee(-300, [tax(210, -6)])]
    expect(brief(figures({ lines }))).toEqual(['+Abonnement 1 an S210 5779+121=5900', '-Remise S210 300+6=306'])
  })

  it('W-16 share a fee that a shop spreads over the rates of the cart among them', () => {
    const lines = [aLine(), fee(-300, [tax(210, -3), tax(2000, -30)])]
    expect(brief(figures({ lines })).slice(1)).toEqual(['-Remise S210 146+3=149', '-Remise S2000 154+30=184'])
  })

  it('W-16 leave the part of a fee that bears no tax without', () => {
    const lines = [aLine(), fee(-1000, [tax(2000, -30)])]
    expect(brief(figures({ lines })).slice(1)).toEqual(['-Remise S2000 150+30=180', '-Remise E0 850+0=850'])
  })

  it('W-16 are none when nothing costs anything', () => {
    const lines = [aLine({ netCents: 0, taxCents: 0, taxes: [tax(210, 0)] })]
    expect(brief(figures({ lines, totalCents: 0 }))).toEqual(['+Abonnement 1 an S210 0+0=0'])
  })
})

const aTax = fc.record({
  rateBps: fc.constantFrom(105, 210, 550, 700, 1900, 2000, 2100, 998, 500),
  label: fc.constantFrom('TVA', 'GST', ''),
  cents: fc.integer({ min: -9000, max: 90_000 }),
})
const aShopLine = fc.record({
  kind: fc.constantFrom('product' as const, 'shipping' as const, 'fee' as const),
  name: fc.constantFrom('A', 'B', ''),
  quantity: fc.constantFrom(1, 3, 0, -2, 2.5),
  netCents: fc.integer({ min: -20_000, max: 200_000 }),
  taxCents: fc.integer({ min: -3000, max: 40_000 }),
  taxes: fc.array(aTax, { maxLength: 3 }),
})
const anyOrder = fc
  .record({
    lines: fc.array(aShopLine, { maxLength: 6 }),
    totalCents: fc.integer({ min: 0, max: 900_000 }),
    taxCents: fc.integer({ min: 0, max: 90_000 }),
    country: fc.constantFrom('FR', 'DE', 'BE', 'CA', 'RE', 'CH', 'GF', ''),
    vatNumber: fc.constantFrom('', 'BE0123456749'),
  })
  .map(({ lines, country, ...order }) =>
    anOrder({
      ...order,
      billing: aPerson({ country }),
      lines: lines.map((line, at) => aLine({ ...line, externalId: String(at) })),
    }),
  )

/** As shops count: the tax of each line is that of its rate, and the total is their sum. */
const soundOrder = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 99_999 }),
      fc.constantFrom(105, 210, 550, 1000, 2000),
      fc.integer({ min: 1, max: 9 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map(lines =>
    anOrder({
      lines: lines.map(([netCents, rateBps, quantity], at) => {
        const taxCents = percentOf(netCents, rateBps)
        return aLine({ externalId: String(at), netCents, taxCents, quantity, taxes: [tax(rateBps, taxCents)] })
      }),
    }),
  )

describe('laws of the figures', () => {
  it('come to the total of the order, each row zero or more and its own sum', () => {
    fc.assert(
      fc.property(anyOrder, order => {
        const { lines, discounts } = figuresOf(order, words)
        const gross = (rows: Figures['lines']) => rows.reduce((sum, { amounts }) => sum + amounts.grossCents, 0)
        expect(gross(lines) - gross(discounts)).toBe(order.totalCents)
        for (const { amounts } of [...lines, ...discounts]) {
          const { netCents, vatCents, grossCents, vatRateBps, vatCategory } = amounts
          expect(netCents + vatCents).toBe(grossCents)
          expect(Math.min(netCents, vatCents)).toBeGreaterThanOrEqual(0)
          expect([netCents, vatCents, vatRateBps].every(Number.isSafeInteger)).toBe(true)
          expect(vatCategory === 'S').toBe(vatRateBps > 0)
          if (vatRateBps === 0) expect(vatCents).toBe(0)
        }
        for (const { amounts } of discounts) expect(amounts.grossCents).toBeGreaterThan(0)
      }),
      { numRuns: 3000 },
    )
  })

  it('BR-O-11 put nothing beside what is outside VAT', () => {
    fc.assert(
      fc.property(anyOrder, order => {
        const services = new Set(order.lines.filter((_, at) => at % 2 === 0).map(({ externalId }) => externalId))
        const { lines, discounts } = figuresOf(order, words, services)
        const categories = new Set([...lines, ...discounts].map(({ amounts }) => amounts.vatCategory))
        expect(categories.has('O') && categories.size > 1).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })

  it('charge outside the Union no rate that France never had', () => {
    fc.assert(
      fc.property(anyOrder, order => {
        fc.pre(['CA', 'CH', ''].includes(order.billing.country))
        const rates = [...figuresOf(order, words).lines, ...figuresOf(order, words).discounts].map(
          ({ amounts }) => amounts.vatRateBps,
        )
        expect(rates.filter(rate => [998, 500, 700, 1900, 2100].includes(rate) && rate !== 700)).toEqual([])
      }),
    )
  })

  it('are the lines themselves where the shop counts soundly, and an invoice says the same', () => {
    fc.assert(
      fc.property(soundOrder, order => {
        const { lines, discounts } = figuresOf(order, words)
        expect(discounts).toEqual([])
        expect(lines.map(({ of, amounts }) => [of, amounts.netCents, amounts.vatCents, amounts.vatRateBps])).toEqual(
          order.lines.map(line => [line.externalId, line.netCents, line.taxCents, line.taxes[0]!.rateBps]),
        )
        const totals = totalsOf({
          priceBasis: 'gross',
          lines: lines.map(({ amounts: { vatRateBps, vatCategory, ...amounts } }) => ({
            vatRateBps,
            vatCategory: vatCategory!,
            amounts,
          })),
        })
        expect([totals.grossCents, totals.vatCents]).toEqual([order.totalCents, order.taxCents])
      }),
    )
  })
})
