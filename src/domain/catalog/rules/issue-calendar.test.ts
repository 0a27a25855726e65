import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDays, day, isoDay, monthAdded } from '../../../values/day.ts'
import {
  FREQUENCIES,
  type IssueStatus,
  isInOrder,
  issueDate,
  latestIssueOnSale,
  nextIssues,
  proposedIssues,
} from './issue-calendar.ts'

const quarterly = { frequency: 'quarterly', firstIssueOn: day('2022-05-01') } as const
const covers = (issues: { coverOn: ReturnType<typeof day> }[]) => issues.map(({ coverOn }) => isoDay(coverOn))

describe('the issues that a frequency proposes', () => {
  const FIVE = ['2022-05-01', '2022-08-01', '2022-11-01', '2023-02-01', '2023-05-01']

  test('X-7 of a quarterly from 01/05/2022', () => {
    expect(covers(proposedIssues(quarterly, { count: 5 }))).toEqual(FIVE)
    expect(covers(proposedIssues(quarterly, { until: day('2023-05-01') }))).toEqual(FIVE)
    expect(covers(proposedIssues(quarterly, { until: day('2023-04-30') }))).toEqual(FIVE.slice(0, 4))
    expect(proposedIssues(quarterly, { until: day('2022-04-30') })).toEqual([])
    expect(proposedIssues(quarterly, { count: 2 })).toMatchObject([
      { ordinal: 1, number: '1' },
      { ordinal: 2, number: '2' },
    ])
  })

  test('stay on the last day of the month, leap years included', () => {
    const monthly = { frequency: 'monthly', firstIssueOn: day('2023-10-31') } as const
    expect(covers(proposedIssues(monthly, { count: 6 }))).toEqual([
      '2023-10-31',
      '2023-11-30',
      '2023-12-31',
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
    ])
  })

  test('are none for an irregular title', () => {
    const irregular = { ...quarterly, frequency: 'irregular' } as const
    expect(proposedIssues(irregular, { count: 5 })).toEqual([])
    expect(nextIssues(irregular, { ordinal: 1, number: '1', coverOn: day('2022-05-01') }, 3)).toEqual([])
  })

  test('are anchored on the first one, strictly later each, and never drift', () => {
    const anchors = fc
      .record({
        year: fc.integer({ min: 1990, max: 2390 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 31 }),
      })
      .map(date => Temporal.PlainDate.from(date))
    const regular = fc.constantFrom(...FREQUENCIES.filter(frequency => frequency !== 'irregular'))
    fc.assert(
      fc.property(anchors, regular, fc.integer({ min: 1, max: 200 }), (firstIssueOn, frequency, index) => {
        const title = { frequency, firstIssueOn }
        const [before, date] = [issueDate(title, index - 1)!, issueDate(title, index)!]
        expect(isoDay(issueDate(title, 0)!)).toBe(isoDay(firstIssueOn))
        expect(compareDays(before, date)).toBe(-1)
        if (frequency === 'weekly' || frequency === 'fortnightly') expect(date.dayOfWeek).toBe(firstIssueOn.dayOfWeek)
        else expect(date.day).toBe(Math.min(firstIssueOn.day, date.daysInMonth))
        if (frequency === 'yearly') expect(isoDay(date)).toBe(isoDay(monthAdded(firstIssueOn, 12 * index)))
      }),
    )
  })

  test('go on after the last issue, a double one included', () => {
    const double = { ordinal: 4, number: '4-5', coverOn: day('2023-03-15') }
    expect(nextIssues(quarterly, double, 2)).toEqual([
      { ordinal: 5, number: '6', coverOn: day('2023-05-01') },
      { ordinal: 6, number: '7', coverOn: day('2023-08-01') },
    ])
    expect(nextIssues(quarterly, undefined, 1)).toMatchObject([{ ordinal: 1, number: '1' }])
    expect(nextIssues(quarterly, { ordinal: 3, number: 'Hors-série', coverOn: day('2022-11-01') }, 1)).toMatchObject([
      { ordinal: 4, number: '4' },
    ])
  })
})

describe('the latest issue on sale', () => {
  const issue = (ordinal: number, onSaleOn: string, status: IssueStatus = 'planned') => ({
    ordinal,
    onSaleOn: day(onSaleOn),
    status,
  })
  const issues = [issue(3, '2022-11-01'), issue(1, '2022-05-01'), issue(2, '2022-08-01')]

  test('X-8 is the one on sale on the day of the order', () => {
    expect(latestIssueOnSale(issues, day('2022-10-31'))?.ordinal).toBe(2)
    expect(latestIssueOnSale(issues, day('2022-11-01'))?.ordinal).toBe(3)
    expect(latestIssueOnSale(issues, day('2030-01-01'))?.ordinal).toBe(3)
  })

  test('X-8 is none before the first, and never a skipped one', () => {
    expect(latestIssueOnSale(issues, day('2022-04-30'))).toBeUndefined()
    expect(latestIssueOnSale([...issues, issue(4, '2023-02-01', 'skipped')], day('2023-03-01'))?.ordinal).toBe(3)
  })

  test('is the later in the title when two go on sale together', () => {
    expect(latestIssueOnSale([issue(1, '2022-05-01'), issue(2, '2022-05-01')], day('2022-05-01'))?.ordinal).toBe(2)
  })
})

test('issues are in order when each is dated after the one before', () => {
  const at = (ordinal: number, coverOn: string) => ({ ordinal, coverOn: day(coverOn) })
  expect(isInOrder([])).toBe(true)
  expect(isInOrder([at(2, '2022-08-01'), at(1, '2022-05-01')])).toBe(true)
  expect(isInOrder([at(1, '2022-05-01'), at(2, '2022-05-01')])).toBe(false)
})
