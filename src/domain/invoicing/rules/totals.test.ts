import { describe, expect, it } from 'vitest'
import { type DocumentToTotal, dueCents, totalsFault, totalsOf } from './totals.ts'

const S = (vatRateBps: number) => ({ vatCategory: 'S', vatRateBps }) as const
const E = { vatCategory: 'E', vatRateBps: 0 } as const

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
