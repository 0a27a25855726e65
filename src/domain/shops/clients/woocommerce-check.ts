import { jsonBody } from '../formats/json-body.ts'
import type { HealthWarning } from '../rules/failures.ts'
import { type Checked, ShopUnanswered } from './client.ts'
import type { Answer, WooDoor } from './woocommerce-door.ts'

/** Asks one thing after another until something is wrong: the site, WooCommerce in it, the key, what it may do. */
export async function checkWoo(door: WooDoor): Promise<Checked> {
  const found: Checked = {
    failure: null,
    said: '',
    warnings: door.isPlain ? ['plainHttp'] : [],
    address: door.address,
    authorisedBy: null,
    mayWrite: null,
    orderCount: null,
    timeZone: null,
  }
  try {
    const { home, timeZone } = await siteAt(door)
    found.timeZone = timeZone
    const orders = await door.get('/orders', { per_page: '1', _fields: 'id' }).catch(error => {
      throw isOfAnotherAddress(error, door, home) ? new ShopUnanswered('redirected', home) : error
    })
    const mayWrite = await mayItWrite(door)
    return {
      ...found,
      warnings: [...found.warnings, ...warningsOf(door, orders, mayWrite)],
      authorisedBy: door.authorisedBy,
      mayWrite,
      orderCount: orders.total,
    }
  } catch (error) {
    if (!(error instanceof ShopUnanswered)) throw error
    const { failure, said } = error
    return { ...found, failure, said, address: failure === 'redirected' && said !== '' ? said : found.address }
  }
}

const warningsOf = (door: WooDoor, { isNoisy }: Answer, mayWrite: boolean | null): HealthWarning[] => [
  ...(door.authorisedBy === 'query' ? (['headerStripped'] as const) : []),
  ...(isNoisy ? (['notices'] as const) : []),
  ...(mayWrite === false ? (['readOnlyKey'] as const) : []),
]

/** Signatures are made of the address: the shop checks them by the one it believes to have. */
const isOfAnotherAddress = (error: unknown, door: WooDoor, home: string): boolean =>
  error instanceof ShopUnanswered && /signature/i.test(error.said) && home !== '' && home !== door.address

/** What WordPress says of itself without keys; where that is closed, only WooCommerce tells. */
async function siteAt(door: WooDoor): Promise<{ home: string; timeZone: string | null }> {
  const answer = await door.open('/wp-json/', { _fields: 'namespaces,timezone_string,home' })
  const { status, headers, text } = answer
  if (status >= 300 && status < 400) throw new ShopUnanswered('redirected', door.leadsTo(headers.get('location')))
  const body = jsonBody(text)
  if (!('json' in body)) {
    if (status === 404 || (status === 200 && body.notJson === 'page'))
      throw new ShopUnanswered('notAShop', door.said(answer))
    return { home: '', timeZone: null }
  }
  const { namespaces, timezone_string, home } = body.json as Record<string, unknown>
  if (status === 200 && Array.isArray(namespaces) && !namespaces.includes('wc/v3'))
    throw new ShopUnanswered('noWooCommerce')
  return {
    home: typeof home === 'string' && /^https?:\/\/[^\s?#@]{1,200}$/.test(home) ? home.replace(/\/+$/, '') : '',
    timeZone: typeof timezone_string === 'string' && timezone_string !== '' ? timezone_string : null,
  }
}

/**
 * Asks for a webhook without saying which: a key that may write is told what is missing, one that may not is refused.
 * Nothing is made. Null: neither came.
 */
async function mayItWrite(door: WooDoor): Promise<boolean | null> {
  try {
    const { status } = await door.send('POST', '/webhooks', {}, {}, { allowed: [400] })
    return status === 400 ? true : null
  } catch (error) {
    if (!(error instanceof ShopUnanswered)) throw error
    return error.failure === 'noRight' ? false : null
  }
}
