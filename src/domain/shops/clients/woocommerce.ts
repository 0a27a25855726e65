import { plainText } from '../formats/markup.ts'
import { hundredths } from '../formats/reading.ts'
import type { OrderDigest, ShopAccess, ShopClient, ShopHook } from './client.ts'
import { ShopUnanswered } from './client.ts'
import { checkWoo } from './woocommerce-check.ts'
import { PATIENT, type Patience, type Query, WooDoor } from './woocommerce-door.ts'
import { since, WooPages } from './woocommerce-pages.ts'

type Row = Record<string, unknown>

/** Asks a WooCommerce by its REST API v3. Source: W-1 to W-29. */
export function wooClient(access: ShopAccess, patience = PATIENT): ShopClient {
  const door = new WooDoor(access, patience)
  const pages = new WooPages(door)
  return {
    get authorisedBy() {
      return door.authorisedBy
    },
    check: () => checkWoo(new WooDoor(access, hurried(patience))),
    ordersByIdAfter: id => pages.byIdAfter('/orders', {}, id),
    ordersModifiedSince: instant => pages.modifiedSince('/orders', {}, instant),
    order: id => one(door, `/orders/${numberIn(id)}`),
    refundsOf: orderId => refundsOf(door, numberIn(orderId)),
    idsAndTotals: instant => digests(pages, instant),
    products: () => products(pages),
    customer: id => one(door, `/customers/${numberIn(id)}`),
    customers: () => documents(pages, '/customers', { role: 'all' }), // W-8
    subscriptionsModifiedSince: instant => ifAny(pages.modifiedSince('/subscriptions', {}, instant)),
    ...hooksOf(door, pages),
    notesOf: async orderId => notesIn((await door.get(`/orders/${numberIn(orderId)}/notes`)).json),
    addNote: async (orderId, note) => {
      await door.send('POST', `/orders/${numberIn(orderId)}/notes`, { note, customer_note: false })
    },
  }
}

/** Somebody waits for it. */
const hurried = (patience: Patience): Patience => ({
  ...patience,
  timeoutMs: Math.min(patience.timeoutMs, 15_000),
  tries: Math.min(patience.tries, 2),
  longestPauseMs: Math.min(patience.longestPauseMs, 5_000),
})

/** Ids go into addresses: nothing else does. */
function numberIn(id: string): string {
  if (!/^\d{1,16}$/.test(id)) throw new ShopUnanswered('other', 'id')
  return id
}

/** Null where it was deleted; one in the bin is there. Source: W-7. */
async function one(door: WooDoor, path: string): Promise<unknown | null> {
  const { status, json } = await door.get(path, {}, { allowed: [404] })
  return isGone(status, json) ? null : json
}

/** A 404 of the shop itself is the record; another one is the address. */
function isGone(status: number, json: unknown): boolean {
  if (status !== 404) return false
  const { code } = json as { code?: unknown }
  if (typeof code === 'string' && /invalid_id|not_found/.test(code)) return true
  throw new ShopUnanswered(code === 'rest_no_route' ? 'noWooCommerce' : 'notAShop', `404 ${String(code ?? '')}`)
}

/** All refunds of an order; those of older shops do not say of which. Source: W-9, W-11. */
async function refundsOf(door: WooDoor, orderId: string): Promise<unknown[] | null> {
  const all: unknown[] = []
  for (;;) {
    const query: Query = {
      per_page: '100',
      order: 'asc',
      orderby: 'id',
      ...(all.length > 0 ? { offset: String(all.length) } : {}),
    }
    const { status, json, total } = await door.get(`/orders/${orderId}/refunds`, query, { allowed: [404] })
    if (isGone(status, json)) return null
    if (!Array.isArray(json)) throw new ShopUnanswered('notAShop', 'refunds')
    all.push(...json.map((refund: Row) => ({ parent_id: Number(orderId), ...refund })))
    if (json.length === 0 || (total === null ? json.length < 100 : all.length >= total)) return all
  }
}

async function* documents(pages: WooPages, path: string, query: Query): AsyncGenerator<unknown[]> {
  for await (const page of pages.byIdAfter(path, query, null)) yield page.documents
}

