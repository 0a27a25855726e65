import { setTimeout as sleep } from 'node:timers/promises'
import { jsonBody } from '../formats/json-body.ts'
import { type AuthorisedBy, type ShopAccess, ShopUnanswered } from './client.ts'
import { ask, type HttpAnswer, TooMuch } from './http.ts'
import { addressOf, signed } from './oauth.ts'

export type Method = 'GET' | 'POST' | 'DELETE'
export type Query = Record<string, string>
/** An answer in JSON, of 2xx or, where that was asked, of 404 or 400. */
export type Answer = { status: number; json: unknown; total: number | null; isNoisy: boolean }

/** How patient a client is; tests are less. */
export type Patience = { timeoutMs: number; tries: number; firstPauseMs: number; longestPauseMs: number }
export const PATIENT: Patience = { timeoutMs: 45_000, tries: 4, firstPauseMs: 1_000, longestPauseMs: 30_000 }

/** One that is not an error for who asked it. */
type Options = { allowed?: readonly number[]; body?: object; isHalvable?: boolean }

/** The way in to one WooCommerce: keys, tries, and answers that are none. Its keys leave it in requests alone. */
export class WooDoor {
  readonly #access: ShopAccess
  readonly #patience: Patience
  #way: AuthorisedBy
  #wasAnswered = false
  /** How far the shop's clock is ahead of ours, as it last said; signatures follow it once it refused ours. */
  #aheadMs = 0
  #followedMs = 0

  constructor(access: ShopAccess, patience: Patience = PATIENT) {
    this.#access = { ...access, address: access.address.replace(/\/+$/, '') }
    this.#patience = patience
    this.#way = this.isPlain ? 'oauth' : access.authorisedBy === 'query' ? 'query' : 'header'
  }

  get isPlain() {
    return /^http:/i.test(this.#access.address)
  }

  get address() {
    return this.#access.address
  }

  get authorisedBy(): AuthorisedBy | null {
    return this.#wasAnswered ? this.#way : this.#access.authorisedBy
  }

  get = (path: string, query: Query = {}, options: Options = {}) => this.#persist('GET', path, query, options)

  /** Written once: only what surely did nothing is tried again. */
  send = (method: 'POST' | 'DELETE', path: string, body?: object, query: Query = {}, options: Options = {}) =>
    this.#persist(method, path, query, { ...options, ...(body ? { body } : {}) })

  /** What stands at an address of WordPress itself, asked without keys. */
  async open(path: string, query: Query = {}): Promise<HttpAnswer> {
    const url = addressOf(this.#access.address + path, query)
    return this.#quiet(() => ask({ url, method: 'GET', headers: HEADERS, timeoutMs: this.#patience.timeoutMs }))
  }

  async #persist(method: Method, path: string, query: Query, options: Options): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#authorised(method, path, query, options)
      } catch (error) {
        if (!(error instanceof ShopUnanswered)) throw error
        if (attempt >= this.#patience.tries || !mayTryAgain(method, error, options)) throw error
        const pause = this.#pauseMs(attempt, error.retryAfter)
        if (pause === null) throw error
        await sleep(pause)
      }
    }
  }

