import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addEntry, minus, plus, type Totals } from './totals.ts'

const amount = fc.integer({ min: -100_000, max: 100_000 })
const entry = fc.record({
  kind: fc.constantFrom('invoice', 'credit-note', 'payment'),
  grossCents: amount,
  on: fc.constantFrom('2026-03-01', '2026-03-02'),
  sealedOn: fc.constant('2026-03-02'),
  facts: fc.record({
    method: fc.option(fc.constantFrom('card', 'cheque'), { nil: undefined }),
    vat: fc.array(
      fc.record({
        category: fc.constant('S'),
        rateBps: fc.constantFrom(210, 2000),
        netCents: amount,
        vatCents: amount,
      }),
    ),
  }),
})
const totalsOf = (entries: readonly (typeof entry extends fc.Arbitrary<infer E> ? E : never)[]): Totals => {
  const totals: Totals = {}
  for (const one of entries) addEntry(totals, one, one.facts)
  return totals
}

describe('totals of what was sealed', () => {
  test('L-1 say what was invoiced by rate and paid by method, and what came after its day', () => {
    const totals = totalsOf([
      {
        kind: 'invoice',
        grossCents: 1200,
        on: '2026-03-01',
        sealedOn: '2026-03-02',
        facts: { method: undefined, vat: [{ category: 'S', rateBps: 2000, netCents: 1000, vatCents: 200 }] },
      },
      {
        kind: 'payment',
        grossCents: 1200,
        on: '2026-03-02',
        sealedOn: '2026-03-02',
        facts: { method: 'card', vat: [] },
      },
    ])
    expect(totals).toEqual({
      invoice: {
        count: 1,
        late: 1,
        grossCents: 1200,
        vat: { 'S 2000': { netCents: 1000, vatCents: 200 } },
        methods: {},
      },
      payment: { count: 1, late: 0, grossCents: 1200, vat: {}, methods: { card: 1200 } },
    })
  })

  test('add and take away: a period is what stands at its end less what stood before', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.array(entry), (before, during) => {
        const ever = plus(totalsOf(before), totalsOf(during))
        expect(ever).toEqual(plus(totalsOf([...before, ...during]), {}))
        expect(minus(ever, totalsOf(before))).toEqual(plus(totalsOf(during), {}))
        expect(minus(ever, ever)).toEqual({})
      }),
    )
  })
})
