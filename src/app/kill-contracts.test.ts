import { expect, it } from 'vitest'
import { killIssuing } from './testing/kill-issue.ts'

const CONTRACTS = 2500 // of one payer: one transaction a thousand

it('REC-33 invoicing many contracts cut by kill -9 goes on where it was: each term is invoiced once, no number is missing', async () => {
  const kills = await killIssuing({ kills: 2, drafts: CONTRACTS, of: 'contracts' })
  expect(kills.flatMap(({ faults }) => faults)).toEqual([])
  const halfWay = kills.filter(({ issued }) => issued > 0 && issued < CONTRACTS)
  expect(halfWay, JSON.stringify(kills)).not.toEqual([])
})
