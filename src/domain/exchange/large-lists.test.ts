import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import type { List } from '../../platform/db/list.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { anEmptyDatabase } from '../../platform/testing/own-database.ts'
import { aCompany } from '../accounts/factory.ts'
import { createParties } from '../parties/actions.ts'
import { collectedList } from './queries/collected.ts'
import { mailboxList } from './queries/mailboxes.ts'
import { partnerList } from './queries/partners.ts'
import { repliesTo } from './queries/replies.ts'
import { toSendList } from './queries/sent.ts'

const MANY = 6000
const PARTNERS = 60
/** What few of the many are. */
const FEW = 30
const EACH = MANY / FEW
const PAGE = 20
/** Rows read for a page and what is joined to each of its rows; all of them would be thousands. */
const MOST = 400

let own: Awaited<ReturnType<typeof anEmptyDatabase>>
let database: Database
let site: Awaited<ReturnType<typeof aCompany>>
const oldMailbox = newId()
const [large, replied] = [newId(), newId()]
// A database of its own: what PostgreSQL knows of a company depends on how large the others are (docs/adr/0010).
beforeAll(async () => {
  own = await anEmptyDatabase(inject('ownerUrl'))
  await migrateDatabase(own.ownerUrl)
  database = openDatabase(own.ownerUrl, 4)
  site = await aCompany(database, { today: '2026-11-20' })
  await site.within(fill)
  const owner = new pg.Client({ connectionString: own.ownerUrl })
  await owner.connect()
  await owner.query('analyze')
  await owner.end()
}, 60_000)
afterAll(async () => {
  await database.close()
  await own.drop()
})

const collected = collectedList as List
const toSend = toSendList as List
/** Each list with filters that keep many or few, and the orders it is read in. */
const LISTS: [name: string, list: List, orders: string[], filters?: object][] = [
  ['documents', collected, ['collectedAt', '-collectedAt']],
  ['documents in quarantine', collected, ['collectedAt', '-collectedAt'], { state: 'quarantined' }],
  ['documents that were taken', collected, ['collectedAt', '-collectedAt'], { state: 'taken' }],
  ['replies', collected, ['collectedAt', '-collectedAt'], { kind: 'reply' }],
  ['orders that came', collected, ['collectedAt', '-collectedAt'], { kind: 'order' }],
  ['documents of a large partner', collected, ['collectedAt', '-collectedAt'], { partnerId: large }],
  [
    'documents of a mailbox that is read no more',
    collected,
    ['collectedAt', '-collectedAt'],
    { mailboxId: oldMailbox },
  ],
  ['documents of some days', collected, ['collectedAt', '-collectedAt'], { from: '2025-06-01', until: '2025-06-10' }],
  ['partners', partnerList as List, ['party', '-party']],
  ['orders to send', toSend, ['orderedOn', '-orderedOn', 'serial', '-serial']],
  ['all orders that can leave', toSend, ['orderedOn', '-orderedOn'], { all: true }],
  ['unheard orders', toSend, ['orderedOn', '-orderedOn', 'serial', '-serial'], { unheard: true }],
]

it.each(LISTS)('X-46, X-47 of %s a page reads its rows and no more', async (_name, list, orders, filters = {}) => {
  for (const sort of orders) {
    const { read, result } = await reading(ctx => list.page(ctx, { ...filters, limit: PAGE, sort } as never))
    expect(result.rows, sort).toHaveLength(PAGE)
    expect(read, sort).toBeLessThan(MOST)
    const { read: next } = await reading(ctx =>
      list.page(ctx, { ...filters, limit: PAGE, sort, after: result.next! } as never),
    )
    expect(next, `${sort}, the next page`).toBeLessThan(MOST)
  }
})

it('X-46, X-47 what waits is counted without reading what does not', async () => {
  const quarantined = await reading(ctx => collectedList.count(ctx, { state: 'quarantined' }))
  expect(quarantined.result).toEqual({ count: FEW })
  expect(quarantined.read).toBeLessThan(MOST)
  const unheard = await reading(ctx => toSendList.count(ctx, { unheard: true }))
  expect(unheard.result).toEqual({ count: FEW })
  expect(unheard.read).toBeLessThan(MOST)
})

it('M-10, INT-33 mailboxes and the replies to an order are read without the other mails', async () => {
  const mailboxes = await reading(ctx => mailboxList.page(ctx, { limit: PAGE }))
  expect(mailboxes.result.rows).toHaveLength(2)
  expect(mailboxes.read).toBeLessThan(MOST)
  const replies = await reading(ctx => repliesTo(ctx, replied))
  expect(replies.result).toHaveLength(1)
  expect(replies.read).toBeLessThan(MOST)
})

