import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { readWooDelivery } from './clients/woocommerce-hooks.ts'
import { fakeOrders } from './testing/fake-orders.ts'
import { aShopkeeper } from './testing/shopkeeper.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 6)
})
afterAll(() => database.close())

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** Connected, with notifications in the shop. */
async function keeper(count = 0) {
  const made = await aShopkeeper(database, { documents: fakeOrders({ count, from: '2026-11-20T08:00:00' }) })
  open.push(made.close)
  await made.connect()
  await made.hooks()
  return made
}

const [PAID] = [...fakeOrders({ count: 20 })].filter(({ status }) => status === 'completed')

describe('what a shop sends', () => {
  it('E1 is kept before it is answered, wakes a job, and is then asked for', async () => {
    const { fake, deliveries, jobs, workOff, orders, made } = await keeper()
    const { id } = fake.store.addOrder(PAID!)
    const sent = await fake.deliver()
    expect(sent.every(({ status }) => status === 200)).toBe(true)
    expect(await deliveries()).toEqual([{ topic: 'order.created', externalId: String(id), done: false }])
    expect(await jobs()).toContain('shops.deliveries')
    expect(await orders()).toEqual([])
    await workOff()
    expect(await orders()).toMatchObject([{ externalId: String(id), state: 'taken' }])
    expect(await deliveries()).toMatchObject([{ done: true }])
    expect((await made()).documents).toBe(1)
  })

  it('W-20 three orders under one delivery id are three orders', async () => {
    const { fake, workOff, orders } = await keeper()
    const now = Date.now()
    fake.store.now = () => now
    for (let order = 0; order < 3; order++) fake.store.addOrder(PAID!)
    const sent = (await fake.deliver()).filter(({ topic }) => topic === 'order.created')
    expect(new Set(sent.map(({ headers }) => headers['x-wc-webhook-delivery-id'])).size).toBe(1)
    await workOff()
    expect((await orders()).map(({ state }) => state)).toEqual(['taken', 'taken', 'taken'])
  })

  it('E2 W-21 an update before the creation, and ten times the same, come to one result', async () => {
    const { fake, workOff, orders, made, deliversTo, company, shopId } = await keeper()
    const { id } = fake.store.addOrder({ ...PAID!, status: 'pending', date_paid_gmt: null })
    fake.store.change(id, { status: 'completed' })
    const [created, updated] = (await fake.deliver()).filter(({ topic }) => topic !== '')
    expect([created!.topic, updated!.topic]).toEqual(['order.created', 'order.updated'])
    const again = (what: typeof created) =>
      fetch(`${deliversTo}/hooks/shops/${company.id}/${shopId}`, {
        method: 'POST',
        headers: what!.headers,
        body: what!.body,
      })
    await again(updated)
    await workOff()
    const once = await made()
    expect(once.documents).toBe(1)
    for (let turn = 0; turn < 10; turn++) {
      await again(turn % 2 ? created : updated)
      await workOff()
    }
    expect(await made()).toEqual(once)
    expect(await orders()).toMatchObject([{ status: 'completed', state: 'taken' }])
  })

  it('W-22 is believed by the signature over its raw bytes alone', async () => {
    const { fake, deliversTo, company, shopId, deliveries } = await keeper()
    fake.store.addOrder({ ...PAID!, customer_note: 'à côté / « là »' })
    const [sent] = await fake.deliver()
    expect(sent!.body).toContain('\\/')
    const at = (shop: string, headers: Record<string, string>, body: string) =>
      fetch(`${deliversTo}/hooks/shops/${company.id}/${shop}`, { method: 'POST', headers, body })
    const refused = [
      await at(shopId, { ...sent!.headers, 'x-wc-webhook-signature': '' }, sent!.body),
      await at(shopId, sent!.headers, `${sent!.body} `),
      await at(shopId, sent!.headers, JSON.stringify(JSON.parse(sent!.body))),
      await at(newId(), sent!.headers, sent!.body),
      await at('0', sent!.headers, sent!.body),
      await fetch(`${deliversTo}/hooks/shops/${newId()}/${shopId}`, {
        method: 'POST',
        headers: sent!.headers,
        body: sent!.body,
      }),
    ]
    for (const answer of refused) expect([answer.status, await answer.text()]).toEqual([401, ''])
    expect(await deliveries()).toHaveLength(1)
  })

  it('W-22 the deliveries of a running shop are signed as it signs', () => {
    const folder = `${import.meta.dirname}/testing/deliveries`
    const read = readdirSync(folder).map(file => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')))
    expect(read.length).toBeGreaterThan(3)
    const found = read.map(({ headers, rawBody }) =>
      readWooDelivery(new Headers(headers), Buffer.from(rawBody, 'utf8'), 'whsec_locàl-test&"1'),
    )
    expect(found.map(({ what }) => what)).not.toContain('forged')
  })

  it('W-22 a body of more than 5 MB is not read', async () => {
    const { deliversTo, company, shopId } = await keeper()
    const answer = await fetch(`${deliversTo}/hooks/shops/${company.id}/${shopId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(5 * 1024 * 1024 + 1),
    })
    expect(answer.status).toBe(413)
  })

  it('W-23 a ping, unsigned and of no topic, is answered 200 and is nothing', async () => {
    const { fake, deliveries } = await keeper()
    const sent = await fake.deliver()
    expect(sent.length).toBeGreaterThan(5)
    expect(sent.every(({ body, status }) => /^webhook_id=\d+$/.test(body) && status === 200)).toBe(true)
    expect(await deliveries()).toEqual([])
  })

  it('W-24 a body without a record is noted and harms nothing', async () => {
    const { fake, deliveries, events, workOff } = await keeper()
    fake.store.hooksMayNotRead = true
    fake.store.addOrder(PAID!)
    expect((await fake.deliver())[0]!.status).toBe(200)
    expect(await deliveries()).toEqual([])
    expect(await events()).toContain('deliveryUseless')
    await workOff()
  })

  it('W-25 an order in the bin is gone, whatever it was before; one brought back is there again', async () => {
    const { fake, workOff, orders, poll } = await keeper()
    const { id } = fake.store.addOrder(PAID!)
    await fake.deliver()
    await workOff()
    fake.store.trash(id)
    await fake.deliver()
    await workOff()
    expect(await orders()).toMatchObject([{ gone: true, state: 'waits' }])
    fake.store.now = () => Date.now() + 60_000
    fake.store.restore(id, 'completed')
    await poll()
    expect(await orders()).toMatchObject([{ gone: false, state: 'taken' }])
  })

  it('W-21 an order that was deleted before it was asked for is nothing', async () => {
    const { fake, workOff, orders, deliveries } = await keeper()
    const { id } = fake.store.addOrder(PAID!)
    await fake.deliver()
    fake.store.destroy(id)
    await workOff()
    expect(await orders()).toEqual([])
    expect(await deliveries()).toMatchObject([{ done: true }])
  })

  it('E2 what comes again while it is worked off waits again', async () => {
    const { fake, workOff, deliveries, orders, deliversTo, company, shopId } = await keeper()
    const { id } = fake.store.addOrder(PAID!)
    const [sent] = await fake.deliver()
    await workOff()
    fake.store.hooks.clear()
    fake.store.change(id, { status: 'cancelled' }) // nobody is told
    expect(await deliveries()).toMatchObject([{ done: true }])
    const { headers, body } = sent!
    await fetch(`${deliversTo}/hooks/shops/${company.id}/${shopId}`, { method: 'POST', headers, body })
    expect(await deliveries()).toMatchObject([{ done: false }])
    await workOff()
    expect(await orders()).toMatchObject([{ status: 'cancelled' }])
  })
})
