import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { netFromGross, percentOf } from '../../../values/money.ts'
import { type AllowanceToTotal, type LineToTotal, totalsOf } from './totals.ts'

const S = (vatRateBps: number) => ({ vatCategory: 'S', vatRateBps }) as const
const E = { vatCategory: 'E', vatRateBps: 0 } as const
const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0)

const rate = fc.constantFrom(S(105), S(210), S(550), S(1000), S(2000), S(1960), E)
const amount = fc.integer({ min: 0, max: 2_000_000 })
const aLine: fc.Arbitrary<LineToTotal> = fc.oneof(
  fc
    .tuple(rate, fc.integer({ min: 1, max: 500 }), amount, fc.option(fc.integer({ min: 0, max: 10_000 })), fc.nat())
    .map(([of, quantity, unitCents, discountBps, off]) => ({
      ...of,
      quantity,
      unitCents,
      ...(discountBps === null ? { discountCents: off % (quantity * unitCents + 1) } : { discountBps }),
    })),
  fc.tuple(rate, amount).map(([of, cents]) => ({ ...of, cents })),
  fc.tuple(rate, amount).map(([of, grossCents]) => {
    const netCents = netFromGross(grossCents, of.vatRateBps)
    return { ...of, amounts: { netCents, vatCents: grossCents - netCents, grossCents } }
  }),
)
const anAllowance: fc.Arbitrary<AllowanceToTotal> = fc
  .tuple(
    rate,
    fc.constantFrom('discount', 'charge', 'deposit'),
    fc.oneof(
      fc.record({ percentBps: fc.integer({ min: 0, max: 10_000 }) }),
      fc.record({ cents: fc.integer({ min: 0, max: 5_000 }) }),
    ),
  )
  .map(([of, kind, said]) => ({ ...of, kind, ...said }))
const aDocument = (priceBasis: 'gross' | 'net') =>
  fc.record({
    priceBasis: fc.constant(priceBasis),
    lines: fc.array(aLine, { minLength: 1, maxLength: 30 }),
    allowances: fc.array(anAllowance, { maxLength: 5 }),
  })
const either = fc.oneof(aDocument('gross'), aDocument('net'))
const RUNS = { numRuns: 2000 }

describe('the totals of any document', () => {
  it('BR-CO-10 BR-CO-11 BR-CO-12 BR-CO-13 BR-CO-14 BR-CO-15 add up exactly', () => {
    fc.assert(
      fc.property(either, document => {
        const totals = totalsOf(document)
        const off = totals.allowances.filter((_, at) => document.allowances[at]!.kind !== 'charge')
        const on = totals.allowances.filter((_, at) => document.allowances[at]!.kind === 'charge')
        expect(totals.linesNetCents).toBe(sum(totals.lines.map(({ netCents }) => netCents)))
        expect(totals.takenOffNetCents).toBe(sum(off.map(({ netCents }) => netCents)))
        expect(totals.addedNetCents).toBe(sum(on.map(({ netCents }) => netCents)))
        expect(totals.netCents).toBe(totals.linesNetCents - totals.takenOffNetCents + totals.addedNetCents)
        expect(totals.vatCents).toBe(sum(totals.breakdown.map(({ vatCents }) => vatCents)))
        expect(totals.netCents).toBe(sum(totals.breakdown.map(({ netCents }) => netCents)))
        for (const { netCents, vatCents, grossCents } of [totals, ...totals.lines, ...totals.allowances])
          expect(netCents + vatCents).toBe(grossCents)
      }),
      RUNS,
    )
  })

  it('X-10 X-11 never move what was entered by a cent', () => {
    fc.assert(
      fc.property(either, document => {
        const totals = totalsOf(document)
        const side = document.priceBasis === 'gross' ? 'grossCents' : 'netCents'
        for (const [at, line] of document.lines.entries()) {
          const { discountCents, [side]: cents } = totals.lines[at]!
          if ('cents' in line) expect(cents).toBe(line.cents)
          else if ('amounts' in line) expect(totals.lines[at]).toMatchObject(line.amounts)
          else {
            expect(cents).toBe(line.quantity * line.unitCents - discountCents)
            if (line.discountBps !== undefined)
              expect(discountCents).toBe(percentOf(line.quantity * line.unitCents, line.discountBps!))
          }
        }
        for (const [at, allowance] of document.allowances.entries())
          if ('cents' in allowance) expect(totals.allowances[at]![side]).toBe(allowance.cents)
      }),
      RUNS,
    )
  })

  it('BR-CO-17 have at each rate the VAT of its net: exactly with net prices, within a cent with gross ones', () => {
    const counted = fc.oneof(aDocument('gross'), aDocument('net')).map(document => ({
      ...document,
      lines: document.lines.map(line =>
        'amounts' in line ? { ...line, amounts: undefined, cents: line.amounts.grossCents } : line,
      ) as LineToTotal[],
    }))
    fc.assert(
      fc.property(counted, document => {
        const plain = { ...document, lines: document.lines.map(({ ...line }) => without(line)) }
        for (const { netCents, vatCents, vatRateBps } of totalsOf(plain).breakdown) {
          if (document.priceBasis === 'net') expect(vatCents).toBe(percentOf(netCents, vatRateBps))
          else expect(2 * Math.abs(vatCents * 10_000 - netCents * vatRateBps)).toBeLessThanOrEqual(10_000 + vatRateBps)
        }
      }),
      RUNS,
    )
  })

  it('BR-CO-17 leave each line less than a cent from its own VAT, and never below zero', () => {
    fc.assert(
      fc.property(either, document => {
        const { lines } = totalsOf(document)
        for (const [at, { netCents, vatCents, grossCents }] of lines.entries()) {
          const { vatRateBps } = document.lines[at]!
          const exact =
            document.priceBasis === 'net'
              ? (netCents * vatRateBps) / 10_000
              : (grossCents * vatRateBps) / (10_000 + vatRateBps)
          if (!('amounts' in document.lines[at]!)) expect(Math.abs(vatCents - exact)).toBeLessThan(1)
          expect(Math.min(netCents, vatCents, grossCents)).toBeGreaterThanOrEqual(0)
        }
      }),
      RUNS,
    )
  })

  it('BR-CO-14 are the same whatever the order of the lines', () => {
    fc.assert(
      fc.property(either, document => {
        const { breakdown, grossCents } = totalsOf(document)
        const turned = totalsOf({ ...document, lines: document.lines.toReversed() })
        expect(turned.breakdown).toEqual(breakdown)
        expect(turned.grossCents).toBe(grossCents)
      }),
    )
  })
})

function without(line: LineToTotal): LineToTotal {
  if (!('amounts' in line)) return line
  const { amounts: _, ...rest } = line
  return rest as LineToTotal
}