/** How many rows of all tables PostgreSQL reads for it. */
const reading = <T>(read: (ctx: Ctx) => Promise<T>) =>
  site.within(async ctx => {
    const before = await readSoFar(ctx)
    const result = await read(ctx)
    return { result, read: (await readSoFar(ctx)) - before }
  })

async function readSoFar({ db }: Ctx) {
  const { rows } = await db.execute<{ read: number }>(sql`
    select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint as read from pg_stat_xact_user_tables`)
  return rows[0]!.read
}

/** Two years of exchange: nearly all of it done, most of it with one partner. */
async function fill(ctx: Ctx) {
  const company = ctx.company.id
  const names = Array.from({ length: PARTNERS }, (_, at) => ({
    legalName: `Centre ${at}`,
    kind: 'organisation' as const,
  }))
  const parties = sql.param(await createParties(ctx, names))
  const stamps = sql`'VG', 'VG'`
  const many = sql`generate_series(1, ${MANY}::int) n cross join lateral (
    select gen_random_uuid() as id, '2024-11-20'::timestamptz + n * interval '2 years' / ${MANY}::int as at, n % ${EACH}::int = 0 as few) made`
  await ctx.db.execute(sql`
    insert into partners (company_id, id, party_id, address, created_by, updated_by)
    select ${company}, case when n = 1 then ${large}::uuid else gen_random_uuid() end, party, 'c' || n || '@example.org', ${stamps}
    from unnest(${parties}::uuid[]) with ordinality as given(party, n)`)
  await ctx.db.execute(sql`
    insert into mailboxes (company_id, id, protocol, host, port, security, "user", sealed_password, created_by, updated_by)
    select ${company}, id, 'imap', 'mail.example.org', 993, 'tls', name, '', ${stamps}
    from (values (${oldMailbox}::uuid, 'old'), (${newId()}::uuid, 'new')) given(id, name)`)
  await ctx.db.execute(sql`
    insert into orders (company_id, id, kind, number, serial, party_id, ordered_on, confirmed_on, closed_on, due_count, created_by, updated_by)
    select ${company}, case when n = ${MANY / 2}::int then ${replied}::uuid else made.id end, 'supplier', 'CF-' || n, n, p.party_id, at::date, at::date,
      case when n % ${EACH}::int > 1 then at::date end, 2, ${stamps}
    from ${many} join partners p on p.company_id = ${company} and p.id = ${large}`)
  await ctx.db.execute(sql`
    insert into messages (company_id, id, purpose, "to", subject, text, message_id, state, sent_at, queued_by)
    select company_id, id, 'exchange.orders', 'c1@example.org', number, '', number, 'sent', now(), 'VG' from orders where company_id = ${company}`)
  await ctx.db.execute(sql`
    insert into sent_orders (company_id, id, order_id, edition, partner_id, message_id, sha256, state, created_at, created_by, updated_by)
    select ${company}, gen_random_uuid(), o.id, 1, ${large}, o.id, '', case when o.closed_on is null then 'sent' else 'accepted' end,
      o.ordered_on, ${stamps}
    from orders o where o.company_id = ${company} and o.serial % ${EACH}::int <> 1`)
  await ctx.db.execute(sql`
    insert into collected_mails (company_id, id, mailbox_id, key, byte_count, collected_at)
    select ${company}, made.id, b.id, n, 1000, made.at from ${many}
    join mailboxes b on b.company_id = ${company} and b."user" = case when n <= ${3 * FEW}::int then 'old' else 'new' end`)
  await ctx.db.execute(sql`
    insert into collected_documents (company_id, id, mail_id, position, kind, partner_id, state, reason, "values", created_at, created_by, updated_by)
    select ${company}, gen_random_uuid(), m.id, 1, case when few then 'reply' when key::int % ${EACH}::int = 1 then 'none' else 'order' end,
      ${large}, case when key::int % ${EACH}::int = 1 then 'quarantined' else 'taken' end,
      case when key::int % ${EACH}::int = 1 then 'exchange.failed' else '' end,
      case when few then jsonb_build_object('messageId', o.id, 'text', 'Bonjour', 'files', '') else '{}' end, m.collected_at, ${stamps}
    from collected_mails m
    join orders o on o.company_id = ${company} and o.number = 'CF-' || m.key, lateral (select m.key::int % ${EACH}::int = 0 as few) made
    where m.company_id = ${company}`)
}
