import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fakeOrders } from '../testing/fake-orders.ts'
import { type FakeShop, type Fault, openFakeShop } from '../testing/fake-shop.ts'
import { ShopUnanswered } from './client.ts'
import { wooClient } from './woocommerce.ts'
import type { Patience } from './woocommerce-door.ts'

const HASTY: Patience = { timeoutMs: 300, tries: 3, firstPauseMs: 5, longestPauseMs: 1_000 }
const trusted = tls.getCACertificates()

let shop: FakeShop
beforeAll(async () => {
  shop = await openFakeShop({ documents: fakeOrders({ count: 120 }), secure: true })
  tls.setDefaultCACertificates([...trusted, shop.certificate])
})
afterEach(() => {
  shop.faults.length = 0
  shop.requests.length = 0
  shop.store.hooks.clear()
  shop.store.hasWooCommerce = true
  shop.clock.aheadMs = 0
})
afterAll(async () => {
  tls.setDefaultCACertificates(trusted)
  await shop.close()
})

type Keys = { key: string; secret: string }
const at = (address: string, { key, secret }: Keys = shop, patience = HASTY) =>
  wooClient({ address, key, secret, authorisedBy: null }, patience)
const order = '1001'
const ways = () => shop.requests.map(({ way }) => way)

async function failureOf(asked: Promise<unknown>): Promise<ShopUnanswered> {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ShopUnanswered)
  return error as ShopUnanswered
}

async function counted(pages: AsyncGenerator<{ documents: unknown[] }>) {
  let count = 0
  for await (const { documents } of pages) count += documents.length
  return count
}

describe('how keys get through', () => {
  it('W-28 in the header over https, in the address where the header is taken away, signed over http', async () => {
    const secure = at(shop.secureAddress)
    expect(await secure.order(order)).toMatchObject({ id: 1001 })
    expect(secure.authorisedBy).toBe('header')
    shop.faults.push({ what: 'stripped' })
    expect(await secure.order(order)).toMatchObject({ id: 1001 })
    expect(secure.authorisedBy).toBe('query')
    shop.requests.length = 0
    const remembering = wooClient({ ...shop, address: shop.secureAddress, authorisedBy: 'query' }, HASTY)
    await remembering.order(order)
    expect(ways()).toEqual(['query'])
    const plain = at(shop.address)
    expect(await plain.order(order)).toMatchObject({ id: 1001 })
    await plain.addNote(order, 'à l’envoi (n° 3) + 100 % * ~ d’un coup')
    expect(plain.authorisedBy).toBe('oauth')
    expect(ways()).toEqual(['query', 'oauth', 'oauth'])
  })

  it('W-28 over http also where the clock of the shop is hours away', async () => {
    shop.clock.aheadMs = -3 * 3_600_000
    expect(await at(shop.address).order(order)).toMatchObject({ id: 1001 })
  })

  it('W-28 not at all with a wrong key or secret, whatever the shop says', async () => {
    for (const address of [shop.address, shop.secureAddress])
      for (const keys of [
        { key: 'ck_wrong1234567890', secret: shop.secret },
        { key: shop.key, secret: 'cs_wrong1234567890' },
      ])
        expect(await failureOf(at(address, keys).order(order))).toMatchObject({ failure: 'wrongKey' })
  })

  it('W-28 to read alone with a key that may only read, which the shop refuses as if it were wrong', async () => {
    for (const address of [shop.address, shop.secureAddress]) {
      const reader = at(address, shop.readOnly)
      expect(await reader.order(order)).toMatchObject({ id: 1001 })
      expect(await failureOf(reader.addNote(order, 'x'))).toMatchObject({ failure: 'noRight' })
    }
    expect(await failureOf(at(shop.address, { key: 'ck_x', secret: 'y' }).addNote(order, 'x'))).toMatchObject({
      failure: 'wrongKey',
    })
  })
})

