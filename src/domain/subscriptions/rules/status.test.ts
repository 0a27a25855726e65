import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compareDays, day, daysBetween, isoDay, monthAdded, NO_END } from '../../../values/day.ts'
import { termOf } from '../testing/term.ts'
import { expiryWindow, subscriptionStatus } from './status.ts'

const table = (name: string) => {
  const [head, ...lines] = readFileSync(new URL(`../../../../demo/capital-social/${name}.csv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.map(
    line =>
      Object.fromEntries(line.split(';').map((cell, at) => [head!.split(';')[at]!, cell])) as Record<string, string>,
  )
}
const bought = table('subscriptions')
const anyDay = fc.integer({ min: 0, max: 60_000 }).map(days => addDays(day('1990-01-01'), days))
const running = { startsOn: day('2023-01-01'), expiresOn: day('2023-12-31'), cancelledOn: null }

describe('terms', () => {
  it('ABO-30 ends every dated subscription of the documents on its printed day: 47 of 47', () => {
    expect(bought).toHaveLength(47)
    const months = (product: string) => Number(product.slice(-2))
    const ends = bought.map(({ starts_on, product }) => isoDay(termOf(day(starts_on!), months(product!)).expiresOn))
    expect(ends).toEqual(bought.map(({ ends_on }) => ends_on))
  })

  it('ABO-77 counts the days to the end as printed on 31/08/2023: 21 of 21', () => {
    const printed = bought.filter(({ expires_in }) => expires_in)
    expect(printed).toHaveLength(21)
    expect(printed.map(({ ends_on }) => daysBetween(day('2023-08-31'), day(ends_on!)))).toEqual(
      printed.map(({ expires_in }) => Number(expires_in)),
    )
  })

  it('X-20 never lets the end depend on anything but the start and the months', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 240 }), (startsOn, months) => {
        const { expiresOn } = termOf(startsOn, months)
        expect(isoDay(addDays(expiresOn, 1))).toBe(isoDay(monthAdded(startsOn, months)))
        expect(compareDays(startsOn, expiresOn)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('status', () => {
  it('ABO-31 ABO-32 X-17 runs until its last day inclusive, then has expired', () => {
    expect(subscriptionStatus(running, day('2023-06-01'))).toBe('running')
    expect(subscriptionStatus(running, day('2023-12-31'))).toBe('expiring')
    expect(subscriptionStatus(running, day('2024-01-01'))).toBe('expired')
  })

  it('ABO-33 X-17 turns yellow with 15 days left, not 16', () => {
    expect(subscriptionStatus(running, day('2023-12-15'))).toBe('running')
    expect(subscriptionStatus(running, day('2023-12-16'))).toBe('expiring')
  })

  it('X-18 is upcoming before its first day', () => {
    expect(subscriptionStatus(running, day('2022-12-31'))).toBe('upcoming')
  })

  it('CIR-9 is without end from its first day on, never about to expire, unless it was held, stopped or cancelled', () => {
    const endless = { startsOn: day('2023-01-01'), expiresOn: day(NO_END), cancelledOn: null }
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 3650 }), (today, warningDays) => {
        const started = compareDays(today, endless.startsOn) >= 0
        expect(subscriptionStatus({ ...endless, warningDays }, today)).toBe(started ? 'perpetual' : 'upcoming')
      }),
    )
    const today = day('2023-06-01')
    expect(subscriptionStatus({ ...endless, heldAs: 'suspended' }, today)).toBe('suspended')
    expect(subscriptionStatus({ ...endless, stopped: true }, today)).toBe('stopped')
    expect(subscriptionStatus({ ...endless, cancelledOn: today }, today)).toBe('cancelled')
  })

  it('is cancelled whatever the day once it was cancelled', () => {
    fc.assert(
      fc.property(
        anyDay,
        today => subscriptionStatus({ ...running, cancelledOn: day('2023-02-02') }, today) === 'cancelled',
      ),
    )
  })

  it('only ever moves forward: upcoming, running, expiring, expired', () => {
    const order = ['upcoming', 'running', 'expiring', 'expired']
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 36 }), anyDay, fc.nat(400), (startsOn, months, today, later) => {
        const facts = { ...termOf(startsOn, months), cancelledOn: null }
        const [now, then] = [subscriptionStatus(facts, today), subscriptionStatus(facts, addDays(today, later))]
        expect(order.indexOf(then)).toBeGreaterThanOrEqual(order.indexOf(now))
      }),
    )
  })
})

describe('expiry', () => {
  it('ABO-75 ABO-78 X-19 looks from today to so many days on, and back only when asked', () => {
    const { from, to } = expiryWindow(day('2023-08-31'), 30)
    expect([isoDay(from), isoDay(to)]).toEqual(['2023-08-31', '2023-09-30'])
    expect(isoDay(expiryWindow(day('2023-08-31'), 30, 10).from)).toBe('2023-08-21')
  })

  it('CIR-9 never comes to the end of what has none, whatever the day asked', () => {
    fc.assert(
      fc.property(fc.nat(3_000_000), fc.nat(3650), (days, within) => {
        const on = addDays(day('2000-01-01'), Math.min(days, daysBetween(day('2000-01-01'), day(NO_END))))
        expect(compareDays(expiryWindow(on, within).to, day(NO_END))).toBe(-1)
      }),
    )
  })
})
