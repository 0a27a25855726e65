import { describe, expect, test } from 'vitest'
import { day } from '../../../values/day.ts'
import { issueStatusOn, kindProposes, mayMove } from './issue-state.ts'

const on = (status: 'planned' | 'closed' | 'dispatched' | 'skipped', closesOn: string | null, today = '2023-08-31') =>
  issueStatusOn({ status, closesOn: closesOn ? day(closesOn) : null }, day(today))

describe('CIR-2 an issue', () => {
  test('is closed from the day after its closing day, by itself', () => {
    expect(on('planned', '2023-08-31')).toBe('planned')
    expect(on('planned', '2023-08-30')).toBe('closed')
    expect(on('planned', null)).toBe('planned')
  })
  test('stays dispatched or skipped whatever its closing day', () => {
    expect(on('dispatched', '2023-01-01')).toBe('dispatched')
    expect(on('skipped', '2023-01-01')).toBe('skipped')
  })
  test('closes, opens again, is skipped and taken up again; what left stays so', () => {
    expect(mayMove('planned', 'closed') && mayMove('closed', 'planned')).toBe(true)
    expect(mayMove('closed', 'skipped') && mayMove('skipped', 'planned')).toBe(true)
    expect(mayMove('skipped', 'closed')).toBe(false)
    expect(mayMove('dispatched', 'planned') || mayMove('dispatched', 'skipped')).toBe(false)
  })
  test('counts for two when it is double, and is sold apart when it is special', () => {
    expect(kindProposes('double')).toEqual({ countsFor: 2, forSubscribers: true })
    expect(kindProposes('special')).toEqual({ countsFor: 0, forSubscribers: false })
    expect(kindProposes('regular')).toEqual({ countsFor: 1, forSubscribers: true })
  })
})
