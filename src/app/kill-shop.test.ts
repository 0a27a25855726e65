import { expect, it } from 'vitest'
import { killShops } from './testing/kill-shop.ts'

it('E4 a load or deliveries of a shop cut by kill -9 lose nothing and take nothing twice', async () => {
  const kills = await killShops({ kills: 4, orders: 120 })
  expect(kills).toHaveLength(4)
  expect(kills.flatMap(({ faults }) => faults)).toEqual([])
})
