import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { netFromGross, percentOf } from '../../../values/money.ts'
import {
  type AllowanceToTotal,
  type DocumentToTotal,
  dueCents,
  type LineToTotal,
  totalsFault,
  totalsOf,
} from './totals.ts'

const S = (vatRateBps: number) => ({ vatCategory: 'S', vatRateBps }) as const
const E = { vatCategory: 'E', vatRateBps: 0 } as const
const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0)

/** Worked example 1 of CEN/TC 434: nineteen lines at two rates, and fat taken back. */
const KITCHEN: DocumentToTotal = {
  priceBasis: 'net',
  lines: [
    { ...S(600), quantity: 2, unitCents: 995 },
    { ...S(600), quantity: 1, unitCents: 985 },
    { ...S(600), quantity: 1, unitCents: 829 },
    { ...S(600), quantity: 2, unitCents: 723 },
    { ...S(600), quantity: 1, unitCents: 3500 },
    { ...S(600), quantity: 1, unitCents: 3500 },
    { ...S(600), quantity: 1, unitCents: 1065 },
    { ...S(600), quantity: 1, unitCents: 155 },
    { ...S(600), quantity: 3, unitCents: 479 },
    { ...S(600), quantity: 1, unitCents: 829 },
    { ...S(600), quantity: 2, unitCents: 829 },
    { ...S(600), quantity: 1, unitCents: 995 },
    { ...S(600), quantity: 2, unitCents: 165 },
    { ...S(2100), quantity: 1, unitCents: 1080 },
    { ...S(600), quantity: 1, unitCents: 390 },
    { ...S(2100), quantity: 2, unitCents: 380 },
    { ...S(2100), quantity: 2, unitCents: 467 },
    { ...S(2100), quantity: 1, unitCents: 1863 },
    { ...S(600), quantity: 6, unitCents: 1702 },
    { ...S(600), cents: -10_998 },
  ],
}

/** Worked example 2 of CEN/TC 434: a discount and carriage, three categories, something taken back, a part paid. */
const CONVENTION: DocumentToTotal = {
  priceBasis: 'net',
  lines: [
    { ...S(2500), quantity: 1, unitCents: 127_300 },
    { ...S(1500), cents: -396 },
    { ...S(1500), quantity: 2, unitCents: 248 },
    { ...E, cents: -2500 },
    { ...S(2500), quantity: 250, unitCents: 75 },
  ],
  allowances: [
    { ...S(2500), kind: 'discount', cents: 10_000 },
    { ...S(2500), kind: 'charge', cents: 10_000 },
  ],
}

describe('the totals of the worked examples of EN 16931', () => {
  it('BR-CO-10 the net of the document is the sum of its lines', () => {
    expect(totalsOf(KITCHEN).linesNetCents).toBe(22_960)
    expect(totalsOf(CONVENTION).linesNetCents).toBe(143_650)
  })

  it('BR-CO-11 BR-CO-12 BR-CO-13 discounts and charges stand apart, and count', () => {
    const totals = totalsOf(CONVENTION)
    expect(totals).toMatchObject({ takenOffNetCents: 10_000, addedNetCents: 10_000, netCents: 143_650 })
    const reduced = totalsOf({ ...CONVENTION, allowances: CONVENTION.allowances!.slice(0, 1) })
    expect(reduced).toMatchObject({ takenOffNetCents: 10_000, addedNetCents: 0, netCents: 133_650 })
  })

  it('BR-CO-14 BR-CO-15 VAT is the sum of its categories, and makes the gross with the net', () => {
    expect(totalsOf(KITCHEN)).toMatchObject({ netCents: 22_960, vatCents: 2073, grossCents: 25_033 })
    expect(totalsOf(CONVENTION)).toMatchObject({ netCents: 143_650, vatCents: 36_528, grossCents: 180_178 })
  })

  it('BR-CO-16 what is due is the gross without what was paid', () => {
    expect(dueCents(totalsOf(CONVENTION), 100_000)).toBe(80_178)
    expect(dueCents(totalsOf(KITCHEN))).toBe(25_033)
  })

  it('BR-CO-17 VAT of a category is its rate of the sum of its nets, rounded once', () => {
    expect(totalsOf(KITCHEN).breakdown).toEqual([
      { ...S(2100), netCents: 4637, vatCents: 974, grossCents: 5611 },
      { ...S(600), netCents: 18_323, vatCents: 1099, grossCents: 19_422 },
    ])
    expect(totalsOf(CONVENTION).breakdown).toEqual([
      { ...S(2500), netCents: 146_050, vatCents: 36_513, grossCents: 182_563 },
      { ...S(1500), netCents: 100, vatCents: 15, grossCents: 115 },
      { ...E, netCents: -2500, vatCents: 0, grossCents: -2500 },
    ])
  })

  it('BR-CO-17 three lines of a third of a cent make a cent together, on one of them', () => {
    const { lines, vatCents } = totalsOf({
      priceBasis: 'net',
      lines: [1, 2, 3].map(() => ({ ...S(550), quantity: 1, unitCents: 6 })),
    })
    expect(vatCents).toBe(1)
    expect(lines.map(line => line.vatCents)).toEqual([1, 0, 0])
  })
})

