import { createHmac } from 'node:crypto'

export type FakeKey = { key: string; secret: string; may: 'read' | 'write' | 'read_write' }
export type Asked = {
  method: string
  /** Of the site as it believes to be called, and the path, without the query. */
  address: string
  query: Map<string, string>
  authorization: string
  isEncrypted: boolean
}
/** Who asks, and how the keys came; or what the shop answers instead. */
export type Entry = { way: 'header' | 'query' | 'oauth' } | { refused: { code: string; message: string } }

const CLOCK_TOLERANCE_SECONDS = 15 * 60
const error = (message: string) => ({ refused: { code: 'woocommerce_rest_authentication_error', message } })
const UNKNOWN = { refused: { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.' } }

/** Over https a header or the address, else a signature: what was measured, down to the words. Source: W-28. */
export function enter(asked: Asked, keys: readonly FakeKey[], nonces: Set<string>, now: number): Entry {
  const entry = asked.isEncrypted ? byKey(asked, keys) : bySignature(asked, keys, nonces, now)
  if ('refused' in entry) return entry
  const { may } = keys.find(({ key }) => key === entry.key)!
  const needed = ['GET', 'HEAD'].includes(asked.method) ? 'read' : 'write'
  if (!may.includes(needed)) return error(`The API key provided does not have ${needed} permissions.`)
  return { way: entry.way }
}

type Known = { way: 'header' | 'query' | 'oauth'; key: string } | ReturnType<typeof error>

function byKey({ query, authorization }: Asked, keys: readonly FakeKey[]): Known {
  const inQuery = query.get('consumer_key') && query.get('consumer_secret')
  const basic = Buffer.from(/^Basic (.+)$/.exec(authorization)?.[1] ?? '', 'base64').toString()
  const [key, secret] = inQuery
    ? [query.get('consumer_key'), query.get('consumer_secret')]
    : [basic.slice(0, basic.indexOf(':')), basic.slice(basic.indexOf(':') + 1)]
  const known = keys.find(one => one.key === key)
  if (!known) return UNKNOWN
  return known.secret === secret
    ? { way: inQuery ? 'query' : 'header', key: known.key }
    : error('Consumer secret is invalid.')
}

/** RFC 5849, 3.4, as a server checks it: from what it was asked, not from what the client meant. */
function bySignature(
  { method, address, query }: Asked,
  keys: readonly FakeKey[],
  nonces: Set<string>,
  now: number,
): Known {
  const known = keys.find(one => one.key === query.get('oauth_consumer_key'))
  if (!known) return UNKNOWN
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  const normalised = [...query]
    .filter(([name]) => name !== 'oauth_signature')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')
  const base = `${method}&${encode(address)}&${encode(normalised)}`
  const hash = query.get('oauth_signature_method') === 'HMAC-SHA256' ? 'sha256' : 'sha1'
  const expected = createHmac(hash, `${known.secret}&`).update(base).digest('base64')
  if (query.get('oauth_signature') !== expected) return error('Invalid signature - provided signature does not match.')
  const at = Number(query.get('oauth_timestamp'))
  if (!(Math.abs(now / 1000 - at) < CLOCK_TOLERANCE_SECONDS)) return error('Invalid timestamp.')
  const nonce = query.get('oauth_nonce') ?? ''
  if (nonces.has(nonce)) return error('Invalid nonce - nonce has already been used.')
  nonces.add(nonce)
  return { way: 'oauth', key: known.key }
}
