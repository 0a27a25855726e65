import { describe, expect, it } from 'vitest'
import { formatMoney } from '../../../values/money.ts'
import { blankLine, filled, isBlank, readDiscount, withDouble, withLineBelow, withoutLine } from './typed-line.ts'

const line = (code: string) => ({ ...blankLine(), code })
const codes = (lines: readonly { code: string }[]) => lines.map(({ code }) => code)

describe('the lines of a document as they are typed', () => {
  it('leave out the empty ones at the end, never the first', () => {
    expect(codes(filled([line('A'), line(''), line('B'), line('')]))).toEqual(['A', '', 'B'])
    expect(filled([blankLine()])).toHaveLength(1)
  })

  it('get an empty one below, a double with a key of its own, and lose one', () => {
    const lines = [line('A'), line('B')]
    expect(codes(withLineBelow(lines, 0))).toEqual(['A', '', 'B'])
    const doubled = withDouble(lines, 1)
    expect(codes(doubled)).toEqual(['A', 'B', 'B'])
    expect(new Set(doubled.map(({ key }) => key)).size).toBe(3)
    expect(codes(withoutLine(lines, 0))).toEqual(['B'])
  })

  it('are never none: the last one removed leaves an empty one', () => {
    const [only, ...others] = withoutLine([line('A')], 0)
    expect(isBlank(only!)).toBe(true)
    expect(others).toEqual([])
  })
})

describe('a discount as typed', () => {
  it.each([
    ['', null, null],
    ['10', 1000, null],
    ['2,5 %', 250, null],
    ['100%', 10_000, null],
    ['5 €', null, 500],
    ['€5', null, 500],
    ['1 234,50€', null, 123_450],
  ])('%j is read', (typed, discountBps, discountCents) => {
    expect(readDiscount(typed)).toEqual({ discountBps, discountCents })
  })

  it('is an amount in the currency of its document, and in no other', () => {
    const five = { discountBps: null, discountCents: 500 }
    for (const typed of ['5 CHF', '5.00 CHF', formatMoney(500, 'CHF', 'fr'), formatMoney(500, 'CHF', 'en')])
      expect(readDiscount(typed, 'CHF'), typed).toEqual(five)
    expect(readDiscount('5 €', 'CHF')).toBeNull()
    expect(readDiscount('5 CHF')).toBeNull()
    expect(readDiscount('10', 'CHF')).toEqual({ discountBps: 1000, discountCents: null })
  })

  it.each(['101', '-5 €', 'dix', '1,234 €', '5.555'])('%j is refused', typed => {
    expect(readDiscount(typed)).toBeNull()
  })
})
