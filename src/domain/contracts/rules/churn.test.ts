import { describe, expect, it } from 'vitest'
import { churnBps, monthlyChurnBps } from './churn.ts'

describe('Churn', () => {
  it('is the part of what was active on the first day that left', () => {
    expect(churnBps({ activeCount: 200, leftCount: 5 })).toBe(250)
    expect(churnBps({ activeCount: 3, leftCount: 1 })).toBe(3333)
  })

  it('is not said where nothing was active', () => {
    expect(churnBps({ activeCount: 0, leftCount: 0 })).toBeNull()
    expect(monthlyChurnBps([])).toBeNull()
  })

  it('weighs each month by what was active in it', () => {
    expect(
      monthlyChurnBps([
        { activeCount: 100, leftCount: 0 },
        { activeCount: 300, leftCount: 4 },
      ]),
    ).toBe(100)
  })
})
