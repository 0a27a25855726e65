// Kills Facteur while it loads a shop or works off what one sends, and looks at what each kill left.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import Fastify from 'fastify'
import { aProduct, aTitle } from '../../domain/catalog/factory.ts'
import { aSeller } from '../../domain/invoicing/factory.ts'
import type { Backstage } from '../../domain/long-work/actions.ts'
import { runWork } from '../../domain/long-work/jobs.ts'
import { askShop } from '../../domain/shops/actions/asking.ts'
import { connectShop } from '../../domain/shops/actions/connect.ts'
import { keepHooks } from '../../domain/shops/actions/hooks.ts'
import { loadWork, startLoad } from '../../domain/shops/actions/load.ts'
import { poll } from '../../domain/shops/actions/poll.ts'
import { createShop } from '../../domain/shops/actions/shops.ts'
import { workOffDeliveries } from '../../domain/shops/actions/work-off.ts'
import { mountHookDoor } from '../../domain/shops/clients/hook-door.ts'
import { fakeOrders } from '../../domain/shops/testing/fake-orders.ts'
import { type FakeShop, openFakeShop } from '../../domain/shops/testing/fake-shop.ts'
import { type Database, newId } from '../../platform/db/database.ts'
import { placesIn } from '../../platform/db/embedded/places.ts'
import { lockedPid } from '../../platform/db/embedded/processes.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany, localOuter } from '../local.ts'
import { inOwnFolder, letGo, opened, say, startChild } from './kill.ts'
import { SLUG } from './subscribers.ts'

const WAYS = ['load', 'deliveries'] as const
type Way = (typeof WAYS)[number]
type Which = { companyId: string; shopId: string }

export type ShopKill = { way: Way; postgresToo: boolean; afterMs: number; leftHere: number; faults: string[] }
type Choices = { kills: number; orders: number; tell?: (kill: ShopKill) => void }

/** As many kills as asked, each while new orders are loaded or delivered; what is here then goes on, and is counted. */
export async function killShops({ kills, orders, tell = () => {} }: Choices): Promise<ShopKill[]> {
  sealWith('a secret that every test may know')
  const fake = await openFakeShop()
  try {
    return await inOwnFolder(async dataDir => {
      const which = await opened(dataDir, database => prepared(database, fake))
      const done: ShopKill[] = []
      for (let turn = 0; turn < kills; turn++) {
        done.push(await oneKill(dataDir, { fake, which, turn, orders }))
        tell(done.at(-1)!)
      }
      return done
    })
  } finally {
    await fake.close()
  }
}

async function prepared(database: Database, { address, key, secret }: FakeShop): Promise<Which> {
  await migrateDatabase(database.ownerUrl)
  await database.shared(db =>
    db.execute(sql`insert into companies (id, slug, name) values (${newId()}, ${SLUG}, 'Éditions du Lac')`),
  )
  return inCompany(database, SLUG, async ctx => {
    await aSeller(ctx)
    await aProduct(ctx, { code: 'ABO-CL12', titleId: await aTitle(ctx) })
    const shopId = await createShop(ctx, { name: 'La Vigie', kind: 'woocommerce' })
    await connectShop(ctx, shopId, { address, key, secret })
    return { companyId: ctx.company.id, shopId }
  })
}

/** Within about the time that a part of the orders takes. */
const MIDWAY_MS = 400

type Turn = { fake: FakeShop; which: Which; turn: number; orders: number }

async function oneKill(dataDir: string, { fake, which, turn, orders }: Turn): Promise<ShopKill> {
  const way = WAYS[turn % 2]!
  const postgresToo = turn % 4 > 1
  const before = fake.store.orders.size
  if (way === 'load') fake.store.feed(newOrders(orders, turn))
  const { child, line, closed } = startChild(dataDir, import.meta.filename, [way, which.companyId, which.shopId])
  await line()
  const server = lockedPid(placesIn(dataDir))
  const told = way === 'deliveries' ? deliver(fake, orders) : Promise.resolve([])
  // Most are cut once some orders are committed, soon after; the others at any moment, also before the first.
  const midway = Math.floor(turn / 2) % 5 !== 4
  if (midway) await line()
  const afterMs = Math.round(Math.random() * (midway ? MIDWAY_MS : orders * 12))
  await sleep(afterMs)
  child.kill('SIGKILL')
  if (postgresToo && server) process.kill(server, 'SIGKILL')
  await closed
  const answered = await told
  const left = await opened(dataDir, database => whatIsLeft(database, { fake, which, way, answered }))
  return { way, postgresToo, afterMs, leftHere: left.here - before, faults: left.faults }
}

const newOrders = (count: number, turn: number) =>
  fakeOrders({ count, seed: turn + 1, firstId: 1001 + turn * count * 2, from: '2026-01-01T08:00:00', stepSeconds: 60 })

const SALE = Object.fromEntries(
  Object.entries([...fakeOrders({ count: 20 })].find(({ status }) => status === 'completed')!).filter(
    ([field]) => !/^date_(created|modified)/.test(field),
  ),
)

