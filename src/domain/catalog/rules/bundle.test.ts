import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bundlePrice,
  compositionFault,
  compositionText,
  inForce,
  inForceOrFirst,
  keyOf,
  mayBegin,
  parseComposition,
  sharesOf,
  sharesOfInvoiced,
  splitByKey,
} from './bundle.ts'
import { bothPrices } from './price.ts'
import type { ProductKind } from './product-code.ts'

const priced = (productId: string, grossCents: number, vatRateBps: number, weightCents: number | null = null) => ({
  productId,
  weightCents,
  vatRateBps,
  ...bothPrices('gross', grossCents, vatRateBps),
})
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

const component = fc.record({
  grossCents: fc.integer({ min: 1, max: 1_000_000 }),
  vatRateBps: fc.constantFrom(0, 105, 210, 550, 1000, 2000),
  weightCents: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
})
const components = fc
  .array(component, { minLength: 2, maxLength: 20 })
  .map(given => given.map((one, at) => priced(`product ${at}`, one.grossCents, one.vatRateBps, one.weightCents)))
const side = fc.constantFrom('gross' as const, 'net' as const)
const cents = fc.integer({ min: 0, max: 100_000_000 })

describe('the price of a bundle', () => {
  it('CIR-14 is split by the prices of its products, each with its own VAT', () => {
    const magazine = priced('magazine', 3400, 210)
    const digital = priced('digital', 1700, 2000)
    expect(sharesOf({ priceBasis: 'gross', priceCents: 4500 }, [magazine, digital])).toEqual([
      { netCents: 2938, vatCents: 62, grossCents: 3000 },
      { netCents: 1250, vatCents: 250, grossCents: 1500 },
    ])
    expect(bundlePrice({ priceBasis: 'gross', priceCents: 4500 }, [magazine, digital])).toEqual({
      netCents: 4188,
      grossCents: 4500,
      vatRateBps: 745,
    })
  })

  it('CIR-14 follows a weight that was fixed instead of the price, with tax taken out of it on the net side', () => {
    const fixed = priced('digital', 1700, 2000, 600)
    expect(keyOf(fixed, 'gross')).toBe(600)
    expect(keyOf(fixed, 'net')).toBe(500)
    expect(splitByKey(1000, [priced('magazine', 5400, 0), fixed], 'gross')).toEqual([900, 100])
  })

  it('CIR-14 never moves by a cent, on the side it is entered, and no part by a cent from its exact share', () => {
    fc.assert(
      fc.property(components, cents, side, (those, priceCents, priceBasis) => {
        const shares = sharesOf({ priceBasis, priceCents }, those)
        const parts = shares.map(({ netCents, grossCents }) => (priceBasis === 'gross' ? grossCents : netCents))
        expect(sum(parts)).toBe(priceCents)
        const keys = those.map(one => keyOf(one, priceBasis))
        for (const [at, part] of parts.entries())
          expect(Math.abs(part * sum(keys) - priceCents * keys[at]!)).toBeLessThan(sum(keys))
        for (const { netCents, vatCents, grossCents } of shares) {
          expect(netCents + vatCents).toBe(grossCents)
          expect(vatCents).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('CIR-14 is split alike in whatever order its products are put', () => {
    fc.assert(
      fc.property(components, cents, side, fc.array(fc.integer()), (those, amount, on, mix) => {
        const parts = new Map(splitByKey(amount, those, on).map((part, at) => [those[at]!.productId, part]))
        const mixed = those.toSorted((a, b) => (mix[those.indexOf(a)] ?? 0) - (mix[those.indexOf(b)] ?? 0))
        expect(new Map(splitByKey(amount, mixed, on).map((part, at) => [mixed[at]!.productId, part]))).toEqual(
          new Map(mixed.map(({ productId }) => [productId, parts.get(productId)])),
        )
      }),
    )
  })

  it('CIR-14 keeps net and VAT of what was invoiced elsewhere', () => {
    fc.assert(
      fc.property(components, cents, cents, (those, netCents, vatCents) => {
        const shares = sharesOfInvoiced({ netCents, vatCents, grossCents: netCents + vatCents }, those)
        expect(sum(shares.map(share => share.netCents))).toBe(netCents)
        expect(sum(shares.map(share => share.vatCents))).toBe(vatCents)
        expect(shares.every(share => share.netCents + share.vatCents === share.grossCents)).toBe(true)
      }),
    )
  })

  it('is shared alike by products that all became free', () => {
    expect(splitByKey(101, [priced('a', 0, 0), priced('b', 0, 0)], 'net')).toEqual([51, 50])
  })
})

describe('what a bundle is made of', () => {
  const magazine = { code: 'ABO-A112', kind: 'subscription' as const, grossCents: 3400 }
  const known = new Map<string, { code: string; kind: ProductKind; grossCents: number }>([
    ['a', magazine],
    ['b', { code: 'NUM-1', kind: 'single-issue', grossCents: 900 }],
    ['free', { code: 'LETTRE', kind: 'other', grossCents: 0 }],
    ['other bundle', { code: 'DUO', kind: 'bundle', grossCents: 4000 }],
  ])
  const fault = (...ids: string[]) =>
    compositionFault(
      'bundle',
      ids.map(productId => ({ productId })),
      known,
    )?.code

  it('CIR-14 is at least two products with a price, each once, none of them a bundle', () => {
    expect(fault('a', 'b')).toBeUndefined()
    expect(fault('a')).toBe('catalog.componentsMissing')
    expect(fault('a', 'a')).toBe('catalog.componentTwice')
    expect(fault('a', 'unheard of')).toBe('catalog.componentUnknown')
    expect(fault('a', 'bundle')).toBe('catalog.bundleInBundle')
    expect(fault('a', 'other bundle')).toBe('catalog.bundleInBundle')
    expect(fault('a', 'free')).toBe('catalog.componentPrice')
    expect(compositionFault('bundle', [{ productId: 'a' }, { productId: 'free', weightCents: 100 }], known)).toBe(
      undefined,
    )
  })

  it('CIR-14 is dated: what was in force on a day before today stays', () => {
    const dated = [{ startsOn: '2026-01-01' }, { startsOn: '2026-06-01' }]
    expect(inForce(dated, '2025-12-31')).toBeUndefined()
    expect(inForce(dated, '2026-05-31')).toBe(dated[0])
    expect(inForce(dated.toReversed(), '2026-06-01')).toBe(dated[1])
    expect(inForceOrFirst(dated.toReversed(), '2025-12-31')).toBe(dated[0])
    expect(mayBegin('2026-03-01', dated, '2026-03-01')).toBe(true)
    expect(mayBegin('2026-02-28', dated, '2026-03-01')).toBe(false)
    expect(mayBegin('2025-01-01', dated, '2026-03-01')).toBe(true)
    expect(mayBegin('2020-01-01', [], '2026-03-01')).toBe(true)
  })

  it('is told by its codes', () => {
    expect(
      compositionText([
        { code: 'ABO-A112', weightCents: null },
        { code: 'NUM-1', weightCents: 905 },
      ]),
    ).toBe('ABO-A112 + NUM-1 (9,05)')
    expect(parseComposition(' abo-a112+NUM-1 ( 9.05 )')).toEqual([
      { code: 'ABO-A112', weightCents: null },
      { code: 'NUM-1', weightCents: 905 },
    ])
    for (const unclear of ['', 'A +', 'A + B (x)', 'A (1) (2)', 'A + B (0)'])
      expect(parseComposition(unclear)).toBeUndefined()
  })
})
