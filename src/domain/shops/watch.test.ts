import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { runLifeOperations } from '../dispatch/operations/run-life.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { claimDue } from './actions/due.ts'
import { ordersGone } from './actions/gone.ts'
import { shopById } from './queries/shops.ts'
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

/** So that the last of some orders, one every two hours, is of now. */
const recent = (count: number) => new Date(Date.now() - count * 7_200_000).toISOString().slice(0, 19)

async function keeper(count = 0) {
  const made = await aShopkeeper(database, { documents: fakeOrders({ count, from: recent(count) }) })
  open.push(made.close)
  await made.connect()
  return made
}

const [COMPLETED] = [...fakeOrders({ count: 20 })].filter(({ status }) => status === 'completed')
const SALE = Object.fromEntries(Object.entries(COMPLETED!).filter(([field]) => !/^date_(created|modified)/.test(field)))

describe('the comparison of each night', () => {
  it('W-25 finds an order deleted for good, one that was missed and one that changed in silence', async () => {
    const { fake, load, reconcile, orders, events, mails } = await keeper(12)
    await load()
    await reconcile()
    expect(await mails()).toEqual([])
    const [first, second] = (await orders()).filter(({ state }) => state === 'taken')
    fake.store.destroy(Number(first!.externalId))
    const missed = { ...fake.store.orders.get(Number(second!.externalId))!, id: 9001, number: '9001' }
    fake.store.feed([missed, { ...fake.store.orders.get(Number(second!.externalId))!, status: 'cancelled' }])
    await reconcile()
    const now = new Map((await orders()).map(order => [order.externalId, order]))
    expect(now.get(first!.externalId)).toMatchObject({ gone: true })
    expect(now.get('9001')).toMatchObject({ state: 'taken' })
    expect(now.get(second!.externalId)).toMatchObject({ status: 'cancelled' })
    expect(await events()).toEqual(expect.arrayContaining(['foundMissing', 'foundChanged', 'reconciled']))
    expect((await mails()).map(({ subject }) => subject)).toEqual(['La Vigie\u00a0: 3 commandes retrouvées'])
    await reconcile()
    expect(await mails()).toHaveLength(1) // nothing new
  })

  it('W-25 brings back what was wrongly said to be gone, though nothing of it changed', async () => {
    const { within, shopId, load, reconcile, orders, made } = await keeper(12)
    await load()
    const before = { orders: await orders(), made: await made() }
    await within(async ctx =>
      ordersGone(
        ctx,
        await shopById(ctx, shopId),
        before.orders.map(({ externalId }) => externalId),
      ),
    )
    expect((await orders()).every(({ gone }) => gone)).toBe(true)
    await reconcile()
    expect(await orders()).toEqual(before.orders)
    expect((await made()).cents).toBe(before.made.cents)
    await reconcile()
    expect(await orders()).toEqual(before.orders)
  })

  it('W-11 finds a refund that was deleted, which no date tells', async () => {
    const { fake, load, poll, reconcile, orders, rows } = await keeper(8)
    await load()
    const sale = (await orders()).find(({ state }) => state === 'taken')!
    const refund = fake.store.refund(Number(sale.externalId), 300)
    await poll()
    fake.store.deleteRefund(refund)
    await poll()
    const states = () => rows(sql`select state from shop_refunds`)
    expect(await states()).not.toEqual([{ state: 'gone' }])
    await reconcile()
    expect(await states()).toEqual([{ state: 'gone' }])
  })
})

describe('the notifications of a shop', () => {
  it('W-26 are created with a secret of ours, and repaired with a warning where the shop disabled them', async () => {
    const { fake, hooks, health, events } = await keeper()
    await hooks()
    const secrets = new Set([...fake.store.hooks.values()].map(({ secret }) => secret))
    expect(secrets.size).toBe(1)
    expect([...secrets][0]!.length).toBeGreaterThan(32)
    expect((await health()).warnings).toEqual(['plainHttp'])
    const broken = [...fake.store.hooks.values()].find(({ topic }) => topic === 'order.updated')!
    broken.status = 'disabled'
    await hooks()
    expect([...fake.store.hooks.values()].filter(({ topic }) => topic === 'order.updated')).toMatchObject([
      { status: 'active', failures: 0 },
    ])
    expect((await health()).warnings).toEqual(['plainHttp', 'hooksRepaired'])
    expect(await events()).toContain('hookRepaired')
    await hooks()
    expect(fake.store.hooks.size).toBe(11)
  })

  it('E1 a key that may only read is no failure: it is asked, and that it tells nothing is said', async () => {
    const { fake, connect, hooks, poll, health } = await keeper()
    await connect(fake.readOnly)
    await hooks()
    await poll()
    expect(await health()).toMatchObject({ state: 'fine', warnings: ['plainHttp', 'readOnlyKey'] })
  })
})

