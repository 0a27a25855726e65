import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAULTS } from '../rules/faults.ts'
import type { Fault, Read, ShopOrder } from '../rules/order.ts'
import { fakeOrders } from '../testing/fake-orders.ts'
import { kindOf, readCustomer, readOrder, readProduct, readRefund, readSubscription } from './woocommerce.ts'

type Json = Record<string, unknown>

const of = <T>(read: Read<T>): T => {
  if ('fault' in read) throw new Error(JSON.stringify(read.fault))
  return read.document
}
const faultOf = (read: Read<unknown>): Fault | null => ('fault' in read ? read.fault : null)
const sumOf = ({ lines }: ShopOrder) => lines.reduce((sum, { netCents, taxCents }) => sum + netCents + taxCents, 0)
const made = [...fakeOrders({ count: 300, seed: 3 })]

describe('other documents of WooCommerce', () => {
  it('W-9 W-10 a refund has its amount above zero, and the lines it says, or none', () => {
    const line = {
      id: 64,
      quantity: -1,
      total: '-5.29',
      total_tax: '-0.11',
      price: 5.29,
      meta_data: [{ key: '_refunded_item_id', value: '60' }],
    }
    const refund = {
      id: 47,
      parent_id: 46,
      date_created_gmt: '2026-02-09T06:10:21',
      amount: '5.40',
      line_items: [line],
    }
    expect(of(readRefund(refund))).toEqual({
      externalId: '47',
      orderId: '46',
      refundedAt: '2026-02-09T06:10:21Z',
      cents: 540,
      reason: '',
      paidBack: false,
      lines: [{ lineId: '60', quantity: 1, netCents: 529, taxCents: 11 }],
    })
    const { meta_data: _, ...unnamed } = line
    expect(of(readRefund({ ...refund, line_items: [unnamed] })).lines).toEqual([])
    expect(of(readRefund({ ...refund, parent_id: undefined }, '46')).orderId).toBe('46')
    expect(faultOf(readRefund({ ...refund, parent_id: undefined }))).toMatchObject({ field: 'parent_id' })
    expect(faultOf(readRefund({ ...refund, amount: '0.00' }))).toMatchObject({ code: 'nothingRefunded' })
    expect(
      of(
        readOrder({
          ...made[0],
          refunds: [
            { id: 47, reason: 'Erreur', total: '-5.40' },
            { id: 48, total: '0.00' },
          ],
        }),
      ).refunds,
    ).toEqual([{ externalId: '47', cents: 540, reason: 'Erreur' }])
  })

  it('W-12 W-17 W-18 a subscription, a variation, a customer', () => {
    expect(
      of(
        readSubscription({
          id: 61,
          parent_id: 60,
          status: 'pending-cancel',
          customer_id: 5,
          next_payment_date_gmt: '',
          end_date_gmt: '',
        }),
      ),
    ).toEqual({
      externalId: '61',
      status: 'pending-cancel',
      parentOrderId: '60',
      customerId: '5',
      nextPaymentAt: null,
      endsAt: null,
    })
    expect(of(readProduct({ id: 29, parent_id: 27, type: 'variation', sku: 'AFFICHE', name: 'Affiche - A2' }))).toEqual(
      {
        externalId: '27',
        variationId: '29',
        sku: 'AFFICHE',
        name: 'Affiche - A2',
      },
    )
    expect(
      of(readCustomer({ id: 3, email: 'a@exemple.test', first_name: 'Ana', last_name: 'B', billing: { email: '' } })),
    ).toMatchObject({
      email: 'a@exemple.test',
      billing: { firstName: 'Ana', email: 'a@exemple.test' },
      shipping: null,
    })
  })
})

const READERS = {
  order: readOrder,
  refund: readRefund,
  customer: readCustomer,
  product: readProduct,
  subscription: readSubscription,
}
const folder = new URL('../../../../../shared/woocommerce/', import.meta.url)
const documents = (name: string): Json[] =>
  existsSync(new URL(name, folder)) ? JSON.parse(readFileSync(new URL(name, folder), 'utf8')) : []
const FILES = {
  'orders.json': 'order',
  'refunds.json': 'refund',
  'customers.json': 'customer',
  'products.json': 'product',
  'subscriptions.json': 'subscription',
} as const

describe.skipIf(!existsSync(folder))('the documents of a shop that ran, where they stand beside the product', () => {
  it.each(Object.entries(FILES))('ABO-7 are all read: %s', (name, kind) => {
    const all = documents(name)
    expect(all.length).toBeGreaterThan(0)
    for (const document of all) {
      expect(kindOf(document)).toBe(kind)
      expect(faultOf(READERS[kind](document))).toBeNull()
    }
  })

  it('W-14 the lines of each order come to its total', () => {
    for (const document of documents('orders.json')) {
      const order = of(readOrder(document))
      expect([order.number, sumOf(order)]).toEqual([order.number, order.totalCents])
    }
  })

  it('the rest of what it holds is none of ours', () => {
    for (const name of ['coupons.json', 'taxes.json', 'settings-tax.json', 'tax-classes.json'])
      expect(documents(name).map(kindOf)).toEqual(documents(name).map(() => null))
  })
})

/** Something else at a place of the document, chosen by the numbers. */
function mutated(document: unknown, path: readonly number[], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined || typeof document !== 'object' || document === null) return value
  const keys = Object.keys(document)
  const key = keys[first % Math.max(1, keys.length)]
  if (key === undefined) return value
  const inner = mutated((document as Json)[key], rest, value)
  if (Array.isArray(document)) return document.map((item, at) => (String(at) === key ? inner : item))
  const { [key]: _, ...others } = document as Json
  return value === undefined && rest.length === 0 ? others : { ...others, [key]: inner }
}

const garbage = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(undefined, '', '-', '0000-00-00T00:00:00', '1e400', -0, '9'.repeat(400), '&#1114112;&#xD800;', '<b'),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

describe('orders made up for tests and the demonstration', () => {
  it('are read like those of a shop, and add up', () => {
    for (const document of made) {
      const order = of(readOrder(document))
      expect(sumOf(order)).toBe(order.totalCents)
    }
  })
})

describe('mutated documents', () => {
  it('E3 never make a reader throw: they are read, or the place and what it said are told', () => {
    const bases = [
      ...made.slice(0, 5),
      ...documents('orders.json').slice(0, 20),
      ...documents('refunds.json').slice(0, 5),
      ...documents('subscriptions.json').slice(0, 2),
    ]
    const changes = fc.array(fc.tuple(fc.array(fc.nat(60), { minLength: 1, maxLength: 4 }), garbage), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(fc.constantFrom(...bases), changes, (base, all) => {
        const document = all.reduce<unknown>((changed, [path, value]) => mutated(changed, path, value), base)
        kindOf(document)
        for (const read of Object.values(READERS)) {
          const result: Read<unknown> = read(document)
          if ('fault' in result) {
            expect(FAULTS).toContain(result.fault.code)
            expect(result.fault.said.length).toBeLessThanOrEqual(100)
          } else expect(JSON.stringify(result.document)).not.toMatch(/\\u0000|\\ud[89a-f]/)
        }
        const whole = readOrder(document)
        if ('document' in whole)
          for (const cents of [whole.document.totalCents, ...whole.document.lines.map(line => line.netCents)])
            expect(Number.isSafeInteger(cents)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
