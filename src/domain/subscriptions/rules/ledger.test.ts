import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compareDays, type Day, day, isoDay, monthAdded, NO_END } from '../../../values/day.ts'
import { contains } from '../../../values/period.ts'
import { termOf } from '../testing/term.ts'
import type { Calendar, CalendarIssue } from './calendar.ts'
import { type Bought, dayAfterEnd, type Hold, isOwed, lastOf, ledgerOf } from './ledger.ts'

const expiring = readFileSync(new URL('../../../../demo/capital-social/subscriptions.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(';'))
const anyDay = fc.integer({ min: 0, max: 60_000 }).map(days => addDays(day('1990-01-01'), days))

const quarterly = (count: number, changes: Record<number, Partial<CalendarIssue>> = {}, graceIssues = 0): Calendar => ({
  titleId: 'title',
  countedBy: 'cover',
  graceIssues,
  warningDays: 15,
  expected: [],
  issues: Array.from({ length: count }, (_, at): CalendarIssue => {
    const coverOn = monthAdded(day('2022-05-01'), 3 * at)
    return {
      id: `${at + 1}`,
      ordinal: at + 1,
      number: `${at + 1}`,
      coverOn,
      onSaleOn: coverOn,
      countedOn: coverOn,
      countsFor: 1,
      forSubscribers: true,
      skipped: false,
      closesOn: null,
      dispatched: false,
      ...changes[at + 1],
    }
  }),
})

const bought = (startsOn: Day, months: number, given: Partial<Bought> = {}): Bought => ({
  ...termOf(startsOn, months),
  servedBy: 'date',
  issuesDue: null,
  nature: 'paid',
  cancelledOn: null,
  lastIssueId: null,
  renewed: false,
  holds: [],
  adjusted: 0,
  served: new Map(),
  ...given,
})
const numbers = (subscription: Bought, calendar: Calendar) =>
  ledgerOf(subscription, calendar)
    .entries.filter(({ state }) => isOwed(state))
    .map(({ issue }) => issue.ordinal)
const states = (subscription: Bought, calendar: Calendar) =>
  ledgerOf(subscription, calendar).entries.map(({ state }) => state)
const nine = { servedBy: 'issue', issuesDue: 9 } as const
const five = { servedBy: 'issue', issuesDue: 5 } as const
const hold = (given: Partial<Hold>): Hold => ({
  id: 'hold',
  kind: 'customer',
  reason: '',
  fromIssueId: null,
  toIssueId: null,
  fromOn: null,
  toOn: null,
  countsAsServed: false,
  ...given,
})
const fromStart = day('2022-05-01')

describe('without end', () => {
  it('CIR-9 CIR-11 owes each issue that comes out from the start on, whatever is adjusted, and knows no last one', () => {
    const adjusted = fc.integer({ min: -30, max: 30 })
    fc.assert(
      fc.property(anyDay, adjusted, fc.nat(19), fc.boolean(), (startsOn, adjusted, held, countsAsServed) => {
        const calendar = quarterly(20, { 4: { countsFor: 2 }, 7: { countsFor: 0 }, 9: { skipped: true } }, 2)
        const given = { expiresOn: day(NO_END), nature: 'press', adjusted }
        const endless = bought(startsOn, 12, given)
        const toCome = calendar.issues.filter(
          ({ countedOn, skipped }) => !skipped && compareDays(countedOn, startsOn) >= 0,
        )
        expect(numbers(endless, calendar)).toEqual(toCome.map(({ ordinal }) => ordinal))
        const one = hold({ fromIssueId: String(held + 1), toIssueId: String(held + 1), countsAsServed })
        expect(numbers({ ...endless, holds: [one] }, calendar)).toEqual(
          toCome.map(({ ordinal }) => ordinal).filter(ordinal => ordinal !== held + 1),
        )
        const ledger = ledgerOf(endless, calendar)
        expect([lastOf(ledger), isoDay(dayAfterEnd(endless, ledger))]).toEqual([null, NO_END])
      }),
    )
  })

  it('CIR-9 ends after an issue once it is stopped there', () => {
    const calendar = quarterly(20)
    const stopped = bought(fromStart, 12, { expiresOn: day(NO_END), nature: 'press', lastIssueId: '6' })
    const ledger = ledgerOf(stopped, calendar)
    expect(numbers(stopped, calendar)).toEqual([1, 2, 3, 4, 5, 6])
    expect(lastOf(ledger)?.number).toBe('6')
    expect(isoDay(dayAfterEnd(stopped, ledger))).toBe('2023-08-02')
  })
})

describe('what is owed', () => {
  it('X-5 tests the date the issue bears against the term', () => {
    const calendar = quarterly(20)
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 36 }), (startsOn, months) => {
        const { expiresOn } = termOf(startsOn, months)
        const inTerm = calendar.issues
          .filter(({ coverOn }) => contains({ from: startsOn, to: expiresOn }, coverOn))
          .map(({ ordinal }) => ordinal)
        expect(numbers(bought(startsOn, months), calendar)).toEqual(inTerm)
      }),
    )
  })

  it('X-6 owes n°3 to n°6 to each of the 21 expiring subscribers', () => {
    const withEnd = expiring.filter(cells => cells[7])
    expect(withEnd).toHaveLength(21)
    for (const cells of withEnd) expect(numbers(bought(day(cells[5]!), 12), quarterly(8))).toEqual([3, 4, 5, 6])
  })

  it('M-2 X-6 finds exactly 21 missed copies, all of n°4, once n°1 to n°4 have left and n°3 was the last they got', () => {
    const left = Object.fromEntries([1, 2, 3, 4].map(ordinal => [ordinal, { dispatched: true }]))
    const missed = expiring
      .filter(cells => cells[7])
      .flatMap(cells =>
        ledgerOf(bought(day(cells[5]!), 12, { served: new Map([['3', 'regular']]) }), quarterly(8, left))
          .entries.filter(({ issue, state }) => issue.dispatched && isOwed(state))
          .map(({ issue }) => issue.number),
      )
    expect(missed).toEqual(Array(21).fill('4'))
  })

  it('X-2 M-1 ABO-17 serves the nine issues of « 2 ans (9 numéros) » whatever the day it starts, where dates alone would not', () => {
    const calendar = quarterly(30)
    const days = Array.from({ length: 365 }, (_, at) => addDays(day('2023-01-01'), at))
    expect(days.filter(start => numbers(bought(start, 26, nine), calendar).length === 9)).toHaveLength(365)
    expect(days.filter(start => numbers(bought(start, 26), calendar).length === 9)).toHaveLength(245)
  })

  it('CIR-2 never counts an issue that does not come out, nor a special sold apart, and counts a double for two', () => {
    expect(numbers(bought(fromStart, 15, five), quarterly(9, { 3: { skipped: true } }))).toEqual([1, 2, 4, 5, 6])
    expect(numbers(bought(fromStart, 15, five), quarterly(9, { 3: { forSubscribers: false } }))).toEqual([
      1, 2, 4, 5, 6,
    ])
    expect(numbers(bought(fromStart, 15, five), quarterly(9, { 3: { countsFor: 2 } }))).toEqual([1, 2, 3, 4])
    expect(numbers(bought(fromStart, 15, five), quarterly(9, { 3: { countsFor: 0 } }))).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('CIR-2 lets a double issue use up the one that is left, never one more', () => {
    const ledger = ledgerOf(bought(fromStart, 15, five), quarterly(9, { 5: { countsFor: 2 } }))
    expect(ledger.entries[4]).toMatchObject({ state: 'owed', uses: 1 })
    expect(ledger).toMatchObject({ credited: 5, used: 0, left: 5 })
  })
})

