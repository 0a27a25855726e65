// Kills Facteur while it sends orders by mail or collects them, and looks at what each kill left.
import { setTimeout as sleep } from 'node:timers/promises'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { aProduct } from '../../domain/catalog/factory.ts'
import { collect } from '../../domain/exchange/actions/collect.ts'
import { sendOrders } from '../../domain/exchange/actions/send.ts'
import { pair } from '../../domain/exchange/testing/pair.ts'
import { aMailbox } from '../../domain/exchange/testing/sites.ts'
import { aSeller } from '../../domain/invoicing/factory.ts'
import type { Backstage } from '../../domain/long-work/actions.ts'
import { aMailServer } from '../../domain/messaging/factory.ts'
import { deliverDue } from '../../domain/messaging/jobs.ts'
import { messagingOperations } from '../../domain/messaging/operations.ts'
import { writeOrders } from '../../domain/orders/actions/write.ts'
import { aParty } from '../../domain/parties/factory.ts'
import { type Database, newId } from '../../platform/db/database.ts'
import { placesIn } from '../../platform/db/embedded/places.ts'
import { lockedPid } from '../../platform/db/embedded/processes.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aDovecot } from '../../platform/testing/dovecot.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany, localOuter } from '../local.ts'
import { inOwnFolder, letGo, opened, say, startChild } from './kill.ts'

const SECRET = 'a secret that every test may know'
const [CALVI, CENTRE] = ['calvi', 'centre'] as const
type Slug = typeof CALVI | typeof CENTRE
const BOXES = ['one', 'two'] as const
const ORDERS_A_MAIL = 3
const MAILS_TOGETHER = 3
/** About as long as sending or collecting all of them takes. */
const MOST_MS = 1500

export type ExchangeKill = {
  way: 'send' | 'collect'
  postgresToo: boolean
  afterMs: number
  done: number
  faults: string[]
}
type Servers = { dovecot: Awaited<ReturnType<typeof aDovecot>>; smtp: Awaited<ReturnType<typeof aMailServer>> }

/** Rounds of orders that are sent under one kill and collected under another; what is left goes on, and is counted. */
export async function killExchange({ rounds, orders }: { rounds: number; orders: number }): Promise<ExchangeKill[]> {
  sealWith(SECRET)
  const servers = {
    dovecot: await aDovecot(Object.fromEntries(BOXES.map(user => [user, 'secret']))),
    smtp: await aMailServer(),
  }
  try {
    return await inOwnFolder(async dataDir => {
      await opened(dataDir, database => prepared(database, servers))
      const kills: ExchangeKill[] = []
      for (let round = 0; round < rounds; round++) {
        const postgresToo = round % 2 === 1
        const before = servers.smtp.received.length
        await opened(dataDir, database => inCompany(database, CALVI, ctx => newOrders(ctx, orders)))
        kills.push(await oneKill(dataDir, { way: 'send', postgresToo, look: database => sentSoFar(database, servers) }))
        // Each mail comes twice to both mailboxes, orders and answers alike.
        for (const { raw } of servers.smtp.received.slice(before))
          for (const user of [...BOXES, ...BOXES]) servers.dovecot.deliver(user, raw)
        kills.push(
          await oneKill(dataDir, { way: 'collect', postgresToo, look: database => collectedSoFar(database, servers) }),
        )
      }
      return kills
    })
  } finally {
    await Promise.all([servers.dovecot.stop(), servers.smtp.close()])
  }
}

async function prepared(database: Database, { dovecot, smtp }: Servers) {
  await migrateDatabase(database.ownerUrl)
  for (const slug of [CALVI, CENTRE])
    await database.shared(db =>
      db.execute(sql`insert into companies (id, slug, name) values (${newId()}, ${slug}, ${slug})`),
    )
  const within =
    (slug: Slug) =>
    <T>(act: (ctx: Ctx) => Promise<T>) =>
      inCompany(database, slug, act)
  const partyOf = (slug: Slug, more: object) =>
    inCompany(database, slug, async ctx => {
      await aSeller(ctx)
      await aProduct(ctx, { code: 'CASS-20', kind: 'other', priceBasis: 'net', priceCents: 9000 })
      return aParty(ctx, { kind: 'organisation', legalName: slug === CALVI ? 'STAUBER' : 'Calvi', ...more })
    })
  const supplierId = await partyOf(CALVI, { isSupplier: true })
  const customerId = await partyOf(CENTRE, { isCustomer: true })
  for (const slug of [CALVI, CENTRE])
    await call(
      messagingOperations.mailSettings.update,
      {
        ...{ host: '127.0.0.1', port: smtp.port, security: 'none', user: null, replyTo: null },
        ...{ fromName: slug, fromAddress: `commandes@${slug}.example` },
      },
      { context: localOuter(database, slug) },
    )
  await pair(
    { of: { within: within(CALVI) }, partyId: supplierId, address: 'appros@centre.example' },
    { of: { within: within(CENTRE) }, partyId: customerId, address: 'commandes@calvi.example' },
  )
  for (const user of BOXES)
    for (const protocol of ['imap', 'pop3'] as const)
      await aMailbox({ within: within(CENTRE) }, protocol, dovecot.ports[protocol], user)
}

