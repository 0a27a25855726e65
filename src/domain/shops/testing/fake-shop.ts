import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { privateCertificate } from '../../../platform/testing/certificate.ts'
import { enter, type FakeKey } from './fake-auth.ts'
import { type Delivered, deliver } from './fake-hooks.ts'
import { routed } from './fake-routes.ts'
import { FakeStore, phpJson } from './fake-store.ts'

/** What hosts, plug-ins and networks do to answers. Source: W-28. */
export type Fault = {
  what:
    | 'html' // a page with status 200
    | 'notices' // of PHP, before the JSON
    | 'cut' // half of the body
    | 'hang-up' // the connection breaks in the middle
    | 'slow' // for `ms`
    | 'busy' // 429
    | 'maintenance' // 503
    | 'broken' // 500, as PHP without memory does
    | 'blocked' // 403, by a protection
    | 'stripped' // the Authorization header does not arrive
    | 'moved' // 301 to `to`
    | 'gibberish' // text that is nothing
  /** How many requests it meets; absent: all, until healed. */
  times?: number
  ms?: number
  retryAfter?: string
  to?: string
  /** Only requests it holds for. */
  when?: (request: SeenRequest) => boolean
}

export type SeenRequest = { method: string; path: string; query: Map<string, string>; way: string; status: number }

export type FakeShop = {
  store: FakeStore
  /** `http://127.0.0.1:…`; empty when it was not asked for. */
  address: string
  secureAddress: string
  /** Of its https, to be trusted or not. */
  certificate: string
  key: string
  secret: string
  readOnly: { key: string; secret: string }
  /** How far its clock is ahead of ours. */
  clock: { aheadMs: number }
  faults: Fault[]
  /** All that was asked of its API, in order. */
  requests: SeenRequest[]
  /** Sends what waits; nothing leaves without it. */
  deliver(): Promise<Delivered[]>
  close(): Promise<void>
}

type Site = Pick<FakeShop, 'store' | 'clock' | 'faults' | 'requests'> & { keys: FakeKey[]; nonces: Set<string> }

/** A shop that is small, but answers over the network, by the rules measured on a real one. */
export async function openFakeShop(
  options: { documents?: Iterable<unknown>; secure?: boolean } = {},
): Promise<FakeShop> {
  const full: FakeKey = { key: `ck_${'f'.repeat(40)}`, secret: `cs_${'5'.repeat(40)}`, may: 'read_write' }
  const readOnly: FakeKey = { key: `ck_${'e'.repeat(40)}`, secret: `cs_${'6'.repeat(40)}`, may: 'read' }
  const store = new FakeStore().feed(options.documents ?? [])
  const site: Site = {
    store,
    clock: { aheadMs: 0 },
    keys: [full, readOnly],
    faults: [],
    requests: [],
    nonces: new Set(),
  }
  const plain = createServer((request, response) => void serve(site, request, response, false))
  const tls = options.secure ? privateCertificate() : { key: '', cert: '' }
  const secure = options.secure
    ? createSecureServer(tls, (request, response) => void serve(site, request, response, true))
    : null
  const address = `http://127.0.0.1:${await listening(plain)}`
  const secureAddress = secure ? `https://127.0.0.1:${await listening(secure)}` : ''
  return {
    store,
    address,
    secureAddress,
    certificate: tls.cert,
    key: full.key,
    secret: full.secret,
    readOnly,
    clock: site.clock,
    faults: site.faults,
    requests: site.requests,
    deliver: () => deliver(store, `${address}/`),
    close: async () => {
      for (const server of [plain, secure]) {
        server?.closeAllConnections()
        await new Promise(done => (server ? server.close(done) : done(undefined)))
      }
    },
  }
}

const listening = (server: Server): Promise<number> =>
  new Promise(done => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)))

async function serve(site: Site, request: IncomingMessage, response: ServerResponse, isEncrypted: boolean) {
  const url = new URL(request.url ?? '/', `http${isEncrypted ? 's' : ''}://${request.headers.host}`)
  const seen: SeenRequest = {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/wp-json\/wc\/v3/, ''),
    query: new Map(url.searchParams),
    way: '',
    status: 0,
  }
  site.requests.push(seen)
  const body = await bodyOf(request)
  const faults = met(site, seen)
  response.on('error', () => {})
  response.setHeader('Date', new Date(Date.now() + site.clock.aheadMs).toUTCString())
  for (const { ms } of faults.filter(({ what }) => what === 'slow')) await sleep(ms)
  if (inTheWay(faults, response, url, seen)) return
  const authorization = faults.some(({ what }) => what === 'stripped') ? '' : (request.headers.authorization ?? '')
  const answer = answered(site, { seen, url, isEncrypted, authorization, body })
  seen.status = answer.status
  send(response, faults, answer)
}

