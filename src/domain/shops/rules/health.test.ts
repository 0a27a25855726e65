import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HEALTH_STATES, SHOP_FAILURES } from './failures.ts'
import { healthState, healthWarnings, pauseSeconds, quietAfterHours, type ShopFacts, toBeTold } from './health.ts'
import { SHOP_KINDS } from './order.ts'

const HOUR = 60 * 60 * 1000
const NOW = '2026-11-22T12:00:00.000Z'
const ago = (hours: number) => new Date(Date.parse(NOW) - hours * HOUR).toISOString()

const past = fc.option(fc.double({ min: 0, max: 1000, noNaN: true }).map(ago), { nil: null })
const hook = fc.record(
  {
    status: fc.constantFrom('active', 'paused', 'disabled', 'refused'),
    repairedAt: fc.integer({ max: 500, min: 0 }).map(ago),
  },
  { requiredKeys: ['status'] },
)
const facts: fc.Arbitrary<ShopFacts> = fc
  .record({
    kind: fc.constantFrom(...SHOP_KINDS),
    active: fc.boolean(),
    hasKeys: fc.boolean(),
    address: fc.constantFrom('http://boutique.test', 'https://boutique.test'),
    deliversTo: fc.constantFrom('', 'https://facteur.test'),
    hooks: fc.array(hook, { maxLength: 4 }),
    failure: fc.option(fc.constantFrom(...SHOP_FAILURES), { nil: null }),
    failures: fc.nat(20),
    failingSince: past,
    loadedAt: past,
    loading: fc.boolean(),
    cameAt: past,
    toldAt: past,
    quietAfterHours: fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }),
    oldestDeliveryAt: past,
  })
  // A shop of files has no keys; one that fails does so since an instant, another does not.
  .map(one => ({
    ...one,
    hasKeys: one.hasKeys && one.kind !== 'csv',
    failingSince: one.failure === null ? null : (one.failingSince ?? NOW),
  }))
const works: fc.Arbitrary<ShopFacts> = facts.map(one => ({ ...one, kind: 'woocommerce', active: true, hasKeys: true }))

describe('E1 how long a shop that does not answer is left in peace', () => {
  const wait = fc.option(fc.nat(10_000_000), { nil: null })

  it('grows with its failures, from a minute to an hour', () => {
    fc.assert(
      fc.property(fc.nat(100), failures => {
        const [pause, next] = [pauseSeconds(failures, null), pauseSeconds(failures + 1, null)]
        expect(pause).toBeGreaterThanOrEqual(60)
        expect(next).toBeGreaterThanOrEqual(pause)
        expect(next).toBeLessThanOrEqual(60 * 60)
      }),
    )
    expect([1, 2, 3].map(failures => pauseSeconds(failures, null))).toEqual([60, 120, 240])
  })

  it('is at least what it asks for, and never more than six hours', () => {
    fc.assert(
      fc.property(fc.nat(100), wait, (failures, asked) => {
        const pause = pauseSeconds(failures, asked)
        expect(pause).toBeGreaterThanOrEqual(Math.min(asked ?? 0, 6 * 60 * 60))
        expect(pause).toBeGreaterThanOrEqual(pauseSeconds(failures, null))
        expect(pause).toBeLessThanOrEqual(6 * 60 * 60)
      }),
    )
  })
})

describe('E1 when silence is longer than usual', () => {
  const habit = fc.record({ gapCount: fc.nat(50), longestGapHours: fc.double({ min: 0, max: 5000, noNaN: true }) })

  it('is what somebody said, else twice the longest silence, between a day and two weeks, once there is a habit', () => {
    fc.assert(
      fc.property(habit, fc.nat(500), (one, said) => {
        expect(quietAfterHours(said, one)).toBe(said)
        const usual = quietAfterHours(null, one)
        if (one.gapCount < 10) {
          expect(usual).toBeNull()
          return
        }
        expect(usual).toBeGreaterThanOrEqual(24)
        expect(usual).toBeLessThanOrEqual(14 * 24)
        if (one.longestGapHours < 7 * 24) expect(usual).toBeGreaterThanOrEqual(2 * one.longestGapHours)
      }),
    )
  })
})

describe('E1 how it stands with a shop', () => {
  it('is off, without keys, failing, loading, quiet or fine, the first of these that is so', () => {
    fc.assert(
      fc.property(facts, one => {
        const state = healthState(one, NOW)
        expect(HEALTH_STATES).toContain(state)
        expect(state === 'off').toBe(!one.active)
        expect(state === 'byFile').toBe(one.active && one.kind === 'csv')
        expect(state === 'unconnected').toBe(one.active && one.kind !== 'csv' && !one.hasKeys)
        if (one.active && one.kind !== 'csv' && one.hasKeys) expect(state === 'failing').toBe(one.failure !== null)
        if (state === 'quiet') expect(healthState({ ...one, cameAt: NOW }, NOW)).toBe('fine')
      }),
    )
  })

  it('warns of nothing where nothing is asked, and blames what is missing on a key that may not', () => {
    fc.assert(
      fc.property(facts, one => {
        const warnings = healthWarnings(one, NOW)
        if (!one.active || !one.hasKeys) expect(warnings).toEqual([])
        expect(new Set(warnings).size).toBe(warnings.length)
        expect(warnings.includes('readOnlyKey') && warnings.includes('hooksMissing')).toBe(false)
      }),
    )
    fc.assert(
      fc.property(works, one => {
        const late = { ...one, oldestDeliveryAt: ago(11 / 60) }
        expect(healthWarnings(late, NOW)).toContain('deliveriesWait')
        expect(healthWarnings({ ...one, oldestDeliveryAt: ago(9 / 60) }, NOW)).not.toContain('deliveriesWait')
        expect(healthWarnings(one, NOW).includes('plainHttp')).toBe(one.address.startsWith('http:'))
      }),
    )
  })
})

describe('E1 what people are told', () => {
  it('is told once: nothing more after it was, until it happens again', () => {
    fc.assert(
      fc.property(facts, one => {
        if (toBeTold(one, NOW) !== null) expect(toBeTold({ ...one, toldAt: NOW }, NOW)).toBeNull()
      }),
    )
    const failing: ShopFacts = { ...fc.sample(works, 1)[0]!, failure: 'timeout', failingSince: ago(3), toldAt: ago(4) }
    expect(toBeTold(failing, NOW)).toBe('failing')
  })

  it('is what is the matter: a shop that fails for long or that people must mend, or one that is quiet', () => {
    fc.assert(
      fc.property(facts, one => {
        const what = toBeTold(one, NOW)
        if (!one.active || !one.hasKeys) expect(what).toBeNull()
        if (what === 'failing') expect(healthState(one, NOW)).toBe('failing')
        if (what === 'quiet') expect(['quiet', 'loading']).toContain(healthState(one, NOW))
      }),
    )
    fc.assert(
      fc.property(works, fc.constantFrom('timeout', 'unavailable', 'tooManyRequests'), (one, failure) => {
        const passing = { ...one, failure, toldAt: null } as ShopFacts
        expect(toBeTold({ ...passing, failingSince: ago(1.9) }, NOW)).toBeNull()
        expect(toBeTold({ ...passing, failingSince: ago(2) }, NOW)).toBe('failing')
        const forPeople = { ...passing, failure: 'wrongKey', failingSince: ago(0.1) } as ShopFacts
        expect(toBeTold({ ...forPeople, failures: 2 }, NOW)).toBeNull()
        expect(toBeTold({ ...forPeople, failures: 3 }, NOW)).toBe('failing')
      }),
    )
  })
})
