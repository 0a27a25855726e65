import type { ShopOrder } from './order.ts'

/** More renewals of one buyer than this in one go are no subscriber's: the rest goes together. */
const WAVES = 8

/**
 * Orders by day, all in one wave, but what renews a subscription of the shop goes in one after what its buyer bought before:
 * the subscription stands by then at what it paid for last. Source: W-12, CIR-7.
 */
export function wavesOf<One extends { order: ShopOrder }>(orders: readonly One[]): One[][] {
  const waves: One[][] = []
  const turns = new Map<string, number>()
  for (const one of orders.toSorted((a, b) => inTime(a.order, b.order))) {
    const buyer = buyerOf(one.order)
    const before = turns.get(buyer)
    const wave = Math.min((before ?? 0) + (before !== undefined && one.order.renews !== null ? 1 : 0), WAVES - 1)
    turns.set(buyer, wave)
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
