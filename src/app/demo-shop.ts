import { sql } from 'drizzle-orm'
import { connectShop } from '../domain/shops/actions/connect.ts'
import { ordersGone } from '../domain/shops/actions/gone.ts'
import { createShop } from '../domain/shops/actions/shops.ts'
import { setState } from '../domain/shops/actions/state.ts'
import { takeOrders } from '../domain/shops/actions/take.ts'
import { shopByName } from '../domain/shops/queries/shops.ts'
import { type FakeProduct, fakeOrders } from '../domain/shops/testing/fake-orders.ts'
import { type FakeShop, openFakeShop } from '../domain/shops/testing/fake-shop.ts'
import type { Ctx } from '../platform/http/context.ts'

const NAME = 'Boutique en ligne'
/** The orders of the weeks before the day of the demonstration; their ids are odd, from this one on. */
const FIRST = 4001
const ORDERS = 24

/** Nothing that the documents count: what these are of ours is still to be said. */
const PRODUCTS: readonly FakeProduct[] = [
  { id: 31, sku: 'SAC-CS', name: 'Sac en toile Capital Social', grossCents: 1900, rate: 'normal' },
  { id: 32, sku: 'LIVRE-COOP', name: 'Petit atlas des coopératives', grossCents: 2450, rate: 'livre' },
  { id: 33, variationId: 34, sku: '', name: 'Affiche du premier numéro - 50 × 70', grossCents: 1200, rate: 'normal' },
]

/** A shop on this machine, with orders of every kind, so that each of its screens shows something. */
export async function openDemoShop(): Promise<FakeShop> {
  const orders = [
    ...fakeOrders({
      count: ORDERS,
      firstId: FIRST,
      from: '2023-08-02T08:00:00',
      stepSeconds: 90_000,
      products: PRODUCTS,
    }),
  ]
  const sold = orders.filter(({ status }) => status === 'completed')
  const [unreadable, gone, refunded] = sold as [Sold, Sold, Sold]
  unreadable.total = 'douze euros'
  const shop = await openFakeShop({ documents: orders })
  shop.store.now = () => Date.parse('2023-08-30T16:00:00Z')
  shop.store.refund(refunded.id as number, 500)
  shop.store.trash(gone.id as number)
  shop.store.pending.length = 0
  return shop
}

type Sold = Record<string, unknown>

/** Connects the shop of the demonstration; its orders are taken the first time. */
export async function loadDemoShop(ctx: Ctx, { address, key, secret, store }: FakeShop) {
  const known = await shopByName(ctx, NAME)
  const id = known?.id ?? (await createShop(ctx, { name: NAME, kind: 'woocommerce' }))
  await connectShop(ctx, id, { address, key, secret })
  if (known) return
  const shop = (await shopByName(ctx, NAME))!
  const inBin = [...store.orders.values()].filter(({ status }) => status === 'trash')
  const given = [...store.orders.values()].map(order => ({
    document: store.shown(inBin.includes(order) ? { ...order, status: 'completed' } : order),
    refunds: store.refundsOf(order.id),
  }))
  await takeOrders(ctx, shop, given)
  const gone = inBin.map(order => String(order.id))
  await ordersGone(ctx, shop, gone)
  await setState(ctx, id, { loadedAt: sql`now()`, loadedUntilId: String(FIRST + 2 * ORDERS), cameAt: sql`now()` })
}
