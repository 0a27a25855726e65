import { expect, it } from 'vitest'
import { killImports } from './testing/kill-import.ts'

const LINES = 10_000 // five transactions

it('an import cut by kill -9 goes on where it was or is taken back whole; no line is doubled', async () => {
  const kills = await killImports({ kills: 3, lines: LINES })
  expect(kills.flatMap(({ faults }) => faults)).toEqual([])
  const halfWay = kills.filter(({ way, made }) => way !== 'taking back' && made > 0 && made < LINES)
  expect(halfWay, JSON.stringify(kills)).not.toEqual([])
})
