import type { GivenOrder } from '../actions/given.ts'
import { dates, decimal } from './fake-orders.ts'

type Json = Record<string, unknown>
type Item = { id: number; quantity?: number; total: string; total_tax: string }
/** Lines of an order by the id of each, and how many of a hundred parts of it are refunded. */
type Parts = Readonly<Record<number, number>>

export type FakeRefund = {
  id: number
  cents?: number
  parts?: Parts
  at?: string
  paidBack?: boolean
  reason?: string
}

const cents = (decimals: string) => Math.round(Number(decimals) * 100)
export const itemsOf = (order: Json): Item[] =>
  ['line_items', 'shipping_lines', 'fee_lines'].flatMap(name => (order[name] ?? []) as Item[])
export const totalOf = (order: Json): number => cents(order.total as string)

/** A refund of an order as WooCommerce tells it: of parts of its lines, or of an amount alone. Source: W-9, W-10. */
export function aRefund(order: Json, { id, parts = {}, at = '2025-06-01T10:00:00Z', ...said }: FakeRefund): Json {
  const refunded = itemsOf(order).flatMap(item =>
    parts[item.id] === undefined ? [] : [refundedItem(item, parts[item.id]!)],
  )
  const ofLines = refunded.reduce((sum, { total, total_tax }) => sum - cents(total) - cents(total_tax), 0)
  return {
    id,
    parent_id: order.id,
    ...dates('created', Date.parse(at)),
    amount: decimal(said.cents ?? ofLines),
    reason: said.reason ?? '',
    refunded_payment: said.paidBack ?? false,
    line_items: refunded,
    shipping_lines: [],
    fee_lines: [],
  }
}

function refundedItem({ id, quantity = 1, total, total_tax }: Item, percent: number) {
  const part = (decimals: string) => decimal(-Math.floor((cents(decimals) * percent) / 100))
  return {
    id: id + 1_000_000,
    quantity: percent === 100 ? -quantity : 0,
    total: part(total),
    total_tax: part(total_tax),
    meta_data: [{ key: '_refunded_item_id', value: String(id) }],
  }
}

/** The order as it is after these refunds, with them. */
export function refundedOrder(order: Json, refunds: readonly Json[], changes: Json = {}): GivenOrder {
  const last = refunds
    .map(({ date_created_gmt }) => date_created_gmt as string)
    .sort()
    .at(-1)
  const modified = last ? { date_modified_gmt: last } : {}
  const told = refunds.map(({ id, amount, reason }) => ({ id, reason, total: `-${amount}` }))
  return { document: { ...order, ...modified, ...changes, refunds: told }, refunds }
}
