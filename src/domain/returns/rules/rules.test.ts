import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stillHeld } from './catch-up.ts'
import { outcomesOf, readLine } from './lines.ts'
import { isSuspicious, isWithinLimit } from './replacement.ts'

describe('CIR-18 a line of returned mail', () => {
  test.each([
    ['1204', { kind: 'shipment', number: 1204 }],
    [' 1 204 ', { kind: 'shipment', number: 1204 }],
    ['E-1204', { kind: 'shipment', number: 1204 }],
    ['C12', { kind: 'contact', number: 12 }],
    ['c n° 12', { kind: 'contact', number: 12 }],
    ['A@Example.org', { kind: 'email', email: 'a@example.org' }],
  ])('%j names %j', (typed, named) => {
    expect(readLine(typed, 'shipment')).toEqual(named)
  })
  test('takes digits for contacts when it is said to', () => {
    expect(readLine('12', 'contact')).toEqual({ kind: 'contact', number: 12 })
    expect(readLine('E12', 'contact')).toEqual({ kind: 'shipment', number: 12 })
  })
  test.each(['', '0', 'Martin', '99999999999', '12 rue', '@'])('%j names nothing', typed => {
    expect(readLine(typed, 'shipment')).toBeNull()
  })
  test('is never read as anything but a number, a mail or nothing', () => {
    fc.assert(
      fc.property(fc.string(), typed => {
        const named = readLine(typed, 'shipment')
        expect(named === null || 'email' in named || Number.isInteger(named.number)).toBe(true)
      }),
    )
  })
})

const line = (of: object) => ({
  recipientId: 'a',
  shipmentId: null,
  returnedOn: null,
  sameAddress: true,
  waiting: 0,
  ...of,
})

describe('CIR-18 lines read together', () => {
  test('know those before them: a double, a second return', () => {
    const lines = [line({ shipmentId: '1' }), line({ shipmentId: '1' }), line({ shipmentId: '2' })]
    expect(outcomesOf(lines, 2)).toEqual(['noted', 'double', 'held'])
  })
  test('count the returns that wait, not those before a new address', () => {
    expect(outcomesOf([line({ waiting: 1 })], 2)).toEqual(['held'])
    expect(outcomesOf([line({ sameAddress: false, waiting: 5 })], 1)).toEqual(['moved'])
    expect(outcomesOf([line({ recipientId: null })], 1)).toEqual(['unknown'])
  })
})

describe('CIR-18 what stays held after a catch-up', () => {
  test('is the stretches of issues that are not chosen, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), chosen => {
        const missed = chosen.map((isChosen, at) => ({ issueId: String(at), chosen: isChosen }))
        const covered = stillHeld(missed).flatMap(({ fromIssueId, toIssueId }) =>
          missed.slice(Number(fromIssueId), Number(toIssueId) + 1),
        )
        expect(covered).toEqual(missed.filter(issue => !issue.chosen))
      }),
    )
  })
})

describe('CIR-17 replacement copies', () => {
  test('are within the limit of 12 months, and deserve a look at it or when half of the copies are asked again', () => {
    expect(isWithinLimit(2, 1, 3)).toBe(true)
    expect(isWithinLimit(3, 1, 3)).toBe(false)
    expect(isWithinLimit(0, 1, 0)).toBe(false)
    expect(isSuspicious(0, 10, 0)).toBe(false)
    expect(isSuspicious(3, 10, 3)).toBe(true)
    expect(isSuspicious(2, 4, 3)).toBe(true)
    expect(isSuspicious(1, 4, 3)).toBe(false)
  })
})
