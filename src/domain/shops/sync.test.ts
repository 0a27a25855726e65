import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { workOperations } from '../long-work/operations.ts'
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

async function keeper(count = 0, from = '2026-10-01T08:00:00') {
  const made = await aShopkeeper(database, { documents: fakeOrders({ count, from }) })
  open.push(made.close)
  return made
}

const [COMPLETED] = [...fakeOrders({ count: 20 })].filter(({ status }) => status === 'completed')
/** Made when it is added. */
const SALE = Object.fromEntries(Object.entries(COMPLETED!).filter(([field]) => !/^date_(created|modified)/.test(field)))
/** So that the last of some orders, one every two hours, is of now. */
const recent = (count: number) => new Date(Date.now() - count * 7_200_000).toISOString().slice(0, 19)
const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    error => error.code,
  )

describe('a shop is connected', () => {
  it('E1 its keys are tried, kept sealed and shown nowhere, and it is asked from then on', async () => {
    const { connect, health, rows, fake, jobs, state } = await keeper(3)
    const answer = await connect()
    expect(answer).toMatchObject({ state: 'fine', hasKeys: true, authorisedBy: 'oauth', failure: null })
    expect(answer.warnings).toEqual(['plainHttp', 'hooksMissing'])
    expect(await health()).toEqual(answer)
    expect(await jobs()).toEqual(['shops.care'])
    expect((await state()).dueAt).not.toBeNull()
    const kept = [answer]
    for (const table of ['shops', 'shop_events', 'audit_entries', 'job_requests', 'idempotency_keys'])
      kept.push(...((await rows(sql`select * from ${sql.identifier(table)}`)) as never[]))
    expect(kept.length).toBeGreaterThan(4)
    for (const secret of [fake.key, fake.secret]) expect(JSON.stringify(kept)).not.toContain(secret)
  })

  it('E1 W-28 what is wrong is said: the address, the key, its right', async () => {
    const { connect, fake, shopId, call, operations, state } = await keeper(3)
    expect(await refused(connect({ key: 'ck_wrong' }))).toBe('shops.wrongKey')
    expect(await refused(connect({ address: 'http://127.0.0.1:59999' }))).toBe('shops.unreachable')
    expect(await refused(connect({ key: undefined, secret: undefined }))).toBe('shops.keysNeeded')
    expect((await state()).dueAt).toBeNull()
    const check = (given: object) => call(operations.check, { id: shopId, address: fake.address, ...given })
    expect(await check({ key: fake.key, secret: 'cs_wrong' })).toMatchObject({ ok: false, failure: 'wrongKey' })
    const readOnly = await check(fake.readOnly)
    expect(readOnly).toMatchObject({ ok: true, mayWrite: false, message: '' })
    expect(readOnly.warnings).toContain('readOnlyKey')
    expect(await refused(call(operations.pollNow, { id: shopId }))).toBe('shops.notConnected')
  })

  it('E1 keys that are kept go to the site they were typed for, never to another one', async () => {
    const { connect, fake } = await keeper(3)
    await connect()
    fake.requests.length = 0
    expect((await connect({ key: undefined, secret: undefined })).failure).toBeNull()
    const elsewhere = await keeper(1)
    expect(await refused(connect({ address: elsewhere.fake.address, key: undefined, secret: undefined }))).toBe(
      'shops.keysNeeded',
    )
    expect(elsewhere.fake.requests).toEqual([])
  })

  it('E1 it is asked no more once it is disconnected: our notifications leave it, our keys go', async () => {
    const { connect, hooks, call, operations, shopId, fake, leave, state, health, rows } = await keeper(1)
    await connect()
    await hooks()
    expect(fake.store.hooks.size).toBe(11)
    await call(operations.disconnect, { id: shopId })
    expect((await state()).dueAt).toBeNull()
    await leave()
    expect(fake.store.hooks.size).toBe(0)
    expect(await health()).toMatchObject({ state: 'unconnected', hasKeys: false, hooks: [] })
    expect(await rows(sql`select sealed_key, sealed_secret, sealed_hook_secret from shops`)).toEqual([
      { sealed_key: null, sealed_secret: null, sealed_hook_secret: null },
    ])
  })
})

