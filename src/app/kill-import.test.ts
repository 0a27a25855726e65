import { expect, it } from 'vitest'
import { killImports } from './testing/kill-import.ts'

it('an import cut by kill -9 goes on where it was or is taken back whole; no line is doubled', async () => {
  const kills = await killImports({ kills: 2, lines: 4000 })
  expect(kills).toHaveLength(3)
  expect(kills.filter(({ faults }) => faults.length > 0)).toEqual([])
}, 180_000)
