import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Delivery } from './delivery.ts'

/** What WooCommerce is asked to tell; it has subscriptions only with their extension. */
export const WOO_TOPICS = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'customer.created',
  'customer.updated',
  'product.created',
  'product.updated',
  'product.deleted',
  'subscription.created',
  'subscription.updated',
] as const

/** What WooCommerce says to a new address before anything else: unsigned, of no topic. Source: W-23. */
const isWooPing = (body: Buffer) => body.length < 64 && /^webhook_id=\d+$/.test(body.toString('latin1'))

/** Reads a delivery signed over its raw body; one whose signature does not fit is nothing of the shop. Source: W-22, W-24. */
export function readWooDelivery(headers: Headers, body: Buffer, secret: string): Delivery {
  if (isWooPing(body)) return { what: 'ping' }
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(headers.get('x-wc-webhook-signature') ?? '', 'base64')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { what: 'forged' }
  const topic = (headers.get('x-wc-webhook-topic') ?? '').slice(0, 100)
  const said = parsed(body)
  const id = said.id
  if (topic !== '' && Number.isSafeInteger(id) && Number(id) > 0)
    return { what: 'changed', topic, externalId: String(id) }
  return { what: 'useless', topic, said: String(said.code ?? '').slice(0, 100) }
}

function parsed(body: Buffer): { id?: unknown; code?: unknown } {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return value && typeof value === 'object' ? value : {}
  } catch {
    return {}
  }
}
