import { createHash, createHmac } from 'node:crypto'
import { type FakeStore, type HookRow, phpJson } from './fake-store.ts'

/** What the shop sent, and what it was answered. */
export type Delivered = { topic: string; id: number; headers: Record<string, string>; body: string; status: number }

const MOST_FAILURES = 5

/**
 * Works off what waits, as the shop's cron does when somebody visits it: each body is built now, not when it happened,
 * and signed over what is sent. What fails is never sent again. Source: W-20 to W-27.
 */
export async function deliver(store: FakeStore, source: string): Promise<Delivered[]> {
  const delivered: Delivered[] = []
  for (const { topic, id } of store.pending.splice(0)) {
    for (const hook of store.hooks.values()) {
      if (hook.topic !== topic || hook.status !== 'active') continue
      delivered.push(await send(store, hook, { topic, id, source }))
      if (!hook.pinged) delivered.push(await ping(hook))
    }
  }
  for (const hook of store.hooks.values()) if (!hook.pinged) delivered.push(await ping(hook))
  return delivered
}

type What = { topic: string; id: number; source: string }

async function send(store: FakeStore, hook: HookRow, { topic, id, source }: What): Promise<Delivered> {
  const body = phpJson(payload(store, topic, id))
  const [resource, event] = topic.split('.') as [string, string]
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'WooCommerce/11.0.1 Hookshot (WordPress/7.0.4)',
    'x-wc-webhook-source': source,
    'x-wc-webhook-topic': topic,
    'x-wc-webhook-resource': resource,
    'x-wc-webhook-event': event,
    'x-wc-webhook-signature': createHmac('sha256', hook.secret).update(body).digest('base64'),
    'x-wc-webhook-id': String(hook.id),
    // Of the webhook and the second: two orders at once have the same.
    'x-wc-webhook-delivery-id': createHash('md5')
      .update(`${hook.id} ${Math.floor(store.now() / 1000)}`)
      .digest('hex'),
  }
  const status = await post(hook.delivery_url, headers, body)
  counted(hook, status)
  return { topic, id, headers, body, status }
}

/** Form-encoded, unsigned, of no topic, and after the first delivery where there is one. */
async function ping(hook: HookRow): Promise<Delivered> {
  hook.pinged = true
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = `webhook_id=${hook.id}`
  return { topic: '', id: hook.id, headers, body, status: await post(hook.delivery_url, headers, body) }
}

/** The seventh failure in a row disables it; the count stays, so that one more does it again. */
function counted(hook: HookRow, status: number) {
  const isFine = (status >= 200 && status < 300) || status === 301 || status === 302
  if (isFine) hook.failures = 0
  else if (hook.failures > MOST_FAILURES) hook.status = 'disabled'
  else hook.failures++
}

function payload(store: FakeStore, topic: string, id: number): unknown {
  if (topic.endsWith('.deleted')) return { id }
  if (store.hooksMayNotRead) return { code: 'woocommerce_rest_cannot_view', message: '', data: { status: 401 } }
  const row = topic.startsWith('order.') ? store.orders.get(id) : store.subscriptions.get(id)
  if (row) return topic.startsWith('order.') ? store.shown(row) : row
  return { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.', data: { status: 404 } }
}

async function post(url: string, headers: Record<string, string>, body: string): Promise<number> {
  const sent = fetch(url, { method: 'POST', headers, body, redirect: 'manual' })
  return sent.then(
    async response => {
      await response.body?.cancel()
      return response.status
    },
    () => 0,
  )
}
