import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Asked,
  type Credit,
  type Creditable,
  type CreditableLine,
  creditsOf,
  leftCents,
  leftOf,
} from './credit.ts'
import type { Amounts } from './draft.ts'
import { totalsOf } from './totals.ts'

const nothing = { netCents: 0, vatCents: 0, grossCents: 0 }
const rate = fc.constantFrom(0, 210, 550, 1000, 2000)
const category = (vatRateBps: number) => (vatRateBps > 0 ? ('S' as const) : ('Z' as const))

/** A document as it would be issued, with a discount over what it sells. */
const documents = fc
  .record({
    priceBasis: fc.constantFrom('gross' as const, 'net' as const),
    lines: fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 9 }), unitCents: fc.nat(50_000), vatRateBps: rate }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    percentBps: fc.constantFrom(0, 500, 3333, 10_000),
  })
  .map(({ priceBasis, lines, percentBps }): Creditable => {
    const rated = lines.map(line => ({ ...line, vatCategory: category(line.vatRateBps) }))
    const rates = [...new Set(lines.map(({ vatRateBps }) => vatRateBps))]
    const allowances = rates.map(vatRateBps => ({
      kind: 'discount' as const,
      vatCategory: category(vatRateBps),
      vatRateBps,
      percentBps,
    }))
    const totals = totalsOf({ priceBasis, lines: rated, allowances })
    return {
      lines: rated.map(({ quantity, vatCategory, vatRateBps }, at): CreditableLine => {
        const { netCents, vatCents, grossCents } = totals.lines[at]!
        return {
          id: String(at),
          label: `Ligne ${at}`,
          quantity,
          supply: at % 2 === 0 ? 'goods' : 'services',
          vatCategory,
          vatRateBps,
          netCents,
          vatCents,
          grossCents,
          credited: nothing,
        }
      }),
      allowances: totals.allowances.map(({ netCents, vatCents, grossCents }, at) => ({
        vatCategory: allowances[at]!.vatCategory,
        vatRateBps: allowances[at]!.vatRateBps,
        netCents: -netCents,
        vatCents: -vatCents,
        grossCents: -grossCents,
      })),
      credited: [],
    }
  })

const asks = fc.array(
  fc.oneof(
    fc.record({ line: fc.nat(5), quantity: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ line: fc.nat(5), cents: fc.integer({ min: 1, max: 60_000 }) }),
    fc.record({ line: fc.nat(5) }),
    fc.record({ rate, amount: fc.integer({ min: 1, max: 60_000 }) }),
  ),
  { maxLength: 8 },
)

const asked = (one: { line?: number; quantity?: number; cents?: number; rate?: number; amount?: number }): Asked =>
  one.line === undefined
    ? { lines: [], amounts: [{ vatCategory: category(one.rate!), vatRateBps: one.rate!, cents: one.amount! }] }
    : { lines: [{ lineId: String(one.line), quantity: one.quantity, cents: one.cents }], amounts: [] }

const plus = (one: Amounts, other: Amounts): Amounts => ({
  netCents: one.netCents + other.netCents,
  vatCents: one.vatCents + other.vatCents,
  grossCents: one.grossCents + other.grossCents,
})

/** The document after a credit note. */
const credited = (document: Creditable, credits: readonly Credit[]): Creditable => ({
  ...document,
  lines: document.lines.map(line => ({
    ...line,
    credited: credits.filter(({ lineId }) => lineId === line.id).reduce<Amounts>(plus, line.credited),
  })),
  credited: [...document.credited, ...credits.filter(({ lineId }) => lineId === null)],
})

