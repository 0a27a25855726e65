import { describe, expect, it } from 'vitest'
import { TAX_CLASSES } from '../../catalog/rules/tax.ts'
import { TERRITORIES, type Territory } from './document.ts'
import { territoryOf, vatOf } from './vat.ts'

describe('the territory of a delivery', () => {
  it.each<[country: string, postcode: string, vatNumber: string, Territory]>([
    ['FR', '75011', '', 'metropolitan'],
    ['FR', '', '', 'metropolitan'],
    ['FR', '75011', 'FR44732829320', 'metropolitan'],
    ['MC', '98000', '', 'metropolitan'],
    ['FR', '98000', '', 'metropolitan'],
    ['FR', '20000', '', 'corsica'],
    ['FR', '20 200', '', 'corsica'],
    ['FR', '97110', '', 'dom'],
    ['FR', '97200', '', 'dom'],
    ['FR', '97400', '', 'dom'],
    ['GP', '97110', '', 'dom'],
    ['MQ', '97200', '', 'dom'],
    ['RE', '97400', '', 'dom'],
    ['FR', '97300', '', 'guyane-mayotte'],
    ['FR', '97600', '', 'guyane-mayotte'],
    ['GF', '97300', '', 'guyane-mayotte'],
    ['YT', '97600', '', 'guyane-mayotte'],
    ['FR', '97133', '', 'outside'],
    ['FR', '97150', '', 'outside'],
    ['FR', '97500', '', 'outside'],
    ['FR', '97700', '', 'outside'],
    ['FR', '98800', '', 'outside'],
    ['MF', '97150', '', 'outside'],
    ['BL', '97133', '', 'outside'],
    ['NC', '98800', '', 'outside'],
    ['BE', '1000', '', 'eu'],
    ['BE', '1000', 'BE0123456789', 'eu-business'],
    ['DE', '10115', 'BE0123456789', 'eu-business'],
    ['DE', '10115', 'FR44732829320', 'eu'],
    ['DE', '10115', 'nonsense', 'eu'],
    ['GR', '10431', 'EL123456789', 'eu-business'],
    ['ES', '28001', '', 'eu'],
    ['ES', '35001', '', 'outside'],
    ['ES', '51001', 'ESX1234567L', 'outside'],
    ['DE', '78266', '', 'outside'],
    ['IT', '23041', '', 'outside'],
    ['FI', '22100', '', 'outside'],
    ['CH', '1201', '', 'outside'],
    ['GB', 'SW1A 1AA', '', 'outside'],
    ['US', '10001', '', 'outside'],
    ['AD', 'AD500', '', 'outside'],
  ])('L-8 %s %s «%s» is %s', (country, postcode, vatNumber, territory) => {
    expect(territoryOf({ country, postcode, vatNumber })).toBe(territory)
  })
})

const product = { taxClass: 'normal', vatRateBps: 2000, supply: 'goods' } as const
const sale = { territory: 'metropolitan', on: '2026-03-01', scheme: 'normal', pressAllowed: true } as const
const cell = (charged: ReturnType<typeof vatOf>) =>
  'fault' in charged ? charged.fault : `${charged.vatCategory} ${charged.vatRateBps} ${charged.exemption ?? ''}`.trim()

describe('the VAT of a sale', () => {
  const SAME = { eu: 'S', 'guyane-mayotte': 'E 0 overseas' } as const
  it.each([
    ['normal', { metropolitan: 2000, corsica: 2000, dom: 850 }],
    ['intermediate', { metropolitan: 1000, corsica: 1000, dom: 210 }],
    ['reduced', { metropolitan: 550, corsica: 210, dom: 210 }],
    ['press', { metropolitan: 210, corsica: 210, dom: 105 }],
  ] as const)('L-8 L-3 of class %s is that of where it goes', (taxClass, rates) => {
    const expected: Record<Territory, [goods: string, services: string]> = {
      metropolitan: [`S ${rates.metropolitan}`, `S ${rates.metropolitan}`],
      corsica: [`S ${rates.corsica}`, `S ${rates.corsica}`],
      dom: [`S ${rates.dom}`, `S ${rates.dom}`],
      'guyane-mayotte': [SAME['guyane-mayotte'], SAME['guyane-mayotte']],
      eu: [`S ${rates.metropolitan}`, `S ${rates.metropolitan}`],
      'eu-business': ['K 0 intra-community', 'AE 0 reverse-charge'],
      outside: ['G 0 export', 'O 0 outside-vat'],
    }
    for (const territory of TERRITORIES)
      expect(
        (['goods', 'services'] as const).map(supply =>
          cell(vatOf({ ...product, taxClass, supply }, { ...sale, territory })),
        ),
        territory,
      ).toEqual(expected[territory])
  })

  it('L-8 of what bears none is none anywhere', () => {
    for (const territory of TERRITORIES)
      expect(cell(vatOf({ ...product, taxClass: 'none' }, { ...sale, territory }))).toBe('E 0 exempt')
  })

  it('L-8 without a class is the rate that was typed, anywhere', () => {
    for (const territory of TERRITORIES) {
      expect(cell(vatOf({ ...product, taxClass: null, vatRateBps: 600 }, { ...sale, territory }))).toBe('S 600')
      expect(cell(vatOf({ ...product, taxClass: null, vatRateBps: 0 }, { ...sale, territory }))).toBe('Z 0')
    }
  })

  it('L-3 of a company in the franchise is never charged', () => {
    for (const territory of TERRITORIES)
      for (const taxClass of [...TAX_CLASSES, null])
        expect(
          cell(vatOf({ ...product, taxClass }, { ...sale, territory, scheme: 'franchise', pressAllowed: false })),
        ).toBe('E 0 franchise')
  })

  it('L-8 is that of the day', () => {
    expect(cell(vatOf(product, { ...sale, on: '2013-12-31' }))).toBe('S 1960')
    expect(cell(vatOf({ ...product, taxClass: 'intermediate' }, { ...sale, on: '2013-12-31', territory: 'eu' }))).toBe(
      'S 700',
    )
  })

  it('L-8 at the press rate is refused without registration, where that rate would be charged', () => {
    const charged = (territory: Territory) =>
      cell(vatOf({ ...product, taxClass: 'press' }, { ...sale, territory, pressAllowed: false }))
    for (const territory of ['metropolitan', 'corsica', 'dom', 'eu'] as const)
      expect(charged(territory)).toBe('invoicing.pressWithoutCppap')
    expect(charged('outside')).toBe('G 0 export')
  })
})
