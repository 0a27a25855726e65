import { sql } from 'drizzle-orm'
import { connectShop } from '../domain/shops/actions/connect.ts'
import { ordersGone } from '../domain/shops/actions/gone.ts'
import { createShop } from '../domain/shops/actions/shops.ts'
import { setState } from '../domain/shops/actions/state.ts'
import { takeOrders } from '../domain/shops/actions/take.ts'
import { shopByName } from '../domain/shops/queries/shops.ts'
import { type FakeProduct, fakeOrders } from '../domain/shops/testing/fake-orders.ts'
import { type FakeShop, openFakeShop } from '../domain/shops/testing/fake-shop.ts'
import type { Row } from '../domain/shops/testing/fake-store.ts'
import type { Ctx } from '../platform/http/context.ts'

const NAME = 'Boutique en ligne'
const BOXES_NAME = 'Boutique du Panier'
/** The orders of the weeks before the day of the demonstration; their ids are odd, from this one on. */
const FIRST = 4001
const ORDERS = 24

/** Nothing that the documents count: what these are of ours is still to be said. */
const PRODUCTS: readonly FakeProduct[] = [
  { id: 31, sku: 'SAC-CS', name: 'Sac en toile Capital Social', grossCents: 1900, rate: 'normal' },
  { id: 32, sku: 'LIVRE-COOP', name: 'Petit atlas des coopératives', grossCents: 2450, rate: 'livre' },
  { id: 33, variationId: 34, sku: '', name: 'Affiche du premier numéro - 50 × 70', grossCents: 1200, rate: 'normal' },
]

/** Boxes are sold there: who bought them is served, so that a refund asks whether to go on. */
const BOXES: readonly FakeProduct[] = [
  { id: 41, sku: 'box-3 ', name: 'Trois box, prépayées', grossCents: 9600, rate: 'normal' },
  { id: 42, sku: 'BOX-6', name: 'Six box, prépayées', grossCents: 18_600, rate: 'normal' },
  { id: 43, sku: '', name: 'Panier en osier', grossCents: 3900, rate: 'normal' },
]

/** A shop on this machine, with orders of every kind, so that each of its screens shows something. */
export async function openDemoShop(): Promise<FakeShop> {
  const shop = await shopOf(PRODUCTS, 1)
  const [unreadable, gone, refunded] = soldIn(shop)
  shop.store.orders.set(unreadable.id, { ...unreadable, total: 'douze euros' })
  shop.store.refund(refunded.id, 500)
  shop.store.trash(gone.id)
  shop.store.pending.length = 0
  return shop
}

/** The shop of the company of boxes: refunds to decide, one that was not read, and a total that changed. */
export async function openBoxesShop(): Promise<FakeShop> {
  const shop = await shopOf(BOXES, 3)
  const [decided, lost] = boxesIn(shop)
  shop.store.refund(decided.id, 1500)
  shop.store.refund(lost.id, 900)
  shop.store.pending.length = 0
  return shop
}

async function shopOf(products: readonly FakeProduct[], seed: number) {
  const made = { count: ORDERS, seed, firstId: FIRST, from: '2023-08-02T08:00:00', stepSeconds: 90_000 }
  const shop = await openFakeShop({ documents: fakeOrders({ ...made, products }) })
  shop.store.now = () => Date.parse('2023-08-30T16:00:00Z')
  return shop
}

const soldIn = ({ store }: FakeShop) =>
  [...store.orders.values()].filter(({ status }) => status === 'completed') as [Row, Row, Row]

const boxesIn = (shop: FakeShop) =>
  soldIn(shop).filter(({ line_items }) => (line_items as { sku: string }[]).some(({ sku }) => /^box/i.test(sku))) as [
    Row,
    Row,
    Row,
  ]

/** How the shops of the demonstration are reached, and where they reach Facteur. */
type Connected = { shop: FakeShop; name: string; deliversTo: string }

async function connected(ctx: Ctx, { shop: { address, key, secret }, name, deliversTo }: Connected) {
  const known = await shopByName(ctx, name)
  const id = known?.id ?? (await createShop(ctx, { name, kind: 'woocommerce' }))
  await connectShop(ctx, id, { address, key, secret, deliversTo })
  return { isNew: !known, shop: (await shopByName(ctx, name))! }
}

const given = ({ store }: FakeShop, order: Row) => ({
  document: store.shown(order),
  refunds: store.refundsOf(order.id),
})

const loaded = (ctx: Ctx, id: string) =>
  setState(ctx, id, { loadedAt: sql`now()`, loadedUntilId: String(FIRST + 2 * ORDERS), cameAt: sql`now()` })

/** Connects the shop of the demonstration; its orders are taken the first time. */
export async function loadDemoShop(ctx: Ctx, fake: FakeShop, deliversTo: string) {
  const { isNew, shop } = await connected(ctx, { shop: fake, name: NAME, deliversTo })
  if (!isNew) return
  const all = [...fake.store.orders.values()]
  const gone = all.filter(({ status }) => status === 'trash')
  await takeOrders(
    ctx,
    shop,
    all.map(order => given(fake, gone.includes(order) ? { ...order, status: 'completed' } : order)),
  )
  await ordersGone(
    ctx,
    shop,
    gone.map(({ id }) => String(id)),
  )
  await loaded(ctx, shop.id)
}

/** The same for the company of boxes: of one refund the lines are not given, and one total changes afterwards. */
export async function loadBoxesShop(ctx: Ctx, fake: FakeShop, deliversTo: string) {
  const { isNew, shop } = await connected(ctx, { shop: fake, name: BOXES_NAME, deliversTo })
  if (!isNew) return
  const [, lost, changed] = boxesIn(fake)
  const orders = [...fake.store.orders.values()].map(order => given(fake, order))
  await takeOrders(
    ctx,
    shop,
    orders.map(order => (order.document.id === lost.id ? { document: order.document } : order)),
  )
  fake.store.change(changed.id, { total: '12.00' })
  await takeOrders(ctx, shop, [given(fake, fake.store.orders.get(changed.id)!)])
  await loaded(ctx, shop.id)
}
