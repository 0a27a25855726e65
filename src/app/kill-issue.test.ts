import { expect, it } from 'vitest'
import { killIssuing } from './testing/kill-issue.ts'

const DRAFTS = 2500 // three transactions

it('L-2 issuing cut by kill -9 goes on where it was: no number is missing or given twice, books and journal are whole', async () => {
  const kills = await killIssuing({ kills: 2, drafts: DRAFTS })
  expect(kills.flatMap(({ faults }) => faults)).toEqual([])
  const halfWay = kills.filter(({ issued }) => issued > 0 && issued < DRAFTS)
  expect(halfWay, JSON.stringify(kills)).not.toEqual([])
})
