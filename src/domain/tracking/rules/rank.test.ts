import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankAt, rankBetween, rankLast } from './rank.ts'

describe('A place between two others', () => {
  it('is between them, or there is none', () => {
    const rank = fc.integer({ min: -1e15, max: 4e15 })
    fc.assert(
      fc.property(rank, rank, (one, other) => {
        const [before, after] = [Math.min(one, other), Math.max(one, other)]
        const place = rankBetween(before, after)
        expect(place === null || (before < place && place < after)).toBe(true)
      }),
    )
  })

  it('is before the first and after the last', () => {
    const now = '2026-06-03T10:00:00.000Z'
    expect(rankBetween(null, 5)).toBeLessThan(5)
    for (const last of [null, 5, rankAt(now), rankAt(now) + 100]) expect(rankLast(last, now)).toBeGreaterThan(last ?? 0)
  })

  it('is none between two that are the same', () => {
    expect(rankBetween(5, 5)).toBeNull()
  })
})
