import fc from 'fast-check'
import { ean13Of } from '../../catalog/rules/registration.ts'
import { TAX_CLASSES } from '../../catalog/rules/tax.ts'
import type { Catalogue, CatalogueProduct } from '../rules/catalogue.ts'

const SITE = '0196f3a0-0000-7000-8000-000000000001'
const ROOM = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éàœß€\u202f\u00a0"\'\\/<>&;,|{}[]日本 '

const line = (maxLength: number) => fc.string({ unit: fc.constantFrom(...ROOM), maxLength }).map(text => text.trim())
const code = fc.string({ unit: fc.constantFrom(...'ABCXYZ0189-_./'), minLength: 1, maxLength: 12 })
const gtin = fc.option(fc.integer({ min: 0, max: 999_999_999_999 }), { nil: null }).map(number => {
  if (number === null) return ''
  const twelve = String(number).padStart(12, '0')
  return [...'0123456789'].map(check => ean13Of(twelve + check)).find(Boolean)!
})

const plain = fc.record({
  ...{ code, label: line(60).filter(text => text !== ''), family: line(20), brand: line(10), gtin },
  priceBasis: fc.constantFrom('net', 'gross'),
  priceCents: fc.integer({ min: 1, max: 5_000_000 }),
  taxClass: fc.option(fc.constantFrom(...TAX_CLASSES.filter(one => one !== 'press')), { nil: null }),
  supply: fc.constantFrom('goods', 'services'),
  archivedOn: fc.option(fc.constantFrom('2024-02-29', '2026-01-01'), { nil: null }),
  weights: fc.array(fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null }), { minLength: 2, maxLength: 4 }),
})

type Unsold = 'title' | 'issue' | 'latestIssue' | 'offerCode' | 'termMonths' | 'issuesDue' | 'servedBy' | 'components'
const NOTHING: Pick<CatalogueProduct, Unsold> = {
  ...{ title: '', issue: '', latestIssue: false, offerCode: '', termMonths: null, issuesDue: null, servedBy: null },
  components: [],
}
const RATES = { normal: 2000, intermediate: 1000, reduced: 550, press: 210, none: 0 } as const

/** Catalogues of ordinary products and of bundles made of them. `prefix` begins each code. */
export const anyCatalogue = (prefix = ''): fc.Arbitrary<Catalogue> =>
  fc
    .record({
      of: fc.uniqueArray(plain, { minLength: 2, maxLength: 12, selector: ({ code }) => code }),
      bundles: fc.integer({ min: 0, max: 4 }),
      name: line(30),
    })
    .map(({ of, bundles, name }) => {
      const distinct = [...new Map(of.map(one => [one.gtin || one.code, one])).values()] // a barcode is of one product
      const count = Math.max(2, distinct.length - bundles)
      const singles = distinct.slice(0, count)
      const products = distinct.map(({ weights, ...one }, at): CatalogueProduct => {
        const product = { ...NOTHING, ...one, code: `${prefix}${one.code}` }
        if (at < count || singles.length < 2)
          return { ...product, kind: 'other', vatRateBps: RATES[product.taxClass ?? 'normal'] }
        const components = weights
          .slice(0, singles.length)
          .map((weightCents, nth) => ({ code: `${prefix}${singles[nth]!.code}`, weightCents }))
        return { ...product, kind: 'bundle', taxClass: null, vatRateBps: null, components }
      })
      return { asOf: '2026-06-03', site: SITE, name, families: [], products }
    })