/** Sells and tells, a few at a time; the ids of what Facteur said it has. */
async function deliver(fake: FakeShop, count: number): Promise<string[]> {
  const answered: string[] = []
  for (const hook of fake.store.hooks.values()) Object.assign(hook, { failures: 0, status: 'active', pinged: true })
  for (let sold = 0; sold < count; sold += 5) {
    for (let order = 0; order < 5; order++) fake.store.addOrder(SALE)
    const sent = await fake.deliver()
    answered.push(...sent.filter(({ status }) => status === 200).map(({ id }) => String(id)))
    if (sent.some(({ status }) => status !== 200)) break
  }
  return answered
}

type Left = { orders: number; twice: number; wrong: number; halves: number; unpaid: number }

/** In one statement, so that it cannot fall on both sides of a commit. */
const leftOf = (database: Database) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const mine = sql`company_id = ${company.id}`
    const { rows } = await db.execute<Left>(sql`
      select (select count(*)::int from shop_orders where ${mine}) as orders,
        (select count(*)::int from (select from invoices where ${mine} and source like 'shop:%' and credits_id is null
          group by source_reference having count(*) > 1) d)
        + (select count(*)::int from (select from payments where ${mine} group by source_reference having count(*) > 1) d) as twice,
        (select count(*)::int from shop_orders o join invoices i on i.${mine} and i.id = o.invoice_id
          where o.${mine} and i.gross_cents <> o.total_cents) as wrong,
        (select count(*)::int from invoices i where i.${mine} and i.source like 'shop:%' and i.credits_id is null
          and not exists (select from shop_orders o where o.${mine} and o.invoice_id = i.id)) as halves,
        (select count(*)::int from shop_orders o join invoice_states s on s.${mine} and s.id = o.invoice_id
          where o.${mine} and o.status in ('completed', 'processing') and s.open_cents <> 0) as unpaid`)
    return rows[0]!
  })

type Looking = { fake: FakeShop; which: Which; way: Way; answered: readonly string[] }

async function whatIsLeft(database: Database, { fake, which, way, answered }: Looking) {
  const faults: string[] = []
  const must = (what: string, left: unknown, holds: boolean) => holds || faults.push(`${what} ${JSON.stringify(left)}`)
  const isWhole = (left: Left) => left.twice + left.wrong + left.halves + left.unpaid === 0
  const cut = await leftOf(database)
  must('after the kill', cut, isWhole(cut))
  if (way === 'load') await load(database, which)
  else {
    await ask(database, which, workOffDeliveries)
    const lost = await missing(database, answered)
    must('answered and lost', lost, lost.length === 0)
    await ask(database, which, poll)
  }
  const whole = await leftOf(database)
  must(
    'gone on',
    { ...whole, there: fake.store.orders.size },
    isWhole(whole) && whole.orders === fake.store.orders.size,
  )
  return { here: cut.orders, faults }
}

const missing = (database: Database, ids: readonly string[]) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute<{ id: string }>(sql`
      select g.id from unnest(${sql.param([...ids])}::text[]) as g (id) where not exists (
        select from shop_orders o where o.company_id = ${company.id} and o.external_id = g.id)`)
    return rows.map(({ id }) => id)
  })

const backstageOf = (database: Database) => localOuter(database, SLUG) as unknown as Backstage

const ask = (database: Database, which: Which, what: Parameters<typeof askShop>[3]) =>
  askShop(backstageOf(database), which, { operation: 'test' }, what)

/** The load that is open, or the next one. */
async function load(database: Database, { companyId, shopId }: Which) {
  const runId = await inCompany(database, SLUG, ctx => startLoad(ctx, shopId, false))
  const data = { companyId, runId }
  await runWork(backstageOf(database), [loadWork] as never, { data, signal: new AbortController().signal })
}

/** The child: opens Facteur, says so, and loads, or takes what is sent and works it off, until its end. */
async function child(way: Way, which: Which) {
  sealWith('a secret that every test may know')
  const { database } = await openFacteur('own')
  const told = sayWhenTaken(database)
  if (way === 'load') {
    say('begun')
    await Promise.all([told, load(database, which)])
  } else {
    await receive(database, which)
  }
  await letGo()
}

/** Says so when more orders are here than at the start. */
async function sayWhenTaken(database: Database) {
  const count = async () => (await leftOf(database)).orders
  const before = await count()
  while ((await count()) === before) await sleep(20)
  say('taken')
}

async function receive(database: Database, which: Which) {
  const door = Fastify()
  mountHookDoor(door as never, database)
  const deliversTo = await door.listen({ port: 0, host: '127.0.0.1' })
  await inCompany(database, SLUG, ({ db, company }) =>
    db.execute(sql`update shops set delivers_to = ${deliversTo} where company_id = ${company.id}`),
  )
  await ask(database, which, keepHooks)
  say('begun')
  for (;;) {
    await ask(database, which, workOffDeliveries)
    await sleep(20)
  }
}

if (import.meta.main) {
  const [way, companyId, shopId] = process.argv.slice(2)
  await child(way as Way, { companyId: companyId!, shopId: shopId! })
}