describe('holds', () => {
  it('CIR-15 give at the end what a holiday left out', () => {
    const away = bought(fromStart, 15, { ...five, holds: [hold({ fromIssueId: '2', toIssueId: '3' })] })
    expect(numbers(away, quarterly(9))).toEqual([1, 4, 5, 6, 7])
    const byDay = bought(fromStart, 15, {
      ...five,
      holds: [hold({ fromOn: day('2022-08-01'), toOn: day('2023-01-31') })],
    })
    expect(numbers(byDay, quarterly(9))).toEqual([1, 4, 5, 6, 7])
    expect(
      numbers(bought(fromStart, 12, { holds: [hold({ fromIssueId: '2', toIssueId: '3' })] }), quarterly(9)),
    ).toEqual([1, 4, 5, 6])
  })

  it('CIR-15 count as served when they say so, and count for nothing where the issue was served all the same', () => {
    const given = hold({ fromIssueId: '2', toIssueId: '3', countsAsServed: true })
    expect(numbers(bought(fromStart, 15, { ...five, holds: [given] }), quarterly(9))).toEqual([1, 4, 5])
    const late = bought(fromStart, 15, {
      ...five,
      holds: [hold({ fromIssueId: '2', toIssueId: '3' })],
      served: new Map([['2', 'regular']]),
    })
    expect(numbers(late, quarterly(9))).toEqual([1, 4, 5, 6])
  })

  it('CIR-15 without end owe nothing more, and forget nothing when they are lifted', () => {
    const calendar = quarterly(9)
    const suspended = bought(fromStart, 15, { ...five, holds: [hold({ fromIssueId: '3' })] })
    expect(numbers(suspended, calendar)).toEqual([1, 2])
    expect(lastOf(ledgerOf(suspended, calendar))).toBeNull()
    const resumed = bought(fromStart, 15, { ...five, holds: [hold({ fromIssueId: '3', toIssueId: '4' })] })
    expect(numbers(resumed, calendar)).toEqual([1, 2, 5, 6, 7])
    expect(lastOf(ledgerOf(resumed, calendar))?.number).toBe('7')
  })
})