describe('what hosts do to answers', () => {
  const secure = () => at(shop.secureAddress)
  const whole = () => counted(secure().ordersByIdAfter(null))
  const oncePerPage: [string, Fault][] = [
    ['a page instead of data', { what: 'html', times: 2 }],
    ['notices of PHP before the data', { what: 'notices' }],
    ['an answer cut in the middle', { what: 'cut', times: 2 }],
    ['a connection that breaks', { what: 'hang-up', times: 2 }],
    ['429 with a wish to wait', { what: 'busy', times: 2, retryAfter: '0' }],
    ['503 without one', { what: 'maintenance', times: 2 }],
    ['500 for large pages', { what: 'broken', when: ({ query }) => Number(query.get('per_page')) > 30 }],
    [
      'no answer in time for large pages',
      { what: 'slow', ms: 600, when: ({ query }) => Number(query.get('per_page')) > 60 },
    ],
  ]
  it.each(oncePerPage)('W-28 %s costs time, no order', async (_name, fault) => {
    shop.faults.push(fault)
    expect(await whole()).toBe(120)
  })

  it('W-28 an order that the shop cannot give is given by its id, and those after it follow', async () => {
    const poison = ({ query }: { query: Map<string, string> }) => {
      const from = Number(query.get('offset') ?? 0)
      return !query.has('_fields') && from <= 50 && from + Number(query.get('per_page')) > 50
    }
    shop.faults.push({ what: 'broken', when: request => request.path === '/orders' && poison(request) })
    const documents: unknown[] = []
    for await (const page of secure().ordersByIdAfter(null)) documents.push(...page.documents)
    expect(documents).toHaveLength(120)
    expect(documents.filter(document => !Object.hasOwn(document as object, 'total'))).toEqual([
      { id: 1001 + 50 * 2, date_modified_gmt: expect.any(String) },
    ])
  })

  it('W-28 what lasts ends in a reason after a bounded number of tries', async () => {
    const lasting: [Fault, string][] = [
      [{ what: 'html' }, 'notJson'],
      [{ what: 'gibberish' }, 'notJson'],
      [{ what: 'cut' }, 'notJson'],
      [{ what: 'busy' }, 'tooManyRequests'],
      [{ what: 'maintenance' }, 'unavailable'],
      [{ what: 'broken' }, 'unavailable'],
      [{ what: 'blocked' }, 'blocked'],
      [{ what: 'hang-up' }, 'unreachable'],
      [{ what: 'slow', ms: 500 }, 'timeout'],
    ]
    for (const [fault, failure] of lasting) {
      shop.faults.splice(0, 1, fault)
      shop.requests.length = 0
      expect(await failureOf(secure().order(order))).toMatchObject({ failure })
      expect([fault.what, shop.requests.length <= HASTY.tries]).toEqual([fault.what, true])
    }
  })

  it('W-28 waits as long as it is asked to, or tells how long when that is too much', async () => {
    shop.faults.push({ what: 'busy', times: 1, retryAfter: '1' })
    const began = Date.now()
    await secure().order(order)
    expect(Date.now() - began).toBeGreaterThan(950)
    shop.faults.splice(0, 1, { what: 'maintenance', retryAfter: '3600' })
    shop.requests.length = 0
    expect(await failureOf(secure().order(order))).toMatchObject({ failure: 'unavailable', retryAfter: 3600 })
    expect(shop.requests).toHaveLength(1)
    const inTwoHours = new Date(Date.now() + 7_200_000).toUTCString()
    shop.faults.splice(0, 1, { what: 'maintenance', retryAfter: inTwoHours })
    expect((await failureOf(secure().order(order))).retryAfter).toBeGreaterThan(7_000)
  })

  it('W-28 writes once: a note whose answer was lost is not written again', async () => {
    shop.faults.push({ what: 'hang-up' })
    await failureOf(secure().addNote(order, 'une seule fois'))
    shop.faults.length = 0
    expect((await secure().notesOf(order)).filter(note => note === 'une seule fois')).toHaveLength(1)
  })

  it('W-28 follows no redirect, and says which address to give', async () => {
    shop.faults.push({ what: 'moved', to: shop.secureAddress })
    const moved = at(shop.address)
    expect(await failureOf(moved.order(order))).toMatchObject({ failure: 'redirected', said: shop.secureAddress })
    expect(await moved.check()).toMatchObject({ failure: 'redirected', address: shop.secureAddress })
    expect(shop.requests.every(({ way }) => way === '')).toBe(true)
    shop.faults.splice(0, 1, { what: 'moved', to: 'https://www.shop.test/boutique' })
    expect(await moved.check()).toMatchObject({ address: 'https://www.shop.test/boutique' })
  })

  it('no key is ever in a reason', async () => {
    const { key, secret } = shop
    const faults: Fault[] = [
      { what: 'moved', to: `https://elsewhere.test/${key}/${secret}` },
      { what: 'stripped' },
      { what: 'blocked' },
      { what: 'hang-up' },
    ]
    for (const address of [shop.address, shop.secureAddress, 'http://127.0.0.1:1', 'https://nowhere.invalid'])
      for (const fault of faults) {
        shop.faults.splice(0, 1, fault)
        const checked = await wooClient({ address, key, secret: `${secret}x`, authorisedBy: 'query' }, HASTY).check()
        expect(checked.failure).not.toBeNull()
        const told = JSON.stringify(checked)
        for (const hidden of [key, secret, Buffer.from(`${key}:${secret}`).toString('base64').slice(0, 40)])
          expect(told).not.toContain(hidden)
      }
  })
})

