import type { ShopOrder } from './order.ts'

/** More orders of one buyer than this in one go are no subscriber's: the rest goes together. */
const WAVES = 8

/**
 * The first order of each buyer, then the second of each, and so on, each wave by day: what an order renews was bought
 * before. Source: CIR-7.
 */
export function wavesOf<One extends { order: ShopOrder }>(orders: readonly One[]): One[][] {
  const waves: One[][] = []
  const turns = new Map<string, number>()
  for (const one of orders.toSorted((a, b) => inTime(a.order, b.order))) {
    const buyer = buyerOf(one.order)
    const turn = turns.get(buyer) ?? 0
    turns.set(buyer, turn + 1)
    const wave = Math.min(turn, WAVES - 1)
    if (waves[wave]) waves[wave].push(one)
    else waves[wave] = [one]
  }
  return waves
}

function buyerOf({ externalId, customerId, billing }: ShopOrder): string {
  if (customerId !== null) return `id:${customerId}`
  return billing.email === '' ? `order:${externalId}` : `mail:${billing.email.toLowerCase()}`
}

const inTime = (a: ShopOrder, b: ShopOrder) =>
  compare(a.orderedAt, b.orderedAt) || a.externalId.length - b.externalId.length || compare(a.externalId, b.externalId)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