describe('how it stands with a shop', () => {
  it('E1 a shop that does not answer is left in peace longer each time, and told of once', async () => {
    const { fake, poll, state, health, mails, rows, events } = await keeper()
    fake.faults.push({ what: 'blocked' })
    const pauses: number[] = []
    for (let turn = 0; turn < 4; turn++) {
      await poll()
      pauses.push(Math.round((Date.parse((await state()).dueAt!) - Date.now()) / 60_000))
    }
    expect(pauses).toEqual([1, 2, 4, 8])
    expect(await health()).toMatchObject({ state: 'failing', failure: 'blocked', failures: 4 })
    expect((await mails()).map(({ subject }) => subject)).toEqual(['La boutique La Vigie ne répond plus'])
    expect((await mails())[0]!.text).toContain('Aucune vente n’est perdue')
    fake.faults.length = 0
    await poll()
    expect(await health()).toMatchObject({ state: 'fine', failure: null })
    expect(await events()).toContain('answersAgain')
    fake.faults.push({ what: 'blocked' })
    for (let turn = 0; turn < 4; turn++) await poll()
    expect(await mails()).toHaveLength(2) // it happened again
    expect(JSON.stringify(await rows(sql`select * from shop_states`))).not.toContain(fake.secret)
  })

  it('E1 silence for longer than usual is told once, and over when an order comes', async () => {
    const { fake, load, poll, mails, health, rows } = await keeper(30)
    await load()
    await rows(sql`update shop_states set came_at = now() - interval '30 hours' returning id`)
    expect((await health()).state).toBe('quiet')
    await poll()
    await poll()
    expect((await mails()).map(({ subject }) => subject)).toEqual(['Rien n’est venu de la boutique La Vigie'])
    fake.store.addOrder(SALE)
    await poll()
    expect((await health()).state).toBe('fine')
  })

  it('E1 what is due is claimed once, those that fail apart from those that answer', async () => {
    const { backstage, shopId, rows, poll, fake } = await keeper()
    const mine = async (which: 'answering' | 'failing') =>
      (await claimDue(backstage, which, 1000)).filter(due => due.shopId === shopId).length
    expect([await mine('failing'), await mine('answering'), await mine('answering')]).toEqual([0, 1, 0])
    fake.faults.push({ what: 'blocked' })
    await poll()
    await rows(sql`update shop_states set due_at = now() returning id`)
    expect([await mine('answering'), await mine('failing')]).toEqual([0, 1])
  })
})

describe('what is written back', () => {
  it('E11 a copy that leaves is told on its order once, also where an answer was lost', async () => {
    const { fake, poll, rows, call, events, orders } = await keeper()
    await rows(sql`update shops set writes_notes = true returning id`)
    const item = { ...(SALE.line_items as object[])[0], sku: 'ABO-A112', product_id: 11, variation_id: 0 }
    const bought = { date_created: '2023-06-01T12:00:00', date_created_gmt: '2023-06-01T10:00:00' }
    const { id } = fake.store.addOrder({ ...SALE, ...bought, line_items: [item], shipping_lines: [], fee_lines: [] })
    await poll()
    expect(await orders()).toMatchObject([{ state: 'taken' }])
    const run = await call(dispatchOperations.run, { title: 'CS', issue: '6' })
    await call(runLifeOperations.signOff, { id: run.id, withUnowed: true })
    await call(runLifeOperations.handOver, { id: run.id })
    expect(await rows(sql`select text from shop_notes`)).toHaveLength(1)
    fake.faults.push({
      what: 'hang-up',
      times: 1,
      when: ({ path, method }) => method === 'POST' && path.endsWith('/notes'),
    })
    await poll()
    await rows(sql`update shop_notes set due_at = now() returning id`)
    await poll()
    await poll()
    const notes = fake.store.notes.get(id)!
    expect(notes.map(({ note }) => note)).toEqual([expect.stringContaining('Capital Social n° 6')])
    expect(await events()).toContain('noteWritten')
  })
})

describe('one order', () => {
  it('E4 is asked for again by hand', async () => {
    const { fake, poll, rows, call, takeAgain, orders } = await keeper()
    const { id } = fake.store.addOrder(SALE)
    await poll()
    fake.store.feed([{ ...fake.store.orders.get(id)!, status: 'cancelled' }])
    const [order] = await rows<{ id: string }>(sql`select id from shop_orders`)
    expect(await call(takeAgain, { id: order!.id })).toMatchObject({ gone: false })
    expect(await orders()).toMatchObject([{ status: 'cancelled' }])
    fake.store.destroy(id)
    expect(await call(takeAgain, { id: order!.id })).toMatchObject({ gone: true })
  })
})
