import { expect, it } from 'vitest'
import type { ShopOrder } from './order.ts'
import { wavesOf } from './waves.ts'

const order = (externalId: string, orderedAt: string, said: Partial<ShopOrder> = {}) => ({
  order: { externalId, orderedAt, customerId: '7', renews: null, billing: { email: '' }, ...said } as ShopOrder,
})
const idsOf = (orders: Parameters<typeof wavesOf>[0]) =>
  wavesOf(orders).map(wave => wave.map(({ order: { externalId } }) => externalId))

it('W-12 orders go together by day, and what renews a subscription of the shop after what its buyer bought before', () => {
  const first = order('1', '2023-08-01')
  const second = order('2', '2023-08-02')
  const renewal = order('3', '2023-09-01', { renews: 'S' })
  const next = order('4', '2023-09-02')
  const again = order('5', '2023-10-01', { renews: 'S' })
  const other = order('6', '2023-09-15', { customerId: '8', renews: 'T' })
  expect(idsOf([again, second, first])).toEqual([['1', '2'], ['5']])
  expect(idsOf([other, again, next, renewal, first])).toEqual([['1', '6'], ['3', '4'], ['5']])
})

it('W-12 renewals beyond reason go together at last, so that one file is not thousands of statements', () => {
  const many = Array.from({ length: 30 }, (_, at) =>
    order(String(at), `2023-08-${String(at + 1).padStart(2, '0')}`, { renews: 'S' }),
  )
  expect(idsOf(many).map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1, 1, 23])
})
