import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatMoney,
  grossFromNet,
  netFromGross,
  parseMoney,
  percentOf,
  roundHalfAwayFromZero,
  splitByLargestRemainder,
  vatInGross,
} from './money.ts'

const anyCents = fc.maxSafeInteger()
const anyPriceCents = fc.integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 })
const anyRateBps = fc.integer({ min: 0, max: 10_000 })
const sum = (cents: number[]) => cents.reduce((a, b) => a + b, 0)

describe('rounding', () => {
  test.each([
    [5, 2, 3],
    [-5, 2, -3],
    [5, -2, -3],
    [7, 3, 2],
    [-7, 3, -2],
    [1, 3, 0],
    [0, 7, 0],
  ])('%i ÷ %i is %i', (numerator, denominator, expected) => {
    expect(roundHalfAwayFromZero(numerator, denominator)).toBe(expected)
  })

  test('is never more than a half away, and mirrors the sign', () => {
    fc.assert(
      fc.property(anyCents, fc.integer({ min: 1, max: 1_000_000 }), (numerator, denominator) => {
        const rounded = roundHalfAwayFromZero(numerator, denominator)
        const gap = BigInt(rounded) * BigInt(denominator) - BigInt(numerator)
        expect(2n * (gap < 0n ? -gap : gap) <= BigInt(denominator)).toBe(true)
        expect(rounded + roundHalfAwayFromZero(-numerator, denominator)).toBe(0)
      }),
    )
  })

  test('refuses what is not an integer, a division by zero and a result out of bounds', () => {
    expect(() => roundHalfAwayFromZero(0.5, 1)).toThrow(RangeError)
    expect(() => roundHalfAwayFromZero(1, 0)).toThrow(RangeError)
    expect(() => roundHalfAwayFromZero(2n ** 53n, 1)).toThrow(RangeError)
    expect(() => percentOf(Number.MAX_SAFE_INTEGER, 10_001)).toThrow(RangeError)
    expect(() => netFromGross(2 ** 53, 2000)).toThrow(RangeError)
    expect(() => netFromGross(100, -10_000)).toThrow(RangeError)
    expect(() => grossFromNet(12.5, 2000)).toThrow(RangeError)
  })

  test('a percentage is exact before it is rounded', () => {
    expect(percentOf(1_05, 5000)).toBe(53)
    expect(percentOf(-1_05, 5000)).toBe(-53)
    expect(percentOf(1_15, 10)).toBe(0)
    expect(percentOf(Number.MAX_SAFE_INTEGER, 10_000)).toBe(Number.MAX_SAFE_INTEGER)
  })
})

describe('X-11 VAT', () => {
  test('of a round price entered tax included is what is left after the net', () => {
    expect(netFromGross(34_00, 2000)).toBe(28_33)
    expect(vatInGross(34_00, 2000)).toBe(5_67)
    expect(netFromGross(59_60, 2000)).toBe(49_67)
    expect(netFromGross(-34_00, 2000)).toBe(-28_33)
    expect(netFromGross(7_90, 210)).toBe(7_74)
    expect(netFromGross(7_90, 0)).toBe(7_90)
  })

  test('and net always make the gross', () => {
    fc.assert(
      fc.property(anyPriceCents, anyRateBps, (gross, rateBps) => {
        expect(netFromGross(gross, rateBps) + vatInGross(gross, rateBps)).toBe(gross)
      }),
    )
  })

  test('a net price keeps its cents through gross and back', () => {
    expect(grossFromNet(28_33, 2000)).toBe(34_00)
    fc.assert(
      fc.property(anyPriceCents, anyRateBps, (net, rateBps) => {
        expect(netFromGross(grossFromNet(net, rateBps), rateBps)).toBe(net)
      }),
    )
  })
})