type Answer = { status: number; text: string; total?: number }

function answered(
  { store, clock, keys, nonces }: Site,
  {
    seen,
    url,
    isEncrypted,
    authorization,
    body,
  }: { seen: SeenRequest; url: URL; isEncrypted: boolean; authorization: string; body: string },
): Answer {
  if (/^\/wp-json\/?$/.test(url.pathname)) {
    const namespaces = store.hasWooCommerce ? ['wp/v2', 'wc/v3'] : ['wp/v2']
    const home = store.home || url.origin
    return { status: 200, text: phpJson({ name: 'La Vigie', home, namespaces, timezone_string: 'Europe/Paris' }) }
  }
  if (!url.pathname.startsWith('/wp-json/wc/v3/'))
    return { status: 404, text: '<!DOCTYPE html><html><title>Page non trouvée</title></html>' }
  const entry = enter(
    {
      method: seen.method,
      address: (store.home || url.origin) + url.pathname,
      query: seen.query,
      authorization,
      isEncrypted,
    },
    keys,
    nonces,
    Date.now() + clock.aheadMs,
  )
  if ('refused' in entry) return { status: 401, text: phpJson({ ...entry.refused, data: { status: 401 } }) }
  seen.way = entry.way
  const parsed = body === '' ? {} : JSON.parse(body)
  const reply = routed(store, { method: seen.method, path: seen.path, query: seen.query, body: parsed })
  return {
    status: reply.status,
    text: phpJson(reply.json),
    ...(reply.total === undefined ? {} : { total: reply.total }),
  }
}

/** The faults a request meets; those that are counted are used up by it. */
function met({ faults }: Site, seen: SeenRequest): Fault[] {
  const meeting = faults.filter(({ when, times }) => times !== 0 && (when?.(seen) ?? true))
  for (const fault of meeting) if (fault.times !== undefined) fault.times--
  return meeting
}

const PAGES: Partial<Record<Fault['what'], [status: number, text: string]>> = {
  html: [
    200,
    '<!DOCTYPE html><html><head><title>Un instant…</title></head><body><script>var a={"id":1}</script></body></html>',
  ],
  busy: [429, '<html><title>429 Too Many Requests</title></html>'],
  maintenance: [503, '<!DOCTYPE html><html><title>Maintenance</title><body>De retour bientôt.</body></html>'],
  broken: [500, 'There has been a critical error on this website.'],
  blocked: [403, '<html><title>Access denied</title></html>'],
  gibberish: [200, 'Error establishing a database connection'],
}

/** What answers in the shop's place. */
function inTheWay(faults: readonly Fault[], response: ServerResponse, url: URL, seen: SeenRequest): boolean {
  const moved = faults.find(({ what }) => what === 'moved')
  if (moved) {
    seen.status = 301
    response.writeHead(301, { Location: `${moved.to}${url.pathname}${url.search}` }).end()
    return true
  }
  for (const { what, retryAfter } of faults) {
    const page = PAGES[what]
    if (!page) continue
    const [status, text] = page
    seen.status = status
    response.writeHead(status, { 'Content-Type': 'text/html', ...(retryAfter ? { 'Retry-After': retryAfter } : {}) })
    response.end(text)
    return true
  }
  return false
}

const NOTICE =
  '<br />\n<b>Notice</b>:  Undefined array key "x" in <b>/var/www/wp-content/plugins/x/x.php</b> on line <b>12</b><br />\n'

function send(response: ServerResponse, faults: readonly Fault[], { status, text, total }: Answer) {
  const has = (wanted: Fault['what']) => faults.some(({ what }) => what === wanted)
  const body = Buffer.from(`${has('notices') ? NOTICE : ''}${has('cut') ? text.slice(0, text.length / 2) : text}`)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=UTF-8',
    // As PHP saw the host, which may be another one: not to be followed. Source: W-6.
    Link: '<http://localhost/wp-json/wc/v3/orders?page=2>; rel="next"',
    ...(total === undefined ? {} : { 'X-WP-Total': String(total) }),
    ...(has('hang-up') ? { 'Content-Length': body.length } : {}),
  })
  if (!has('hang-up')) return void response.end(body)
  response.write(body.subarray(0, body.length / 2), () => response.destroy())
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
