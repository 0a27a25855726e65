import { kindOf } from '../formats/woocommerce.ts'
import { dates, decimal } from './fake-orders.ts'

export type Row = Record<string, unknown> & { id: number }
export type HookRow = {
  id: number
  name: string
  topic: string
  delivery_url: string
  secret: string
  status: 'active' | 'paused' | 'disabled'
  /** Not given in answers. */
  failures: number
  pinged: boolean
}
export type Event = { topic: string; id: number }

const NOT_LISTED = new Set(['trash', 'checkout-draft'])

/** What a WooCommerce holds, and what happens there, as measured on one. Source: W-1 to W-27. */
export class FakeStore {
  readonly orders = new Map<number, Row>()
  readonly refunds = new Map<number, Row>()
  readonly customers = new Map<number, Row>()
  readonly products = new Map<number, Row>()
  readonly subscriptions = new Map<number, Row>()
  readonly notes = new Map<number, Row[]>()
  readonly hooks = new Map<number, HookRow>()
  /** What waits to be delivered: the same change twice is one. */
  readonly pending: Event[] = []
  /** Who owns the webhooks lost the right to see orders: their bodies say so. Source: W-24. */
  hooksMayNotRead = false
  hasWooCommerce = true
  /** The address it believes to have, which signatures are made of; empty: the one it is asked by. */
  home = ''
  hasSubscriptions = true
  /** The instant there; tests move it. */
  now: () => number = Date.now
  #nextId = 1
  #sorted: { by: string; rows: Row[] } | null = null

  /** Takes documents of the REST API, each to its kind. */
  feed(documents: Iterable<unknown>): this {
    const places = {
      order: this.orders,
      refund: this.refunds,
      customer: this.customers,
      product: this.products,
      subscription: this.subscriptions,
    }
    for (const document of documents) {
      const kind = kindOf(document)
      const row = document as Row
      if (kind) places[kind].set(row.id, row)
      this.#nextId = Math.max(this.#nextId, row.id + 1)
    }
    this.#sorted = null
    return this
  }

  nextId = () => this.#nextId++

  /** An order made now, or when its dates say; its id is the next one. */
  addOrder(fields: Record<string, unknown>): Row {
    const at = this.now()
    const id = this.nextId()
    const row = { ...dates('created', at), ...dates('modified', at), ...fields, id, number: String(id) }
    this.#put(row)
    this.#tell('order.created', id)
    return row
  }

  /** An edit: the date of its change moves, and it is told. */
  change(id: number, fields: Record<string, unknown>) {
    this.#put({ ...this.#order(id), ...dates('modified', this.now()), ...fields })
    this.#tell('order.updated', id)
  }

  /** Into the bin: told with its id alone; back from there: not told. Source: W-25. */
  trash(id: number) {
    this.#put({ ...this.#order(id), ...dates('modified', this.now()), status: 'trash' })
    this.#tell('order.deleted', id)
  }

  restore(id: number, status: string) {
    this.#put({ ...this.#order(id), ...dates('modified', this.now()), status })
  }

  /** Gone for good, and nobody is told. Source: W-25. */
  destroy(id: number) {
    this.orders.delete(id)
    for (const [refundId, refund] of this.refunds) if (refund.parent_id === id) this.refunds.delete(refundId)
    this.#sorted = null
  }

  /** By its lines or by an amount alone; what is wholly refunded says so. Source: W-9 to W-11. */
  refund(orderId: number, cents: number, lines: { lineId: number; quantity: number; net: number; tax: number }[] = []) {
    const id = this.nextId()
    const order = this.#order(orderId)
    this.refunds.set(id, {
      id,
      parent_id: orderId,
      ...dates('created', this.now()),
      amount: decimal(cents),
      reason: '',
      refunded_by: 1,
      refunded_payment: false,
      meta_data: [],
      line_items: lines.map(({ lineId, quantity, net, tax }, at) => ({
        id: id * 20 + at,
        quantity: -quantity,
        total: decimal(-net),
        total_tax: decimal(-tax),
        meta_data: [{ id: 1, key: '_refunded_item_id', value: String(lineId) }],
      })),
      shipping_lines: [],
      fee_lines: [],
    })
    const refunded = this.refundsOf(orderId).reduce((sum, refund) => sum + Number(refund.amount), 0)
    this.change(orderId, refunded >= Number(order.total) - 0.001 ? { status: 'refunded' } : {})
    return id
  }

  /** Its id alone is gone: nobody is told, and no date moves. Source: W-11. */
  deleteRefund(id: number) {
    this.refunds.delete(id)
  }

  /** Told of the subscription alone. Source: W-12. */
  changeSubscription(id: number, fields: Record<string, unknown>) {
    this.subscriptions.set(id, { ...this.subscriptions.get(id)!, ...dates('modified', this.now()), ...fields, id })
    this.#tell('subscription.updated', id)
  }

  /** No order is told as changed by a note. Source: W-12. */
  addNote(orderId: number, note: string): Row {
    const row = { id: this.nextId(), note, customer_note: false }
    this.notes.set(orderId, [row, ...(this.notes.get(orderId) ?? [])])
    return row
  }

  refundsOf = (orderId: number): Row[] => [...this.refunds.values()].filter(({ parent_id }) => parent_id === orderId)

  /** As the shop gives it: its refunds by id, reason and total below zero. */
  shown(order: Row): Row {
    const refunds = this.refundsOf(order.id)
    if (refunds.length === 0 && this.refunds.size === 0) return order
    return {
      ...order,
      refunds: refunds.map(({ id, reason, amount }) => ({ id, reason, total: `-${amount}`, total_tax: '0.00' })),
    }
  }

  /** Those of a status, `any` being all but the bin and drafts of the checkout, in an order. Source: W-7. */
  ordersBy(status: string, by: 'id' | 'date' | 'modified', descending: boolean): Row[] {
    const key = `${status} ${by} ${descending}`
    if (this.#sorted?.by === key) return this.#sorted.rows
    const field = by === 'id' ? 'id' : by === 'date' ? 'date_created_gmt' : 'date_modified_gmt'
    const rows = [...this.orders.values()].filter(row =>
      status === 'any' ? !NOT_LISTED.has(String(row.status)) : row.status === status,
    )
    sortBy(rows, field, descending)
    this.#sorted = { by: key, rows }
    return rows
  }

  #order(id: number): Row {
    const order = this.orders.get(id)
    if (!order) throw new Error(`no order ${id}`)
    return order
  }

  #put(row: Row) {
    this.orders.set(row.id, row)
    this.#sorted = null
  }

  #tell(topic: string, id: number) {
    if (!this.pending.some(event => event.topic === topic && event.id === id)) this.pending.push({ topic, id })
  }
}

export function sortBy(rows: Row[], field: string, descending: boolean) {
  const sign = descending ? -1 : 1
  rows.sort((a, b) => {
    const [x, y] = [a[field] as string | number, b[field] as string | number]
    return x < y ? -sign : x > y ? sign : 0
  })
}

/** As PHP writes JSON: slashes and everything beyond ASCII escaped. Source: W-22. */
export const phpJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