describe('grace and stops', () => {
  it('CIR-8 serve one issue after the end of what was paid, none of a gift, none once renewed', () => {
    const calendar = quarterly(9, {}, 1)
    expect(states(bought(fromStart, 15, five), calendar).slice(4, 7)).toEqual(['owed', 'grace', 'used-up'])
    expect(numbers(bought(fromStart, 15, { ...five, nature: 'gift' }), calendar)).toEqual([1, 2, 3, 4, 5])
    expect(numbers(bought(fromStart, 15, { ...five, renewed: true }), calendar)).toEqual([1, 2, 3, 4, 5])
  })

  it('CIR-8 take the copy in grace from the balance, which only that makes negative', () => {
    const served = new Map(['1', '2', '3', '4', '5'].map(id => [id, 'regular'] as const))
    const all = bought(fromStart, 15, { ...five, served: new Map([...served, ['6', 'grace']]) })
    expect(ledgerOf(all, quarterly(9, {}, 1))).toMatchObject({ credited: 5, used: 6, left: -1 })
  })

  it('CIR-15 owe nothing after the issue a subscription was stopped with, nothing at all once cancelled', () => {
    expect(numbers(bought(fromStart, 15, { ...five, lastIssueId: '2' }), quarterly(9))).toEqual([1, 2])
    expect(states(bought(fromStart, 15, { ...five, lastIssueId: '4' }), quarterly(6))).toEqual([
      'owed',
      'owed',
      'owed',
      'owed',
      'stopped',
      'used-up',
    ])
    expect(numbers(bought(fromStart, 15, { ...five, cancelledOn: fromStart }), quarterly(9))).toEqual([])
  })

  it('CIR-3 owe more or fewer issues as adjusted, by date too', () => {
    expect(numbers(bought(fromStart, 15, { ...five, adjusted: 1 }), quarterly(9))).toHaveLength(6)
    expect(numbers(bought(fromStart, 12, { adjusted: 1 }), quarterly(9))).toEqual([1, 2, 3, 4, 5])
    expect(numbers(bought(fromStart, 12, { adjusted: -1 }), quarterly(9))).toEqual([1, 2, 3])
  })
})
