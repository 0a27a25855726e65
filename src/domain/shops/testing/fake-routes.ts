import {
  listById,
  listCustomers,
  listOrders,
  listRefunds,
  listSubscriptions,
  type Query,
  type Reply,
  refuse,
} from './fake-lists.ts'
import type { FakeStore, HookRow, Row } from './fake-store.ts'

type Wanted = { method: string; path: string; query: Query; body: Record<string, unknown> }
type Route = [method: string, path: RegExp, answer: (store: FakeStore, wanted: Wanted, id: number) => Reply]

const fine = (json: unknown, status = 200): Reply => ({ status, json })
const noOrder = () => refuse(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.')
const found = (row: unknown, code: string) => (row ? fine(row) : refuse(404, code, 'Invalid ID.'))
const missing = (names: string) => refuse(400, 'rest_missing_callback_param', `Missing parameter(s): ${names}`)

/** What the REST API v3 answers to somebody who may ask it. */
const ROUTES: Route[] = [
  ['GET', /^\/orders$/, (store, { query }) => listOrders(store, query)],
  // Nobody may make an order without a mail over REST, though there are some. Source: W-29.
  [
    'POST',
    /^\/orders$/,
    (store, { body }) =>
      (body.billing as { email?: string } | undefined)?.email === ''
        ? refuse(400, 'rest_invalid_param', 'Invalid parameter(s): billing')
        : fine(store.addOrder(body), 201),
  ],
  [
    'GET',
    /^\/orders\/(\d+)$/,
    (store, _wanted, id) => {
      const order = store.orders.get(id)
      return order ? fine(store.shown(order)) : noOrder()
    },
  ],
  [
    'GET',
    /^\/orders\/(\d+)\/refunds$/,
    (store, { query }, id) => (store.orders.has(id) ? listById(store.refundsOf(id), query) : noOrder()),
  ],
  [
    'GET',
    /^\/orders\/(\d+)\/notes$/,
    (store, _wanted, id) => (store.orders.has(id) ? fine(store.notes.get(id) ?? []) : noOrder()),
  ],
  [
    'POST',
    /^\/orders\/(\d+)\/notes$/,
    (store, { body }, id) => {
      if (!store.orders.has(id)) return noOrder()
      return typeof body.note === 'string' ? fine(store.addNote(id, body.note), 201) : missing('note')
    },
  ],
  ['GET', /^\/refunds$/, (store, { query }) => listRefunds(store, query)],
  ['GET', /^\/customers$/, (store, { query }) => listCustomers(store, query)],
  [
    'GET',
    /^\/customers\/(\d+)$/,
    (store, _wanted, id) => found(store.customers.get(id), 'woocommerce_rest_invalid_id'),
  ],
  [
    'GET',
    /^\/products$/,
    (store, { query }) =>
      listById(
        [...store.products.values()].filter(row => row.type !== 'variation'),
        query,
      ),
  ],
  [
    'GET',
    /^\/products\/(\d+)\/variations$/,
    (store, { query }, id) =>
      listById(
        [...store.products.values()].filter(row => row.type === 'variation' && row.parent_id === id),
        query,
      ),
  ],
  [
    'GET',
    /^\/subscriptions$/,
    (store, { query }) => (store.hasSubscriptions ? listSubscriptions(store, query) : refuse(404, 'rest_no_route')),
  ],
  ['GET', /^\/webhooks$/, (store, { query }) => listById([...store.hooks.values()].map(hookShown), query)],
  [
    'POST',
    /^\/webhooks$/,
    (store, { body }) => {
      if (!body.topic || !body.delivery_url) return missing('topic, delivery_url')
      if (
        !/^(order|product|customer|coupon|subscription)\.(created|updated|deleted|restored)$/.test(String(body.topic))
      )
        return refuse(400, 'woocommerce_rest_webhook_invalid_topic')
      const hook = {
        ...(body as Partial<HookRow>),
        id: store.nextId(),
        failures: 0,
        pinged: false,
        status: 'active',
      } as HookRow
      store.hooks.set(hook.id, hook)
      return fine(hookShown(hook), 201)
    },
  ],
  [
    'POST',
    /^\/webhooks\/(\d+)$/,
    (store, { body }, id) => {
      const hook = store.hooks.get(id)
      if (!hook) return refuse(404, 'woocommerce_rest_shop_webhook_invalid_id')
      if (body.status) hook.status = body.status as HookRow['status']
      return fine(hookShown(hook))
    },
  ],
  [
    'DELETE',
    /^\/webhooks\/(\d+)$/,
    (store, { query }, id) => {
      if (query.get('force') !== 'true') return refuse(501, 'woocommerce_rest_trash_not_supported')
      return store.hooks.delete(id) ? fine({ id }) : refuse(404, 'woocommerce_rest_shop_webhook_invalid_id')
    },
  ],
]

export function routed(store: FakeStore, wanted: Wanted): Reply {
  for (const [method, pattern, answer] of ROUTES) {
    const match = pattern.exec(wanted.path)
    if (match && method === wanted.method) return answer(store, wanted, Number(match[1]))
  }
  return refuse(404, 'rest_no_route', 'No route was found matching the URL and request method.')
}

/** Its secret and its count of failures are never given. Source: W-26. */
const hookShown = ({ id, name, topic, delivery_url, status }: HookRow): Row => ({
  id,
  name,
  topic,
  delivery_url,
  status,
})
