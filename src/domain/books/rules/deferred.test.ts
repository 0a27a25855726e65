import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Served, worthOf } from './deferred.ts'

const sold: Served = { netCents: 2833, creditedCents: 0, issues: 4, used: 0, stopsAfter: null, cancelled: false }

describe('deferred income', () => {
  it('A19 each issue served earns its part, and the last one takes what is left by rounding', () => {
    expect([0, 1, 2, 3, 4].map(used => worthOf({ ...sold, used }).earnedCents)).toEqual([0, 708, 1416, 2124, 2833])
    expect([0, 3, 4].map(used => worthOf({ ...sold, used }).owedCents)).toEqual([2833, 709, 0])
  })

  it('A19 what is cancelled without a credit note is kept, what is credited is neither earned nor owed', () => {
    expect(worthOf({ ...sold, used: 1, cancelled: true })).toEqual({
      earnedCents: 708,
      owedCents: 0,
      lostCents: 2125,
      issuesOwed: 0,
    })
    expect(worthOf({ ...sold, used: 1, cancelled: true, creditedCents: 2125 })).toMatchObject({
      earnedCents: 708,
      owedCents: 0,
      lostCents: 0,
    })
    expect(worthOf({ ...sold, used: 1, cancelled: true, creditedCents: 2833 })).toMatchObject({
      earnedCents: 0,
      lostCents: 0,
    })
  })

  it('A19 a service stopped after an issue is owed until there', () => {
    expect(worthOf({ ...sold, used: 1, stopsAfter: 3 })).toEqual({
      earnedCents: 708,
      owedCents: 1416,
      lostCents: 709,
      issuesOwed: 2,
    })
  })

  it('A19 earned, owed and lost are always what was invoiced less what was credited, none of them below zero', () => {
    const any = fc.record({
      netCents: fc.integer({ min: 1, max: 1_000_000 }),
      creditedCents: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_100_000 })),
      issues: fc.nat(60),
      used: fc.nat(60),
      stopsAfter: fc.option(fc.nat(60), { nil: null }),
      cancelled: fc.boolean(),
    })
    fc.assert(
      fc.property(any, purchase => {
        const { earnedCents, owedCents, lostCents } = worthOf(purchase)
        expect(earnedCents + owedCents + lostCents).toBe(Math.max(0, purchase.netCents - purchase.creditedCents))
        expect(Math.min(earnedCents, owedCents, lostCents)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 20_000 },
    )
  })

  it('A19 an issue more never earns less', () => {
    const any = fc.record({
      netCents: fc.integer({ min: 1, max: 10_000 }),
      issues: fc.integer({ min: 1, max: 30 }),
      used: fc.nat(29),
    })
    fc.assert(
      fc.property(any, ({ used, ...purchase }) => {
        const earned = (issues: number) => worthOf({ ...sold, ...purchase, used: issues }).earnedCents
        expect(earned(used + 1)).toBeGreaterThanOrEqual(earned(used))
      }),
    )
  })
})
