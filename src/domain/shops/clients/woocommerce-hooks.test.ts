import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type FakeShop, openFakeShop } from '../testing/fake-shop.ts'
import type { ShopClient } from './client.ts'
import { wooClient } from './woocommerce.ts'
import { readWooDelivery } from './woocommerce-hooks.ts'

type Received = { headers: Headers; body: Buffer }
const SECRET = 'whsec_à&"1'

let shop: FakeShop
let client: ShopClient
let door: Server
let address: string
let answers = 200
const received: Received[] = []

beforeAll(async () => {
  shop = await openFakeShop()
  client = wooClient({ ...shop, authorisedBy: null })
  door = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    received.push({ headers: new Headers(request.headers as Record<string, string>), body: Buffer.concat(chunks) })
    response.writeHead(answers).end()
  })
  await new Promise<void>(listening => door.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(door.address() as AddressInfo).port}/hooks`
})
afterEach(() => {
  answers = 200
  received.length = 0
  shop.store.hooks.clear()
  shop.store.orders.clear()
  shop.store.hooksMayNotRead = false
  shop.store.now = Date.now
})
afterAll(async () => {
  await shop.close()
  door.closeAllConnections()
  await new Promise(closed => door.close(closed))
})

const read = () => received.map(({ headers, body }) => readWooDelivery(headers, body, SECRET))
const hook = (topic: string) => client.createHook(topic, address, SECRET)
const sale = () =>
  shop.store.addOrder({ status: 'processing', total: '59.00', billing: { first_name: 'Zoé', city: 'Évry/Ouest' } })

describe('notifications of WooCommerce', () => {
  it('W-22 W-23 are signed over their raw bytes, after which comes a ping that is neither', async () => {
    await hook('order.created')
    const { id } = sale()
    await shop.deliver()
    expect(read()).toEqual([{ what: 'changed', topic: 'order.created', externalId: String(id) }, { what: 'ping' }])
    const { headers, body } = received[0]!
    expect(body.toString()).toContain('Zo\\u00e9')
    expect(body.toString()).toContain('\\/Ouest')
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())))
    expect(readWooDelivery(headers, again, SECRET)).toEqual({ what: 'forged' })
    expect(readWooDelivery(headers, body, shop.secret)).toEqual({ what: 'forged' })
  })

  it('W-20 have one delivery id for all orders of a second, so that only topic, id and body tell them apart', async () => {
    shop.store.now = () => Date.parse('2026-06-01T10:00:00Z')
    await hook('order.created')
    const ids = [sale().id, sale().id, sale().id]
    await shop.deliver()
    const events = received.filter(({ headers }) => headers.has('x-wc-webhook-topic'))
    expect(new Set(events.map(({ headers }) => headers.get('x-wc-webhook-delivery-id'))).size).toBe(1)
    expect(read().flatMap(one => ('externalId' in one ? [Number(one.externalId)] : []))).toEqual(ids)
  })

  it('W-21 tell how it is when they leave: created and already in the bin, several changes in one', async () => {
    await hook('order.created')
    await hook('order.updated')
    const { id } = sale()
    shop.store.change(id, { status: 'completed' })
    shop.store.change(id, { status: 'completed', customer_note: 'x' })
    shop.store.trash(id)
    await shop.deliver()
    const bodies = received.filter(({ headers }) => headers.has('x-wc-webhook-topic'))
    expect(bodies.map(({ body }) => JSON.parse(body.toString()).status)).toEqual(['trash', 'trash'])
  })

  it('W-24 hold no order where it was deleted, or where their owner may not see it any more', async () => {
    await hook('order.created')
    shop.store.destroy(sale().id)
    await shop.deliver()
    shop.store.hooksMayNotRead = true
    sale()
    await shop.deliver()
    expect(read().filter(({ what }) => what !== 'ping')).toEqual([
      { what: 'useless', topic: 'order.created', said: 'woocommerce_rest_shop_order_invalid_id' },
      { what: 'useless', topic: 'order.created', said: 'woocommerce_rest_cannot_view' },
    ])
  })

  it('W-25 tell of the bin alone: not of what was deleted for good, nor of what came back', async () => {
    await hook('order.deleted')
    await hook('order.updated')
    const [binned, destroyed] = [sale().id, sale().id]
    shop.store.trash(binned)
    shop.store.restore(binned, 'processing')
    shop.store.destroy(destroyed)
    await shop.deliver()
    expect(read().filter(({ what }) => what === 'changed')).toEqual([
      { what: 'changed', topic: 'order.deleted', externalId: String(binned) },
    ])
    expect(received[0]!.body.toString()).toBe(`{"id":${binned}}`)
  })

  it('W-26 are disabled at the seventh failure; a repaired one begins anew, one switched on again does not', async () => {
    const made = await hook('order.created')
    const fail = async (times: number) => {
      for (let at = 0; at < times; at++) {
        sale()
        await shop.deliver()
      }
    }
    answers = 301
    await fail(8)
    answers = 500
    await fail(6)
    expect(await client.hooks()).toEqual([{ ...made, status: 'active' }])
    await fail(1)
    expect(await client.hooks()).toEqual([{ ...made, status: 'disabled' }])
    shop.store.hooks.get(Number(made.externalId))!.status = 'active'
    await fail(1)
    expect(await client.hooks()).toMatchObject([{ status: 'disabled' }])
    const repaired = await client.repairHook(made, SECRET)
    expect(repaired).toEqual({
      ...made,
      externalId: expect.not.stringMatching(`^${made.externalId}$`),
      status: 'active',
    })
    await fail(6)
    expect(await client.hooks()).toEqual([repaired])
    const before = received.length
    answers = 200
    await shop.deliver()
    expect(received.length).toBe(before) // what failed is never sent again
    await client.removeHook(repaired.externalId)
    await client.removeHook(repaired.externalId)
    expect(await client.hooks()).toEqual([])
  })

  it('W-27 wait until somebody visits the shop', async () => {
    await hook('order.created')
    sale()
    expect(received).toEqual([])
    await shop.deliver()
    expect(received).toHaveLength(2)
  })
})