async function newOrders(ctx: Ctx, count: number) {
  const { rows } = await ctx.db.execute<{ partyId: string; productId: string }>(sql`
    select p.party_id as "partyId", (select id from products where company_id = ${ctx.company.id} and code = 'CASS-20') as "productId"
    from partners p where p.company_id = ${ctx.company.id}`)
  const { partyId, productId } = rows[0]!
  await writeOrders(
    ctx,
    Array.from({ length: count }, (_, at) => ({
      ...{ kind: 'supplier' as const, partyId, priceBasis: 'net' as const },
      lines: [{ productId, quantity: 1 + (at % 7) }],
    })),
  )
}

type Look = (database: Database) => Promise<{ done: number; faults: string[] }>
type Turn = { way: ExchangeKill['way']; postgresToo: boolean; look: Look }

async function oneKill(dataDir: string, { way, postgresToo, look }: Turn): Promise<ExchangeKill> {
  const { child, line, closed } = startChild(dataDir, import.meta.filename, [way])
  await line()
  const server = lockedPid(placesIn(dataDir))
  await line() // some are done
  const afterMs = Math.round(Math.random() * MOST_MS)
  await sleep(afterMs)
  child.kill('SIGKILL')
  if (postgresToo && server) process.kill(server, 'SIGKILL')
  await closed
  return { way, postgresToo, afterMs, ...(await opened(dataDir, look)) }
}

type Counts = Record<string, number>

/** What there is of both companies, in one statement each, so that it cannot fall on both sides of a commit. */
const sentCounts = (database: Database) =>
  inCompany(database, CALVI, async ({ db, company }) => {
    const { rows } = await db.execute<Counts>(sql`
      select (select count(*)::int from orders where company_id = ${company.id}) as orders,
        (select count(*)::int from sent_orders where company_id = ${company.id}) as sent,
        (select count(distinct order_id)::int from sent_orders where company_id = ${company.id}) as once,
        (select count(*)::int from messages where company_id = ${company.id} and purpose = 'exchange.orders') as mails,
        (select count(distinct message_id)::int from sent_orders where company_id = ${company.id}) as "mailsOfThem",
        (select count(*)::int from orders o join order_statuses s on s.company_id = ${company.id} and s.id = o.status_id
          where o.company_id = ${company.id} and s.key = 'waiting') as waiting`)
    return rows[0]!
  })

const receivedCounts = (database: Database) =>
  inCompany(database, CENTRE, async ({ db, company }) => {
    const { rows } = await db.execute<Counts>(sql`
      select (select count(*)::int from orders where company_id = ${company.id}) as orders,
        (select count(distinct their_reference)::int from orders where company_id = ${company.id}) as once,
        (select count(*)::int from received_orders where company_id = ${company.id}) as received,
        (select coalesce(sum(answers), 0)::int from received_orders where company_id = ${company.id}) as answers,
        (select coalesce(sum(jsonb_array_length(attachments)), 0)::int / 2 from messages
          where company_id = ${company.id} and purpose = 'exchange.answer') as "answersMailed",
        (select count(*)::int from collected_documents where company_id = ${company.id} and kind = 'order' and state = 'taken') as taken,
        (select count(*)::int from collected_documents where company_id = ${company.id} and state = 'quarantined') as doubted,
        (select count(*)::int from collected_mails m where m.company_id = ${company.id} and not exists (
          select from collected_documents d where d.company_id = ${company.id} and d.mail_id = m.id)) as halves`)
    return rows[0]!
  })

const isSentWhole = ({ sent, once, mails, mailsOfThem, waiting }: Counts) =>
  sent === once && sent === waiting && mails === mailsOfThem

const isReceivedWhole = ({ orders, once, received, answers, answersMailed, taken, doubted, halves }: Counts) =>
  [once, received, answers, answersMailed, taken].every(count => count === orders) && doubted === 0 && halves === 0

