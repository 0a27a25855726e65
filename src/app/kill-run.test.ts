import { expect, it } from 'vitest'
import { killRuns } from './testing/kill-run.ts'

it('a dispatch run cut by kill -9 is wholly there or not at all, and can be repeated', async () => {
  const kills = await killRuns({ kills: 5, subscribers: 2000 })
  expect(kills).toHaveLength(5)
  expect(kills.filter(({ faults }) => faults.length > 0)).toEqual([])
})