describe('the test of a connection', () => {
  it('says that all is well, and what is there', async () => {
    expect(await at(shop.secureAddress).check()).toEqual({
      failure: null,
      said: '',
      warnings: [],
      address: shop.secureAddress,
      authorisedBy: 'header',
      mayWrite: true,
      orderCount: 120,
      timeZone: 'Europe/Paris',
    })
    expect(await at(`${shop.address}/`).check()).toMatchObject({ failure: null, warnings: ['plainHttp'] })
    expect(shop.store.hooks.size).toBe(0)
  })

  it('warns of what works and yet is not right', async () => {
    shop.faults.push({ what: 'stripped' }, { what: 'notices' })
    expect(await at(shop.secureAddress, shop.readOnly).check()).toMatchObject({
      failure: null,
      warnings: ['headerStripped', 'notices', 'readOnlyKey'],
      mayWrite: false,
    })
  })

  it('says what is wrong: the name, the address, the site, WooCommerce, the certificate, the key', async () => {
    const failure = async (address: string, keys?: Keys) => (await at(address, keys).check()).failure
    expect(await failure('https://nowhere.invalid')).toBe('addressUnknown')
    const closed = await openFakeShop()
    await closed.close()
    expect(await failure(closed.address)).toBe('unreachable')
    expect(await failure(shop.address.replace('http:', 'https:'))).toBe('noHttps')
    expect(await failure(`${shop.address}/blog`)).toBe('notAShop')
    expect(await failure(shop.address, { key: 'ck_no', secret: 'cs_no' })).toBe('wrongKey')
    shop.faults.push({ what: 'html' })
    expect(await at(shop.address).check()).toMatchObject({ failure: 'notAShop', said: '200 Un instant…' })
    shop.faults.length = 0
    shop.faults.push({ what: 'busy' })
    expect((await at(shop.address).check()).said).toBe('429 Too Many Requests')
    shop.faults.length = 0
    shop.store.hasWooCommerce = false
    expect(await failure(shop.address)).toBe('noWooCommerce')
    shop.store.hasWooCommerce = true
    shop.store.home = 'http://www.boutique.test'
    expect(await at(shop.address).check()).toMatchObject({ failure: 'redirected', address: shop.store.home })
    shop.store.home = ''
    const other = await openFakeShop({ secure: true })
    expect(await failure(other.secureAddress)).toBe('tls')
    await other.close()
  })
})