const DIGEST = 'id,status,total,date_modified_gmt,refunds'

async function* digests(pages: WooPages, instant: string | null): AsyncGenerator<OrderDigest[]> {
  const query = { _fields: DIGEST, ...(instant === null ? {} : since('after', instant)) }
  for await (const { documents: rows } of pages.byIdAfter('/orders', query, null))
    yield rows.map(row => digest(row as Row))
}

/** What cannot be read counts as nothing: such an order is in quarantine, whose total is nothing, too. */
const digest = ({ id, status, total, date_modified_gmt, refunds }: Row): OrderDigest => ({
  externalId: String(id),
  status: String(status ?? '').replace(/^wc-/, ''),
  modifiedAt: date_modified_gmt ? `${String(date_modified_gmt).slice(0, 19)}Z` : '',
  totalCents: hundredths(total) ?? 0,
  refunds: (Array.isArray(refunds) ? refunds : []).map((refund: Row) => ({
    externalId: String(refund?.id),
    cents: Math.abs(hundredths(refund?.total) ?? 0),
  })),
})

/** WordPress keeps notes as marked up text. */
const notesIn = (json: unknown): string[] =>
  (Array.isArray(json) ? json : []).map((note: Row) => plainText(String(note?.note ?? '')))

/** Products, and after a product its variations, which older shops name without it. */
async function* products(pages: WooPages): AsyncGenerator<unknown[]> {
  for await (const rows of documents(pages, '/products', {})) {
    yield rows
    for (const { id, name, type } of rows as Row[]) {
      if (!/variable/.test(String(type))) continue
      for await (const variations of documents(pages, `/products/${numberIn(String(id))}/variations`, {}))
        yield variations.map(variation => variationOf(variation as Row, id, String(name ?? '')))
    }
  }
}

function variationOf(variation: Row, parentId: unknown, parentName: string): Row {
  const { name, attributes } = variation
  const options = (Array.isArray(attributes) ? attributes : []).map((one: Row) => String(one?.option ?? ''))
  const own = String(name ?? '') || options.filter(option => option !== '').join(', ')
  const full = own === '' || own.startsWith(parentName) ? own || parentName : `${parentName} - ${own}`
  return { ...variation, parent_id: parentId, type: 'variation', name: full }
}

/** A shop without WooCommerce Subscriptions has none. */
async function* ifAny<T>(pages: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* pages
  } catch (error) {
    if (!(error instanceof ShopUnanswered && error.failure === 'noWooCommerce')) throw error
  }
}

type Hooks = Pick<ShopClient, 'hooks' | 'createHook' | 'repairHook' | 'removeHook'>

function hooksOf(door: WooDoor, pages: WooPages): Hooks {
  const createHook: Hooks['createHook'] = async (topic, deliversTo, secret) => {
    const hook = { name: `Facteur ${topic}`, topic, delivery_url: deliversTo, secret, status: 'active' }
    return hookOf((await door.send('POST', '/webhooks', hook)).json as Row)
  }
  const removeHook: Hooks['removeHook'] = async id => {
    const { status, json } = await door.send(
      'DELETE',
      `/webhooks/${numberIn(id)}`,
      undefined,
      { force: 'true' },
      { allowed: [404] },
    )
    isGone(status, json)
  }
  return {
    hooks: async () => {
      const all: ShopHook[] = []
      for await (const rows of documents(pages, '/webhooks', {})) all.push(...rows.map(row => hookOf(row as Row)))
      return all
    },
    createHook,
    removeHook,
    // One that is switched on again keeps its count: the next failure would disable it at once. Source: W-26.
    repairHook: async ({ externalId, topic, deliversTo }, secret) => {
      const hook = await createHook(topic, deliversTo, secret)
      await removeHook(externalId)
      return hook
    },
  }
}

const hookOf = ({ id, topic, status, delivery_url }: Row): ShopHook => ({
  externalId: String(id),
  topic: String(topic ?? ''),
  status: String(status ?? ''),
  deliversTo: String(delivery_url ?? ''),
})
