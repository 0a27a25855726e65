import { expect, it } from 'vitest'
import { killCollecting } from './testing/kill-collect.ts'

const DEBITS = 2500 // three transactions

it('L-16 a collection cut by kill -9 goes on where it was: each debit is paid once, books and journal are whole', async () => {
  const kills = await killCollecting({ kills: 2, debits: DEBITS })
  expect(kills.flatMap(({ faults }) => faults)).toEqual([])
  const halfWay = kills.filter(({ collected }) => collected > 0 && collected < DEBITS)
  expect(halfWay, JSON.stringify(kills)).not.toEqual([])
})