describe('credit notes', () => {
  it('L-2 never take back more than is left of the document, of a rate and of a line, and all of them together take back exactly all', () => {
    fc.assert(
      fc.property(documents, asks, (issued, wishes) => {
        const charged = [...issued.lines, ...issued.allowances].reduce<Amounts>(plus, nothing)
        let document = issued
        let taken: Amounts = nothing
        for (const wish of [...wishes.map(asked), { whole: true } as const]) {
          const before = leftCents(document)
          const credits = creditsOf(document, wish)
          if ('code' in credits) continue
          for (const { netCents, vatCents, grossCents } of credits) {
            expect(netCents + vatCents).toBe(grossCents)
            expect(grossCents).toBeGreaterThanOrEqual(0)
          }
          const sum = credits.reduce<Amounts>(plus, nothing)
          expect(sum.grossCents).toBeLessThanOrEqual(before)
          taken = plus(taken, sum)
          document = credited(document, credits)
          for (const { left, lines } of leftOf(document)) {
            expect(left.grossCents).toBeGreaterThanOrEqual(0)
            for (const line of lines) expect(line.left.grossCents).toBeGreaterThanOrEqual(0)
          }
        }
        expect(taken).toEqual(charged)
        expect(leftCents(document)).toBe(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('take back a third of a line three times, and not a cent more', () => {
    const line = {
      id: 'a',
      label: 'A',
      quantity: 3,
      supply: 'goods' as const,
      vatCategory: 'S' as const,
      vatRateBps: 2000,
      netCents: 833,
      vatCents: 167,
      grossCents: 1000,
      credited: nothing,
    }
    let document: Creditable = { lines: [line], allowances: [], credited: [] }
    const one = (): Asked => ({ lines: [{ lineId: 'a', quantity: 1 }], amounts: [] })
    const taken: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      const credits = creditsOf(document, one()) as Credit[]
      taken.push(credits[0]!.grossCents)
      document = credited(document, credits)
    }
    expect(taken).toEqual([333, 333, 333])
    expect(creditsOf(document, one())).toMatchObject({ code: 'invoicing.moreThanLeft', left: 1 })
    expect(creditsOf(document, { whole: true })).toMatchObject([{ lineId: 'a', grossCents: 1 }])
  })

  it('give back a charge on the whole that no line is taxed like', () => {
    const amounts = { netCents: 3, vatCents: 0, grossCents: 3 }
    const document: Creditable = {
      lines: [],
      allowances: [{ vatCategory: 'Z', vatRateBps: 0, ...amounts }],
      credited: [],
    }
    expect(creditsOf(document, { whole: true })).toMatchObject([{ lineId: null, ...amounts }])
  })

  it('keep the amounts said elsewhere while so much is left, and count them when it is not', () => {
    const line = {
      ...{ id: 'a', label: 'A', quantity: 2, supply: 'goods' as const, vatCategory: 'S' as const, vatRateBps: 2000 },
      ...{ netCents: 833, vatCents: 167, grossCents: 1000, credited: nothing },
    }
    const document: Creditable = { lines: [line], allowances: [], credited: [] }
    const asked = (netCents: number): Asked => ({ lines: [{ lineId: 'a', cents: 500, netCents }], amounts: [] })
    expect(creditsOf(document, asked(416))).toMatchObject([{ netCents: 416, vatCents: 84 }])
    expect(creditsOf(document, asked(300))).toMatchObject([{ netCents: 417, vatCents: 83 }])
  })

  it('L-9 take an amount at a rate off goods and services by what is left of each', () => {
    const line = (id: string, supply: 'goods' | 'services', grossCents: number) => ({
      ...{ id, label: id, quantity: 1, supply, vatCategory: 'S' as const, vatRateBps: 2000, credited: nothing },
      ...{ netCents: grossCents - grossCents / 6, vatCents: grossCents / 6, grossCents },
    })
    const document: Creditable = {
      lines: [line('a', 'goods', 1200), line('b', 'services', 3600)],
      allowances: [],
      credited: [],
    }
    const credits = creditsOf(document, { lines: [], amounts: [{ vatCategory: 'S', vatRateBps: 2000, cents: 400 }] })
    expect(credits).toMatchObject([
      { supply: 'goods', grossCents: 100, lineId: null },
      { supply: 'services', grossCents: 300, lineId: null },
    ])
    const atRate = { vatCategory: 'S' as const, vatRateBps: 2000 }
    const ofGoods = (cents: number, of = document) =>
      creditsOf(of, { lines: [], amounts: [{ ...atRate, cents, supply: 'goods' }] })
    expect(ofGoods(1200)).toMatchObject([{ supply: 'goods', grossCents: 1200, lineId: null }])
    expect(ofGoods(1201)).toMatchObject({ code: 'invoicing.moreThanLeft', left: 1200 })
    expect(ofGoods(1101, { ...document, credited: credits as Credit[] })).toMatchObject({ left: 1100 })
    const twice = [1000, 201].map(cents => ({ ...atRate, cents, supply: 'goods' as const }))
    expect(creditsOf(document, { lines: [], amounts: twice })).toMatchObject({ field: 'amounts.1.cents', left: 200 })
  })

  it('say which line there is not, and that nothing is left', () => {
    const document: Creditable = { lines: [], allowances: [], credited: [] }
    expect(creditsOf(document, { lines: [{ lineId: 'x' }], amounts: [] })).toMatchObject({
      code: 'invoicing.unknownLine',
    })
    expect(creditsOf(document, { lines: [], amounts: [] })).toMatchObject({ code: 'invoicing.nothingLeft' })
  })
})
