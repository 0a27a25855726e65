import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dates, fakeOrders } from '../testing/fake-orders.ts'
import { type FakeShop, openFakeShop } from '../testing/fake-shop.ts'
import type { ShopPage } from './client.ts'
import { wooClient } from './woocommerce.ts'
import type { Patience } from './woocommerce-door.ts'

const HASTY: Patience = { timeoutMs: 400, tries: 3, firstPauseMs: 5, longestPauseMs: 50 }
const ORDERS = 250

let shop: FakeShop
const client = (key = shop, patience = HASTY) =>
  wooClient({ address: shop.address, key: key.key, secret: key.secret, authorisedBy: null }, patience)

beforeAll(async () => {
  shop = await openFakeShop()
})
afterEach(() => {
  shop.faults.length = 0
  shop.requests.length = 0
  shop.store.orders.clear()
  shop.store.refunds.clear()
  shop.store.customers.clear()
  shop.store.now = Date.now
})
afterAll(() => shop.close())

const fill = (count = ORDERS, stepSeconds = 600) =>
  shop.store.feed(fakeOrders({ count, stepSeconds, from: '2026-05-01T08:00:00' }))
const idsOf = ({ documents }: ShopPage<unknown>) => documents.map(document => (document as { id: number }).id)
const listed = () => [...shop.store.orders.values()].filter(({ status }) => status !== 'trash').map(({ id }) => id)

async function all(pages: AsyncGenerator<ShopPage<string>>, between?: (page: number) => void) {
  const ids: number[] = []
  let page = 0
  for await (const one of pages) {
    ids.push(...idsOf(one))
    between?.(++page)
  }
  return ids
}