  /** Null: longer than is waited for here. */
  #pauseMs(attempt: number, retryAfter: number | null): number | null {
    const { firstPauseMs, longestPauseMs } = this.#patience
    if (retryAfter !== null) return retryAfter * 1000 <= longestPauseMs ? retryAfter * 1000 : null
    return Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2)
  }

  /** A host may take the header away at any time: the other way is tried once before the keys are said to be wrong. */
  async #authorised(method: Method, path: string, query: Query, options: Options): Promise<Answer> {
    const first = await this.#asked(this.#way, method, path, query, options)
    if (first.status !== 401) return this.#answer(first, options)
    if (this.isPlain && Math.abs(this.#aheadMs - this.#followedMs) < CLOCK_TOLERANCE_MS)
      throw await this.#refused(method, first)
    this.#followedMs = this.#aheadMs
    const other = this.#way === 'oauth' ? 'oauth' : this.#way === 'header' ? 'query' : 'header'
    const second = await this.#asked(other, method, path, query, options)
    if (second.status === 401) throw await this.#refused(method, second)
    this.#way = other
    return this.#answer(second, options)
  }

  async #refused(method: Method, answer: HttpAnswer): Promise<ShopUnanswered> {
    const said = this.said(answer)
    if (this.isPlain && /timestamp/i.test(said)) return new ShopUnanswered('clock', said)
    if (method === 'GET') return new ShopUnanswered(/permission/i.test(said) ? 'noRight' : 'wrongKey', said)
    // The shop says the same of a key that may only read.
    const reads = await this.#authorised('GET', '/orders', { per_page: '1', _fields: 'id' }, {}).catch(
      (error: unknown) => error,
    )
    return reads instanceof ShopUnanswered ? reads : new ShopUnanswered('noRight', said)
  }

  async #asked(way: AuthorisedBy, method: Method, path: string, query: Query, { body }: Options): Promise<HttpAnswer> {
    const { address, key, secret } = this.#access
    const url = `${address}/wp-json/wc/v3${path}`
    const at = Date.now() + this.#followedMs
    // Hosts keep answers to what is asked often; nobody asked this before.
    const fresh: Query = method === 'GET' ? { ...query, _: String(at) } : query
    const parameters =
      way === 'oauth'
        ? signed(method, url, fresh, { key, secret }, { at })
        : { ...fresh, ...(way === 'query' ? { consumer_key: key, consumer_secret: secret } : {}) }
    const answer = await this.#quiet(() =>
      ask({
        url: addressOf(url, parameters),
        method,
        headers: {
          ...HEADERS,
          ...(way === 'header' ? { Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` } : {}),
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        timeoutMs: this.#patience.timeoutMs,
      }),
    )
    const date = Date.parse(answer.headers.get('date') ?? '')
    if (!Number.isNaN(date)) this.#aheadMs = date - Date.now()
    return answer
  }

  #answer(answer: HttpAnswer, { allowed = [] }: Options): Answer {
    const { status, headers, text } = answer
    if (status >= 300 && status < 400) throw new ShopUnanswered('redirected', this.leadsTo(headers.get('location')))
    const body = jsonBody(text)
    const isFine = (status >= 200 && status < 300) || ('json' in body && allowed.includes(status))
    if (!isFine) throw this.#failed(answer)
    if (!('json' in body))
      throw new (body.notJson === 'cut' ? TooMuch : ShopUnanswered)('notJson', this.#cleaned(body.said))
    this.#wasAnswered ||= status !== 404
    const total = headers.get('x-wp-total')
    return {
      status,
      json: body.json,
      isNoisy: body.isNoisy,
      total: total && /^\d{1,9}$/.test(total) ? Number(total) : null,
    }
  }

  #failed(answer: HttpAnswer): ShopUnanswered {
    const { status, headers } = answer
    const said = this.said(answer)
    if (status === 429) return new ShopUnanswered('tooManyRequests', said, secondsOf(headers.get('retry-after')))
    if (status === 503) return new ShopUnanswered('unavailable', said, secondsOf(headers.get('retry-after')))
    if (status >= 500 || status === 408) return new TooMuch('unavailable', said, secondsOf(headers.get('retry-after')))
    if (status === 403) return new ShopUnanswered('json' in jsonBody(answer.text) ? 'noRight' : 'blocked', said)
    if (status === 404) return new ShopUnanswered(said.includes('rest_no_route') ? 'noWooCommerce' : 'notAShop', said)
    return new ShopUnanswered('other', said)
  }

  /** The status, and the shop's own code and words or the title of the page. */
  said({ status, text }: HttpAnswer): string {
    const body = jsonBody(text)
    if (!('json' in body)) return this.#cleaned(withStatus(status, body.said))
    const { code, message } = body.json as { code?: unknown; message?: unknown }
    return this.#cleaned(`${status} ${String(code ?? '')} ${String(message ?? '')}`)
  }

  /** The address to type instead of ours; without its query, which may repeat the keys. */
  leadsTo(location: string | null): string {
    const to = URL.parse(location ?? '', `${this.#access.address}/`)
    if (!to) return ''
    return this.#cleaned(
      `${to.origin}${to.pathname.replace(/\/(?:index\.php\/)?wp-json\b.*$/, '')}`.replace(/\/+$/, ''),
    )
  }

  /** Short, and without what must not be seen. */
  #cleaned(said: string): string {
    const { key, secret } = this.#access
    const hidden = [key, secret].flatMap(one => (one === '' ? [] : [one, encodeURIComponent(one)]))
    return hidden
      .reduce((text, one) => text.replaceAll(one, '…'), said)
      .replace(/\bc[ks]_[0-9a-zA-Z]{8,}/g, '…')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, SAID_LENGTH)
  }

  async #quiet<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof ShopUnanswered) throw error
      throw new ShopUnanswered('other', error instanceof Error ? error.name : '')
    }
  }
}

/** The titles of many pages say the status themselves. */
const withStatus = (status: number, said: string) => (said.startsWith(String(status)) ? said : `${status} ${said}`)

const HEADERS = { Accept: 'application/json', 'Cache-Control': 'no-cache', 'User-Agent': 'Facteur' }
const SAID_LENGTH = 200
/** WooCommerce refuses signatures older or newer than a quarter of an hour. */
const CLOCK_TOLERANCE_MS = 10 * 60 * 1000

const AGAIN = new Set(['tooManyRequests', 'unavailable', 'timeout', 'unreachable', 'notJson'])

function mayTryAgain(method: Method, error: ShopUnanswered, { isHalvable }: Options): boolean {
  if (method !== 'GET') return error.failure === 'tooManyRequests'
  return AGAIN.has(error.failure) && !(isHalvable && error instanceof TooMuch)
}

/** `Retry-After`: seconds, or the day and hour. */
function secondsOf(header: string | null): number | null {
  if (header === null || header.trim() === '') return null
  if (/^\d{1,7}$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000))
}
