import type { Server } from 'node:net'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { pop3Server } from '../../app/demo-pop3.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { anEmptyDatabase } from '../../platform/testing/own-database.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { collect } from './actions/collect.ts'
import { takeAgain } from './actions/decide.ts'
import { ownSite, signingKey } from './actions/site.ts'
import { ublOrder } from './formats/ubl-order.ts'
import { collectedOperations as collected } from './operations/collected.ts'
import { anExchangeOrder } from './testing/documents.ts'
import { aMail, signed } from './testing/mails.ts'
import { aMailbox, type Site, twoSites } from './testing/sites.ts'

// A database of its own, as it refuses what no rule of ours foresees.
let own: Awaited<ReturnType<typeof anEmptyDatabase>>
let database: Database
let server: Server
const mails = new Map<string, Buffer>()
beforeAll(async () => {
  sealWith('0123456789abcdef0123456789abcdef')
  own = await anEmptyDatabase(inject('ownerUrl'))
  await migrateDatabase(own.ownerUrl)
  database = openDatabase(own.ownerUrl, 5)
  server = pop3Server(new Map([['appros', { password: 'secret', mails }]]))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
})
afterAll(async () => {
  await new Promise(closed => server?.close(closed))
  await database?.close()
  await own?.drop()
})

/** Orders with that note are refused by the database. */
async function refuseNote(note: string) {
  const client = new pg.Client({ connectionString: own.ownerUrl })
  await client.connect()
  try {
    await client.query(`
      create or replace function not_this() returns trigger language plpgsql as $$
        begin raise exception 'no room for this order'; end $$;
      create or replace trigger not_this before insert on orders
        for each row when (new.note = '${note}') execute function not_this()`)
  } finally {
    await client.end()
  }
}

const theirReferences = async (of: Site) =>
  (await of.call(orders.list, { kind: 'customer', limit: 100 })).rows.map(row => row.theirReference).sort()

it('X-46 a mail whose taking fails is put aside with its bytes, those beside it are taken, and later it is taken whole', async () => {
  const { calvi, centre } = await twoSites(database, 25)
  const key = await calvi.within(signingKey)
  const from = { site: (await calvi.within(ownSite)).siteId, to: (await centre.within(ownSite)).siteId }
  const mailOf = async (...all: readonly { number: string; note?: string }[]) => {
    const files = []
    for (const more of all) {
      const xml = ublOrder(anExchangeOrder({ orderedOn: '2026-06-01', ...more }))
      files.push(...(await signed(more.number, Buffer.from(xml), from, key)))
    }
    return aMail(files)
  }
  for (const number of ['CF-1', 'CF-2', 'CF-5', 'CF-6']) mails.set(number, await mailOf({ number }))
  mails.set('bad', await mailOf({ number: 'CF-3' }, { number: 'CF-4', note: 'poison' }, { number: 'CF-7' }))
  const last = mails.get('CF-6')!
  mails.delete('CF-6')
  mails.set('CF-6', last) // it stands after the one that fails
  await refuseNote('poison')

  const mailboxId = await aMailbox(centre, 'pop3', (server.address() as { port: number }).port, 'appros')
  const collecting = () => collect({ mailboxId, inTransaction: act => centre.within(act) })
  expect(await collecting()).toEqual({ mails: 5, taken: 4, quarantined: 1, repeated: 0, refused: 0, ignored: 0 })
  expect(await theirReferences(centre)).toEqual(['CF-1', 'CF-2', 'CF-5', 'CF-6'])
  const waiting = (await centre.call(collected.list, { state: 'quarantined' })).rows
  expect(waiting).toMatchObject([{ kind: 'none', reason: 'exchange.failed', hasMail: true, orderId: null }])
  const { id } = waiting[0]!
  const { rows } = await centre.within(({ db, company }) =>
    db.execute<{ found: string }>(
      sql`select values->>'found' as found from collected_documents where company_id = ${company.id} and id = ${id}`,
    ),
  )
  expect(rows[0]!.found).toContain('no room for this order')
  expect(await collecting()).toMatchObject({ mails: 0 })

  // As long as it fails it goes on waiting, whole.
  await expect(centre.within(ctx => takeAgain(ctx, id))).rejects.toThrow('no room for this order')
  expect((await centre.call(collected.get, { id })).state).toBe('quarantined')
  expect(await theirReferences(centre)).toHaveLength(4)

  await refuseNote('nothing')
  expect(await centre.call(collected.again, { id })).toMatchObject({ state: 'taken', kind: 'order', number: 'CF-3' })
  expect(await theirReferences(centre)).toEqual(['CF-1', 'CF-2', 'CF-3', 'CF-4', 'CF-5', 'CF-6', 'CF-7'])
  const all = (await centre.call(collected.list, { limit: 50 })).rows
  expect(all.map(({ number, state, hasMail }) => `${number} ${state} ${hasMail}`).sort()).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map(nth => `CF-${nth} taken false`),
  )
  const { rows: answered } = await centre.within(({ db, company }) =>
    db.execute<{ answers: number; count: number }>(
      sql`select answers, count(*)::int from received_orders where company_id = ${company.id} group by answers`,
    ),
  )
  expect(answered).toEqual([{ answers: 1, count: 7 }])
  await expect(centre.call(collected.again, { id })).rejects.toMatchObject({ code: 'exchange.alreadySettled' })
  expect(await collecting()).toMatchObject({ mails: 0 })
})
