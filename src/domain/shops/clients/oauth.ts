import { createHmac, randomUUID } from 'node:crypto'

/** As PHP's rawurlencode: all but letters, digits and `-_.~`. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * The parameters of a request signed by OAuth 1.0a with HMAC-SHA256 and no token, which is how WooCommerce takes keys
 * where nothing is encrypted. Source: RFC 5849, 3.4; W-28.
 */
export function signed(
  method: string,
  url: string,
  parameters: Record<string, string>,
  { key, secret }: { key: string; secret: string },
  { at, nonce = randomUUID().replaceAll('-', '') }: { at: number; nonce?: string },
): Record<string, string> {
  const all: Record<string, string> = {
    ...parameters,
    oauth_consumer_key: key,
    oauth_nonce: nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(at / 1000)),
  }
  const pairs = Object.entries(all)
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(pair => pair.join('='))
  const base = [method, encoded(url), encoded(pairs.join('&'))].join('&')
  return {
    ...all,
    oauth_signature: createHmac('sha256', `${encoded(secret)}&`)
      .update(base)
      .digest('base64'),
  }
}

/** An address and its parameters, encoded as they were signed. */
export const addressOf = (url: string, parameters: Record<string, string>): string => {
  const query = Object.entries(parameters)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')
  return query === '' ? url : `${url}?${query}`
}