describe('the dates a WooCommerce is asked by', () => {
  it('W-1 are of Greenwich and say no zone, as the shop would shift them by its own', async () => {
    const since = '2026-06-01T09:00:00'
    for (let hour = 0; hour < 6; hour++)
      shop.store.addOrder({ status: 'completed', ...dates('modified', Date.parse(`${since}Z`) + hour * 3_600_000) })
    const ids = await all(client().ordersModifiedSince(`${since}Z`))
    const [{ query } = { query: new Map() }] = shop.requests
    expect(query.get('modified_after')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    expect(query.get('dates_are_gmt')).toBe('true')
    expect(ids).toHaveLength(6)
    // Both together lose what changed within the two hours of summer time.
    const wrong = { modified_after: `${since}Z`, dates_are_gmt: 'true' }
    expect(await raw('/orders', wrong)).toHaveLength(3)
    expect(await raw('/orders', { modified_after: `${since}Z` })).toHaveLength(5)
    expect(await raw('/orders', { modified_after: '2026-06-01' })).toMatchObject({ data: { status: 400 } })
  })

  it('W-2 and W-3 find each change of the second asked from, and of the night that has an hour twice', async () => {
    const night = Date.parse('2026-10-25T00:30:00Z')
    for (const minutes of [0, 20, 40, 60, 80, 100])
      shop.store.addOrder({
        status: 'completed',
        ...dates('created', night),
        ...dates('modified', night + minutes * 60_000),
      })
    expect(new Set(await all(client().ordersModifiedSince('2026-10-25T00:30:00Z')))).toEqual(new Set(listed()))
    expect(await all(client().ordersModifiedSince('2026-10-25T01:31:00Z'))).toHaveLength(3)
  })

  it('W-3 reads a little before where it stopped, as a change of the same second may have come later', async () => {
    fill(3)
    const at = Date.parse('2026-06-01T10:00:00Z')
    shop.store.now = () => at
    const [first, second] = listed()
    shop.store.change(first!, {})
    let until = ''
    for await (const page of client().ordersModifiedSince('2026-06-01T09:59:00Z')) until = page.until
    expect(until).toBe('2026-06-01T10:00:00Z')
    shop.store.change(second!, {})
    expect(await all(client().ordersModifiedSince(until))).toEqual(expect.arrayContaining([first, second]))
  })
})

describe('the pages of a WooCommerce', () => {
  it('W-5 pass over no order that is there from the first page to the last, whatever comes and goes meanwhile', async () => {
    fill()
    const before = listed()
    const ids = await all(client().ordersByIdAfter(null), page => {
      for (const id of before.slice(page * 20, page * 20 + 7)) shop.store.trash(id)
      for (const id of before.slice(page * 30 + 8, page * 30 + 10)) shop.store.destroy(id)
      shop.store.addOrder({ status: 'pending' })
    })
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    const there = new Set(listed())
    expect(before.filter(id => there.has(id) && !ids.includes(id))).toEqual([])
  })

  it('W-5 go on after any order, also one that is gone', async () => {
    fill(30)
    const before = listed()
    for (const after of [before[0]!, before[12]!, before[29]!, 5]) {
      expect(await all(client().ordersByIdAfter(String(after)))).toEqual(listed().filter(id => id > after))
      shop.store.destroy(before[12]!)
    }
  })

  it('W-5 lose no order that is edited between two of them', async () => {
    fill()
    const before = listed()
    shop.store.now = () => Date.parse('2026-07-01T00:00:00Z')
    const seen = await all(client().ordersModifiedSince('2026-01-01T00:00:00Z'), page => {
      if (page < 4) for (const id of before.slice(page * 10, page * 10 + 5)) shop.store.change(id, {})
    })
    expect(before.filter(id => !seen.includes(id))).toEqual([])
    expect(seen.filter(id => id === before[12]).length).toBe(2)
  })

  it('W-5 read on by id where more than a page changed within one second', async () => {
    fill(330)
    const at = Date.parse('2026-07-01T00:00:00Z')
    shop.store.now = () => at
    for (const id of listed().slice(20, 300)) shop.store.change(id, {})
    shop.store.now = () => at + 5000
    shop.store.change(listed()[310]!, {})
    expect(new Set(await all(client().ordersModifiedSince('2026-06-30T00:00:00Z')))).toEqual(
      new Set(listed().filter((_id, place) => (place >= 20 && place < 300) || place === 310)),
    )
  })

  it('W-6 have a hundred rows at most, follow no link, and end where nothing comes', async () => {
    fill(205)
    expect(await all(client().ordersByIdAfter(null))).toEqual(listed())
    for (const { query, path } of shop.requests) {
      expect(Number(query.get('per_page'))).toBeLessThanOrEqual(100)
      expect(path).toBe('/orders')
    }
    expect(await raw('/orders', { per_page: '101' })).toMatchObject({ data: { status: 400 } })
    expect(await raw('/orders', { page: '9', per_page: '100' })).toEqual([])
  })

  it('W-7 hold custom statuses, not the bin; an order that vanished is asked for by its id', async () => {
    fill(40)
    const [binned, gone] = listed()
    shop.store.trash(binned!)
    shop.store.destroy(gone!)
    const ids = await all(client().ordersByIdAfter(null))
    expect(ids).toEqual(listed())
    expect(ids.some(id => shop.store.orders.get(id)!.status === 'expediee')).toBe(true)
    expect(await client().order(String(binned))).toMatchObject({ id: binned, status: 'trash' })
    expect(await client().order(String(gone))).toBeNull()
  })

  it('W-4 and W-8 bring all customers, also buyers who became subscribers', async () => {
    shop.store.feed(
      ['customer', 'subscriber', 'customer', 'administrator'].map((role, at) => ({
        id: 900 + at,
        role,
        is_paying_customer: true,
      })),
    )
    const found: unknown[] = []
    for await (const page of client().customers()) found.push(...page)
    expect(found).toHaveLength(4)
    expect(await raw('/customers', {})).toHaveLength(2)
    expect(await raw('/customers', { modified_after: '2099-01-01T00:00:00', role: 'all' })).toHaveLength(4)
    expect(await client().customer('901')).toMatchObject({ role: 'subscriber' })
    expect(await client().customer('999')).toBeNull()
  })
})

describe('what no change tells', () => {
  it('W-9 to W-11 refunds are asked for with their lines, and by their ids when one was deleted', async () => {
    fill(3)
    const [id] = listed()
    const lines = [{ lineId: id! * 20, quantity: 1, net: 100, tax: 2 }]
    const [kept, dropped] = [shop.store.refund(id!, 102, lines), shop.store.refund(id!, 50)]
    const refunds = (await client().refundsOf(String(id))) as { id: number; amount: string; line_items: unknown[] }[]
    expect(refunds.map(refund => [refund.id, refund.amount, refund.line_items.length])).toEqual([
      [kept, '1.02', 1],
      [dropped, '0.50', 0],
    ])
    const { date_modified_gmt } = shop.store.orders.get(id!)!
    shop.store.deleteRefund(dropped)
    expect(shop.store.orders.get(id!)!.date_modified_gmt).toBe(date_modified_gmt)
    const digests = []
    for await (const page of client().idsAndTotals(null)) digests.push(...page)
    expect(digests.map(({ externalId }) => Number(externalId))).toEqual(listed())
    expect(digests[0]).toMatchObject({ refunds: [{ externalId: String(kept), cents: 102 }] })
    expect(digests[0]!.totalCents).toBe(Math.round(Number(shop.store.orders.get(id!)!.total) * 100))
    expect(await client().refundsOf('999999')).toBeNull()
  })

  it('W-12 a note changes no order, a subscription only itself, and a shop may have none', async () => {
    fill(2)
    shop.store.pending.length = 0
    const [id] = listed()
    await client().addNote(String(id), 'Exemplaire n° 31 expédié <b>le 3</b> & suivi')
    expect(await client().notesOf(String(id))).toEqual(['Exemplaire n° 31 expédié le 3 & suivi'])
    expect(shop.store.pending).toEqual([])
    shop.store.feed([{ id: 7000, billing_period: 'month', status: 'active', parent_id: id }])
    shop.store.changeSubscription(7000, { status: 'on-hold' })
    expect(shop.store.pending).toEqual([{ topic: 'subscription.updated', id: 7000 }])
    expect(await all(client().subscriptionsModifiedSince('2026-01-01T00:00:00Z'))).toEqual([7000])
    shop.store.hasSubscriptions = false
    expect(await all(client().subscriptionsModifiedSince('2026-01-01T00:00:00Z'))).toEqual([])
    shop.store.hasSubscriptions = true
  })

  it('W-29 nothing read is ever written back: only notes and notifications are', async () => {
    fill(5)
    expect(await raw('/orders', { billing: { email: '' } }, 'POST')).toMatchObject({ data: { status: 400 } })
    shop.requests.length = 0
    const asking = client()
    await all(asking.ordersByIdAfter(null))
    await all(asking.ordersModifiedSince('2026-01-01T00:00:00Z'))
    await asking.order(String(listed()[0]))
    await asking.check()
    const written = shop.requests.filter(({ method }) => method !== 'GET')
    expect(written.map(({ method, path, status }) => [method, path, status])).toEqual([['POST', '/webhooks', 400]])
    expect(shop.store.hooks.size).toBe(0)
  })
})

/** Asks as a careless client would. */
async function raw(path: string, parameters: Record<string, unknown>, method: 'GET' | 'POST' = 'GET') {
  const { WooDoor } = await import('./woocommerce-door.ts')
  const door = new WooDoor({ address: shop.address, key: shop.key, secret: shop.secret, authorisedBy: null }, HASTY)
  const answer =
    method === 'GET'
      ? await door.get(path, parameters as Record<string, string>, { allowed: [400] })
      : await door.send('POST', path, parameters, {}, { allowed: [400] })
  return answer.json
}