describe('the first load', () => {
  it('E8 W-5 takes all orders by their ids, and tells how far it is', async () => {
    const { connect, load, orders, health, call, fake } = await keeper(230, recent(230))
    await connect()
    const workId = await load()
    const work = await call(workOperations.get, { id: workId })
    expect(work).toMatchObject({ state: 'done', done: 230, total: 230, result: { summary: '230 commandes lues' } })
    expect(await orders()).toHaveLength(230)
    expect(await health()).toMatchObject({ state: 'fine', loadWorkId: workId })
    const lists = fake.requests.filter(({ path, method }) => method === 'GET' && path === '/orders')
    expect(lists.some(({ query }) => query.get('orderby') === 'date')).toBe(false)
  })

  it('E8 goes on where it was cut, and what comes again changes nothing', async () => {
    const { connect, load, orders, made, fake, state, call } = await keeper(230)
    await connect()
    const listed = ({ path }: { path: string }) => path === '/orders'
    const pages = fake.requests.filter(listed).length
    fake.faults.push({
      what: 'blocked',
      when: request => listed(request) && fake.requests.filter(listed).length > pages + 1,
    })
    const cut = await call(workOperations.get, { id: await load() })
    expect(cut).toMatchObject({ state: 'failed' })
    expect(cut.error).toContain('protection')
    const half = await orders()
    expect(half.length).toBeGreaterThan(0)
    expect(half.length).toBeLessThan(230)
    expect((await state()).loadedAt).toBeNull()
    fake.faults.length = 0
    await load()
    expect(await orders()).toHaveLength(230)
    const once = await made()
    await load({ again: true })
    expect(await made()).toEqual(once)
  })

  it('E8 goes on by itself after a failure, once the shop answers again', async () => {
    const { connect, load, orders, fake, state, poll, rows, events } = await keeper(230)
    await connect()
    const listed = ({ path, query }: { path: string; query: ReadonlyMap<string, string> }) =>
      path === '/orders' && query.get('orderby') === 'id'
    const pages = fake.requests.filter(listed).length
    fake.faults.push({
      what: 'blocked',
      when: request => listed(request) && fake.requests.filter(listed).length > pages + 1,
    })
    const cut = await load()
    fake.faults.length = 0
    await poll()
    expect((await state()).loadWorkId).toBe(cut)
    await rows(sql`update job_runs set ended_at = now() - interval '11 minutes'
      where company_id = current_setting('app.company_id')::uuid and id = ${cut}`)
    await poll()
    const again = (await state()).loadWorkId
    expect(again).not.toBe(cut)
    expect(await events()).toContain('loadResumed')
    expect(await load()).toBe(again) // the one that is under way
    expect(await orders()).toHaveLength(230)
  })

  it('E8 leaves alone what was ordered before its first day', async () => {
    const { connect, load, orders } = await keeper(24, '2026-09-30T00:00:00') // one every two hours
    await connect()
    await load({ since: '2026-10-01' })
    const states = (await orders()).map(({ state }) => state === 'left-alone')
    expect(states).toEqual([...Array(11).fill(true), ...Array(13).fill(false)]) // of there: Paris
  })
})

describe('what changed', () => {
  it('E1 W-1 W-2 W-3 is asked for by the instants of Greenwich, with an overlap', async () => {
    const { connect, poll, orders, fake, state } = await keeper(0)
    await connect()
    const { id } = fake.store.addOrder(SALE)
    await poll()
    const since = (await state()).modifiedSince!
    expect(Date.parse(since)).toBeGreaterThan(Date.now() - 60_000)
    fake.store.change(id, { status: 'cancelled' }) // within the same second
    fake.requests.length = 0
    await poll()
    expect(await orders()).toMatchObject([{ status: 'cancelled' }])
    const asked = fake.requests.find(({ path }) => path === '/orders')!.query
    expect(asked.get('dates_are_gmt')).toBe('true')
    expect(asked.get('modified_after')).not.toMatch(/Z|\+/)
    expect(Date.parse(`${asked.get('modified_after')}Z`)).toBeLessThan(Date.parse(since))
  })

  it('E1 the cursor moves only after what was read is committed', async () => {
    const { connect, poll, orders, fake, state } = await keeper(0)
    await connect()
    const before = (await state()).modifiedSince
    fake.store.addOrder(SALE)
    fake.faults.push({ what: 'blocked', when: ({ path }) => path === '/orders' })
    await poll()
    expect(await state()).toMatchObject({ modifiedSince: before, failures: 1 })
    expect(await orders()).toEqual([])
    fake.faults.length = 0
    await poll()
    expect(await orders()).toHaveLength(1)
    expect(await state()).toMatchObject({ failure: null, failures: 0 })
  })

  it('W-11 a refund comes with the order it changed', async () => {
    const { connect, poll, fake, rows } = await keeper(0)
    await connect()
    const { id } = fake.store.addOrder(SALE)
    await poll()
    fake.store.refund(id, 500)
    await poll()
    expect(await rows(sql`select external_id, cents from shop_refunds`)).toMatchObject([{ cents: 500 }])
  })

  it('E2 one bad order holds up none, and the cursor moves on', async () => {
    const { connect, poll, fake, orders } = await keeper(0)
    await connect()
    fake.store.addOrder(SALE)
    fake.store.addOrder({ ...SALE, total: 'nonsense' })
    fake.store.addOrder(SALE)
    await poll()
    expect((await orders()).map(({ state }) => state)).toEqual(['taken', 'quarantined', 'taken'])
  })
})

describe('an order dated tomorrow', () => {
  it('E1 hides no other', async () => {
    const { connect, poll, fake, orders } = await keeper(0)
    await connect()
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19)
    fake.store.addOrder({ ...SALE, date_modified_gmt: tomorrow })
    await poll()
    fake.store.addOrder(SALE)
    await poll()
    expect(await orders()).toHaveLength(2)
  })
})