/** What was cut is whole; then all is sent, and nobody got two mails that are not the same one. */
async function sentSoFar(database: Database, { smtp }: Servers) {
  const faults: string[] = []
  const must = (what: string, left: unknown, holds: boolean) => holds || faults.push(`${what} ${JSON.stringify(left)}`)
  const cut = await sentCounts(database)
  must('after the kill', cut, isSentWhole(cut))
  await sendAll(database)
  await deliverAll(database, CALVI)
  const whole = await sentCounts(database)
  must('gone on', whole, isSentWhole(whole) && whole.sent === whole.orders)
  const mails = new Set(smtp.received.map(({ raw }) => messageIdOf(raw)).filter(id => id.endsWith('@calvi.example>')))
  must('mails that arrived', [mails.size, whole.mails], mails.size === whole.mails)
  return { done: cut.sent!, faults }
}

const messageIdOf = (raw: string) => /^message-id:\s*(\S+)/im.exec(raw)![1]!

async function collectedSoFar(database: Database, { dovecot }: Servers) {
  const faults: string[] = []
  const must = (what: string, left: unknown, holds: boolean) => holds || faults.push(`${what} ${JSON.stringify(left)}`)
  const cut = await receivedCounts(database)
  must('after the kill', cut, isReceivedWhole(cut))
  await collectAll(database)
  const whole = await receivedCounts(database)
  const { sent } = await sentCounts(database)
  must('gone on', { ...whole, sent }, isReceivedWhole(whole) && whole.orders === sent)
  const marked = BOXES.flatMap(user => dovecot.files(user)).filter(name => /,[A-Z]*[ST]/.test(name))
  must('marked in the mailbox', marked, marked.length === 0)
  return { done: cut.orders!, faults }
}

/** Sends what was not sent yet, a few orders a mail. */
async function sendAll(database: Database) {
  const ids = await inCompany(database, CALVI, async ({ db, company }) => {
    const { rows } = await db.execute<{ id: string }>(sql`
      select o.id from orders o where o.company_id = ${company.id}
        and not exists (select from sent_orders s where s.company_id = ${company.id} and s.order_id = o.id) order by o.serial`)
    return rows.map(({ id }) => id)
  })
  for (let at = 0; at < ids.length; at += ORDERS_A_MAIL)
    await inCompany(database, CALVI, ctx => sendOrders(ctx, { orderIds: ids.slice(at, at + ORDERS_A_MAIL) }))
}

async function deliver(database: Database, slug: Slug) {
  const companyId = await inCompany(database, slug, async ({ company }) => company.id)
  const { signal } = new AbortController()
  await deliverDue(backstageOf(database, slug), { outboxFolder: '/nowhere' }, { data: { companyId }, signal })
}

/** As when the time has passed after which one that was leaving is known to have been cut. */
async function deliverAll(database: Database, slug: Slug) {
  await inCompany(database, slug, ({ db, company }) =>
    db.execute(sql`
      update messages set claimed_at = claimed_at - interval '1 hour', next_attempt_at = next_attempt_at - interval '1 hour'
      where company_id = ${company.id} and state = 'queued' and claimed_at is not null`),
  )
  await deliver(database, slug)
}

async function collectAll(database: Database) {
  const ids = await inCompany(database, CENTRE, async ({ db, company }) => {
    const { rows } = await db.execute<{ id: string }>(sql`select id from mailboxes where company_id = ${company.id}`)
    return rows.map(({ id }) => id)
  })
  const inTransaction = <T>(act: (ctx: Ctx) => Promise<T>) => inCompany(database, CENTRE, act)
  await Promise.all(ids.map(mailboxId => collect({ mailboxId, inTransaction, together: MAILS_TOGETHER })))
}

const backstageOf = (database: Database, slug: Slug) => localOuter(database, slug) as unknown as Backstage

/** The child: opens Facteur, says so, works, and says when some is done. */
async function child(way: ExchangeKill['way']) {
  sealWith(SECRET)
  const { database } = await openFacteur('own')
  const count = async () =>
    way === 'send' ? (await sentCounts(database)).sent : (await receivedCounts(database)).orders
  const before = await count()
  say('begun')
  const told = async () => {
    while ((await count()) === before) await sleep(10)
    say('some')
  }
  const work = async () => {
    if (way === 'collect') return collectAll(database)
    const sending = sendAll(database)
    let isSending = true
    void sending.then(() => {
      isSending = false
    })
    while (isSending) await deliver(database, CALVI)
    await sending
  }
  await Promise.all([told(), work()])
  await letGo()
}

if (import.meta.main) await child(process.argv[2] as ExchangeKill['way'])
