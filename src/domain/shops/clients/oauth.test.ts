import { expect, it } from 'vitest'
import { addressOf, signed } from './oauth.ts'

it('W-28 a request is signed as WooCommerce checks it, which was worked out once more by other means', () => {
  const url = 'http://boutique.test:8088/wp-json/wc/v3/orders'
  const parameters = { per_page: '100', status: 'any', search: "d’un coup (n° 3) + 100 *!'" }
  const keys = { key: 'ck_a', secret: 'cs_b' }
  const all = signed('GET', url, parameters, keys, { at: 1_764_000_000_999, nonce: 'n1' })
  expect(all.oauth_signature).toBe('0ZMTOb9Dp3sIv+DHw9vpslD1ai/ETcjdOuxD7kJwgs4=')
  expect(Object.fromEntries(new URL(addressOf(url, all)).searchParams)).toEqual(all)
  expect(JSON.stringify(all)).not.toContain(keys.secret)
  expect(signed('GET', url, {}, keys, { at: 0 }).oauth_nonce).not.toBe(
    signed('GET', url, {}, keys, { at: 0 }).oauth_nonce,
  )
})