describe('the totals of prices entered with tax', () => {
  it('X-10 X-11 take VAT out of the sum and leave every price as it is', () => {
    const document = {
      priceBasis: 'gross',
      lines: [3400, 3400, 3400].map(unitCents => ({ ...S(2000), quantity: 1, unitCents })),
    } as const
    const totals = totalsOf(document)
    expect(totals).toMatchObject({ netCents: 8500, vatCents: 1700, grossCents: 10_200 })
    expect(totals.lines.map(({ netCents, vatCents }) => [netCents, vatCents])).toEqual([
      [2833, 567],
      [2833, 567],
      [2834, 566],
    ])
  })

  it('X-11 take a percentage and an amount off a line, and off the lines of a rate', () => {
    const totals = totalsOf({
      priceBasis: 'gross',
      lines: [
        { ...S(2000), quantity: 3, unitCents: 3333, discountBps: 1000 },
        { ...S(210), quantity: 1, unitCents: 900, discountCents: 90 },
      ],
      allowances: [{ ...S(2000), kind: 'discount', percentBps: 500 }],
    })
    expect(totals.lines.map(({ grossCents, discountCents }) => [grossCents, discountCents])).toEqual([
      [8999, 1000],
      [810, 90],
    ])
    expect(totals.allowances[0]!.grossCents).toBe(450)
    expect(totals.grossCents).toBe(8999 + 810 - 450)
  })

  it('L-9 take a deposit off with the VAT that was due when it was cashed', () => {
    const deposit = { netCents: 833, vatCents: 167, grossCents: 1000 }
    const totals = totalsOf({
      priceBasis: 'gross',
      lines: [{ ...S(2000), quantity: 1, unitCents: 3400 }],
      allowances: [{ ...S(2000), kind: 'deposit', amounts: deposit }],
    })
    expect(totals).toMatchObject({ netCents: 2000, vatCents: 400, grossCents: 2400, takenOffNetCents: 833 })
    expect(totals.allowances).toEqual([deposit])
  })

  it('CIR-14 keep what was invoiced elsewhere, and the parts of a bundle, to the cent', () => {
    const amounts = { netCents: 2832, vatCents: 568, grossCents: 3400 } // elsewhere rounded otherwise
    const totals = totalsOf({
      priceBasis: 'gross',
      lines: [
        { ...S(2000), amounts },
        { ...S(2000), cents: 3400 },
      ],
    })
    expect(totals.lines).toMatchObject([amounts, { netCents: 2833, vatCents: 567, grossCents: 3400 }])
    expect(totals).toMatchObject({ netCents: 5665, vatCents: 1135, grossCents: 6800 })
  })
})

describe('a document that cannot be', () => {
  const line = { ...S(2000), quantity: 1, unitCents: 1000 }

  it('BR-CO-13 takes more off a line, or off the lines of a rate, than there is', () => {
    expect(totalsFault({ priceBasis: 'gross', lines: [line, { ...line, discountCents: 1001 }] })).toEqual({
      code: 'invoicing.discountBeyondLine',
      field: 'lines.1.discountCents',
    })
    const other = { ...S(210), kind: 'discount', cents: 1 } as const
    expect(totalsFault({ priceBasis: 'net', lines: [line], allowances: [other] })).toEqual({
      code: 'invoicing.takenOffBeyondLines',
      field: 'allowances',
    })
    expect(totalsFault({ priceBasis: 'gross', lines: [{ ...line, discountCents: 1000 }] })).toBeUndefined()
  })
})

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
