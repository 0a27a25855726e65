import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dates } from '../testing/fake-orders.ts'
import { type FakeShop, openFakeShop } from '../testing/fake-shop.ts'
import type { ShopClient, ShopPage } from './client.ts'
import { wooClient } from './woocommerce.ts'

let shop: FakeShop
beforeAll(async () => {
  shop = await openFakeShop()
})
afterAll(() => shop.close())

const BEGINNING = Date.parse('2026-06-01T00:00:00Z')
const client = () =>
  wooClient({ ...shop, authorisedBy: null }, { timeoutMs: 5_000, tries: 2, firstPauseMs: 1, longestPauseMs: 5 })

/** What happens between two pages: each number chooses an order and what becomes of it. */
const meanwhile = fc.array(fc.array(fc.nat(1_000), { maxLength: 5 }), { maxLength: 12 })
/** A shop that gives no more at once, changes of how many seconds, and what happens. */
const world = fc.record({
  largest: fc.constantFrom(1, 2, 3, 7, 25, 100),
  seconds: fc.constantFrom(1, 4, 40),
  meanwhile,
})

function happen(numbers: readonly number[]) {
  const ids = [...shop.store.orders.keys()]
  for (const number of numbers) {
    const id = ids[number % ids.length]!
    const kind = number % 5
    if (kind === 0 && shop.store.orders.has(id)) shop.store.trash(id)
    else if (kind === 1) shop.store.destroy(id)
    else if (kind === 2) shop.store.addOrder({ status: 'processing', total: '1.00' })
    else if (shop.store.orders.has(id)) shop.store.change(id, { status: 'completed' })
  }
}

type World = { largest: number; seconds: number; meanwhile: readonly number[][] }

/** Reads while things happen, and says what was read, and what was there all the time. */
async function read(
  { largest, seconds, meanwhile }: World,
  pages: (client: ShopClient) => AsyncGenerator<ShopPage<string>>,
) {
  shop.store.orders.clear()
  shop.requests.length = 0
  shop.faults.splice(0, 1, { what: 'broken', when: ({ query }) => Number(query.get('per_page')) > largest })
  let clock = BEGINNING
  shop.store.now = () => clock
  const before = Array.from({ length: 60 }, (_one, at) => {
    const changed = BEGINNING + Math.floor((at * 37) % seconds) * 1000
    return shop.store.addOrder({ status: 'processing', total: '1.00', ...dates('modified', changed) }).id
  })
  clock = BEGINNING + 3_600_000
  const ids: number[] = []
  // What was in the bin when its page was read may be back at the end: a change tells it.
  const binned = new Set<number>()
  const isThere = (id: number) => (shop.store.orders.get(id)?.status ?? 'trash') !== 'trash'
  let page = 0
  for await (const { documents } of pages(client())) {
    ids.push(...documents.map(document => (document as { id: number }).id))
    happen(meanwhile[page++] ?? [])
    for (const id of before) if (!isThere(id)) binned.add(id)
    clock += 1000
  }
  const there = before.filter(id => isThere(id) && !binned.has(id))
  return { ids, there, requests: shop.requests.length }
}

it('W-5 by id: whatever comes and goes meanwhile, what stays is read once, in order, and the reading ends', async () => {
  await fc.assert(
    fc.asyncProperty(world, async given => {
      const { ids, there, requests } = await read(given, asked => asked.ordersByIdAfter(null))
      expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
      expect(there.filter(id => !ids.includes(id))).toEqual([])
      expect(requests).toBeLessThan(400)
    }),
    { numRuns: 40 },
  )
})

it('W-3 W-5 by change: what stays is read, however many changed within a second, and the reading ends', async () => {
  await fc.assert(
    fc.asyncProperty(world, async given => {
      const { ids, there, requests } = await read(given, asked => asked.ordersModifiedSince('2026-05-31T00:00:00Z'))
      expect(there.filter(id => !ids.includes(id))).toEqual([])
      expect(requests).toBeLessThan(2_000)
    }),
    { numRuns: 40 },
  )
})
