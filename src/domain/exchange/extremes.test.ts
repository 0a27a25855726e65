import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { ublOrder } from './formats/ubl-order.ts'
import { partnersOperations as partners } from './operations.ts'
import type { ExchangeLine, ExchangeOrder } from './rules/documents.ts'
import { theCentre } from './testing/centre.ts'
import { anExchangeOrder } from './testing/documents.ts'

let database: Database
let centre: Awaited<ReturnType<typeof theCentre>>
beforeAll(async () => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 5)
  centre = await theCentre(database)
  await centre.call(partners.save, { partyId: centre.customerId, pricePolicy: 'theirs' })
}, 60_000)
afterAll(() => database.close())

let nth = 0
const line = anExchangeOrder().lines[0]!
const orderWith = (lines: Partial<ExchangeLine>[], more: Partial<ExchangeOrder> = {}) =>
  ublOrder({
    ...anExchangeOrder({ number: `X-${++nth}`, orderedOn: '2026-06-01' }),
    lines: lines.map((one, at) => ({ ...line, gtin: '', ...one, position: at + 1 })),
    ...more,
  })
const amountsOf = async (id: string) => {
  const { netCents, vatCents, grossCents } = await centre.call(orders.get, { id })
  return { netCents, vatCents, grossCents }
}

describe('X-44 an order taken at the prices of its partner', () => {
  it('comes to the cent with lines at several rates, one free, one hundred thousand times', async () => {
    const { orderId, state } = await centre.taken(
      orderWith([
        { netCents: 3333, vatCents: 667, quantity: 7 },
        { netCents: 10_001, vatCents: 550, vatRateBps: 550, quantity: 3 },
        { netCents: 4789, vatCents: 101, vatRateBps: 210 },
        { netCents: 0, vatCents: 0, vatCategory: 'Z', vatRateBps: 0 },
        { netCents: 1_000_001, vatCents: 200_000, quantity: 100_000 },
      ]),
    )
    expect(state).toBe('taken')
    const card = await centre.call(orders.get, { id: orderId! })
    expect(card.lines.map(({ quantity, netCents }) => [quantity, netCents])).toEqual([
      ...[
        [7, 3333],
        [3, 10_001],
        [2, 4789],
        [2, 0],
        [100_000, 1_000_001],
      ],
    ])
    expect(card.netCents).toBe(3333 + 10_001 + 4789 + 1_000_001)
    expect(card.grossCents).toBe(card.netCents + card.vatCents)
  })

  it('bears the VAT of our product where it says none', async () => {
    const { orderId, state } = await centre.taken(
      orderWith([{ netCents: 10_000, vatCents: null, vatCategory: null, vatRateBps: 0, quantity: 3 }]),
    )
    expect(state).toBe('taken')
    expect(await amountsOf(orderId!)).toEqual({ netCents: 10_000, vatCents: 2000, grossCents: 12_000 })
  })

  it('has five hundred lines, a delivery abroad, a note of any sign and its own currency', async () => {
    const delivery = { lines: ['Rue Haute 1'], postcode: '1000', town: 'Bruxelles', country: 'BE' }
    const { orderId, state, why } = await centre.taken(
      orderWith(
        Array.from({ length: 500 }, (_none, at) => ({ netCents: at, vatCents: Math.round(at / 5) })),
        { delivery, note: 'a\u0001b\tc\r\nd \ud83d\ude00 \u0000' },
      ),
    )
    expect([state, why]).toEqual(['taken', ''])
    const card = await centre.call(orders.get, { id: orderId! })
    expect(card.lines).toHaveLength(500)
    expect(card.netCents).toBe((499 * 500) / 2)
    expect(card.deliveryAddress).toMatchObject(delivery)
    expect(card.note).toBe('ab\tc\r\nd 😀')
  })

  it.each<[string, Partial<ExchangeLine>]>([
    [
      'as much as can be said',
      { netCents: 999_999_999_999, vatCents: null, vatCategory: null, vatRateBps: 0, quantity: 1 },
    ],
    ['as much, of as many', { netCents: 999_999_999_999, vatCents: 200_000_000_000, quantity: 10_000_000 }],
    ['a rate beyond any', { netCents: 1, vatCents: 100, vatRateBps: 990_000 }],
  ])('never fails by its numbers: %s', async (_name, given) => {
    const { state, reason, why, orderId } = await centre.taken(orderWith([given]))
    expect(reason).not.toBe('exchange.failed')
    if (state === 'taken') expect((await amountsOf(orderId!)).netCents).toBe(given.netCents)
    else expect(why).not.toMatch(/\(\w+\.\w+\)$/)
  })
})