describe('a split', () => {
  test('gives the cents left over to the largest remainders, the first winning a tie', () => {
    expect(splitByLargestRemainder(100_00, [1, 1, 1])).toEqual([33_34, 33_33, 33_33])
    expect(splitByLargestRemainder(-100_00, [1, 1, 1])).toEqual([-33_34, -33_33, -33_33])
    expect(splitByLargestRemainder(10, [50, 30, 15, 5])).toEqual([5, 3, 2, 0])
    expect(splitByLargestRemainder(1, [0, 1])).toEqual([0, 1])
    expect(splitByLargestRemainder(0, [])).toEqual([])
    expect(splitByLargestRemainder(0, [0, 0])).toEqual([0, 0])
  })

  test('sums to the whole, and each part is less than a cent from its exact share', () => {
    const anyWeights = fc.array(fc.nat(), { minLength: 1, maxLength: 20 }).filter(weights => sum(weights) > 0)
    fc.assert(
      fc.property(anyPriceCents, anyWeights, (total, weights) => {
        const parts = splitByLargestRemainder(total, weights)
        const whole = BigInt(sum(weights))
        expect(sum(parts)).toBe(total)
        for (const [index, part] of parts.entries()) {
          const gap = BigInt(part) * whole - BigInt(total) * BigInt(weights[index]!)
          expect(gap < whole && -gap < whole).toBe(true)
        }
      }),
    )
  })

  test('refuses to lose money: no part, only zero weights, or a negative one', () => {
    expect(() => splitByLargestRemainder(1, [])).toThrow(RangeError)
    expect(() => splitByLargestRemainder(1, [0, 0])).toThrow(RangeError)
    expect(() => splitByLargestRemainder(1, [2, -1])).toThrow(RangeError)
    expect(() => splitByLargestRemainder(1, [0.5, 0.5])).toThrow(RangeError)
  })
})

describe('an amount on screen', () => {
  test('is written as its readers do', () => {
    expect(formatMoney(1234_56, 'EUR', 'fr')).toBe('1\u202f234,56\u202f€')
    expect(formatMoney(-5, 'EUR', 'fr')).toBe('-0,05\u202f€')
    expect(formatMoney(1234_56, 'EUR', 'en')).toBe('€1,234.56')
    expect(formatMoney(1234, 'JPY', 'en')).toBe('JP¥1,234')
    expect(formatMoney(Number.MAX_SAFE_INTEGER)).toBe('90\u202f071\u202f992\u202f547\u202f409,91\u202f€')
    expect(() => formatMoney(0.5)).toThrow(RangeError)
  })

  test('is read back as it was written', () => {
    const anyLanguage = fc.constantFrom('fr' as const, 'en' as const)
    fc.assert(
      fc.property(anyCents, fc.constantFrom('EUR', 'USD', 'CHF', 'TND'), anyLanguage, (cents, currency, lang) => {
        expect(parseMoney(formatMoney(cents, currency, lang), currency)).toBe(cents)
      }),
    )
  })
})

describe('an amount typed', () => {
  test.each([
    ['1 234,5', 1234_50],
    ['1234.50', 1234_50],
    ['1\u00a0234,56 €', 1234_56],
    ['1.234,56', 1234_56],
    ['1,234.56', 1234_56],
    [' 12 ', 12_00],
    ['12 EUR', 12_00],
    ['-€12.30', -12_30],
    [',5', 50],
    ['-12,3', -12_30],
    ['− 12', -12_00],
    ['+3', 3_00],
    ['-0', 0],
    ['0000,10', 10],
  ])('%j is read', (typed, expected) => expect(parseMoney(typed)).toBe(expected))

  test.each([
    '',
    '-',
    ',',
    '€',
    'douze',
    '1,234',
    '1.234',
    '12,345',
    '1 2',
    '1 23,4',
    '12 345 6',
    '$12',
    '1€2',
    '€12€',
    '1e3',
    '--1',
  ])('%j is refused', typed => expect(parseMoney(typed)).toBeNull())

  test('follows the decimals of its currency', () => {
    expect(parseMoney('1\u202f234 JP¥', 'JPY')).toBe(1234)
    expect(parseMoney('12,5', 'JPY')).toBeNull()
    expect(parseMoney('12,345', 'TND')).toBe(12_345)
  })

  test('beyond the safe integers is refused', () => {
    expect(parseMoney('90071992547409,91')).toBe(Number.MAX_SAFE_INTEGER)
    expect(parseMoney('90071992547409,92')).toBeNull()
  })
})
