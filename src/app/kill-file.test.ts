import { expect, it } from 'vitest'
import { killFiles } from './testing/kill-file.ts'

it('a mailing file cut by kill -9 is registered whole or not at all, and comes out the same when made again', async () => {
  const kills = await killFiles({ kills: 3, subscribers: 2000 })
  expect(kills).toHaveLength(3)
  expect(kills.filter(({ faults }) => faults.length > 0)).toEqual([])
})
