// Kills Facteur while it sends orders by mail or collects them, and looks at what each kill left.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { collectAlone, collectMailboxWork, startCollection } from '../../domain/exchange/actions/collecting.ts'
import { sendOrders } from '../../domain/exchange/actions/send.ts'
import { collectDue } from '../../domain/exchange/jobs.ts'
import { seeded } from '../../domain/exchange/testing/seeded.ts'
import { runWork } from '../../domain/long-work/jobs.ts'
import { aMailServer } from '../../domain/messaging/factory.ts'
import { deliverDue } from '../../domain/messaging/jobs.ts'
import type { Database } from '../../platform/db/database.ts'
import { placesIn } from '../../platform/db/embedded/places.ts'
import { lockedPid } from '../../platform/db/embedded/processes.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aDovecot } from '../../platform/testing/dovecot.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany, localOuter } from '../local.ts'
import { arrivedFaults, busyLeft, cutFaults, receivedCounts, sentCounts, takenFaults } from './exchange-left.ts'
import { BOXES, CALVI, CENTRE, newOrders, preparedSites, type Servers } from './exchange-sites.ts'
import { inOwnFolder, letGo, opened, say, startChild } from './kill.ts'

const SECRET = 'a secret that every test may know'
const ORDERS_A_MAIL = 3
const MAILS_TOGETHER = 3

/** By a person, a few mails in a transaction, and by the timetable. */
const COLLECTING = ['hand', 'few', 'clock'] as const
const SENDING = ['send', 'send'] as const
type Way = (typeof SENDING)[number] | (typeof COLLECTING)[number]
/** About as long as all of it takes. */
const MOST_MS: Record<Way, number> = { send: 1500, hand: 600, few: 600, clock: 600 }
export const KILLS_A_ROUND = SENDING.length + COLLECTING.length

/** What was done when the kill fell, and how many mailboxes were being collected. */
export type ExchangeKill = {
  way: Way
  postgresToo: boolean
  afterMs: number
  done: number
  busy: number
  faults: string[]
}
type Choices = { rounds: number; orders: number; seed: number; tell?: (kill: ExchangeKill) => void }

/** Rounds of orders that are sent and then collected under kills, one after the other; what is left goes on, and is counted. */
export async function killExchange({ rounds, orders, seed, tell = () => {} }: Choices): Promise<ExchangeKill[]> {
  sealWith(SECRET)
  const servers = {
    dovecot: await aDovecot(Object.fromEntries(BOXES.map(user => [user, 'secret']))),
    smtp: await aMailServer(),
  }
  try {
    return await inOwnFolder(async dataDir => {
      await opened(dataDir, database => preparedSites(database, servers))
      const chance = seeded(seed)
      const kills: ExchangeKill[] = []
      const kill = async (way: Way) => {
        kills.push(await oneKill(dataDir, { way, postgresToo: kills.length % 2 === 1, chance }))
        tell(kills.at(-1)!)
      }
      for (let round = 0; round < rounds; round++) {
        await roundOfKills(dataDir, { servers, orders, kill })
        const left = await opened(dataDir, database => goneOn(database, servers))
        kills.at(-1)!.faults.push(...left)
      }
      return kills
    })
  } finally {
    await Promise.all([servers.dovecot.stop(), servers.smtp.close()])
  }
}

type Round = { servers: Servers; orders: number; kill(way: Way): Promise<void> }

async function roundOfKills(dataDir: string, { servers: { dovecot, smtp }, orders, kill }: Round) {
  const before = smtp.received.length
  for (const way of SENDING) {
    const part = Math.ceil(orders / SENDING.length)
    await opened(dataDir, database => inCompany(database, CALVI, ctx => newOrders(ctx, part)))
    await kill(way)
  }
  await opened(dataDir, async database => {
    await sendAll(database)
    await timePasses(database)
    await deliver(database)
  })
  const shuffling = seeded(before)
  const mails = smtp.received.slice(before).toSorted(() => shuffling() - 0.5)
  const each = Math.ceil(mails.length / COLLECTING.length)
  for (const [nth, way] of COLLECTING.entries()) {
    // Each mail comes twice to both mailboxes.
    for (const { raw } of mails.slice(nth * each, (nth + 1) * each))
      for (const user of [...BOXES, ...BOXES]) dovecot.deliver(user, raw)
    await opened(dataDir, database => timePasses(database, { pause: true }))
    await kill(way)
  }
}

type Turn = { way: Way; postgresToo: boolean; chance(): number }

async function oneKill(dataDir: string, { way, postgresToo, chance }: Turn): Promise<ExchangeKill> {
  const doneBefore = await opened(dataDir, doneOf(way))
  const { child, line, closed } = startChild(dataDir, import.meta.filename, [way])
  await line()
  const server = lockedPid(placesIn(dataDir))
  await line() // it is at work
  const afterMs = Math.round(chance() * MOST_MS[way])
  await sleep(afterMs)
  const faults = child.exitCode === null ? [] : ['ended by itself']
  child.kill('SIGKILL')
  if (postgresToo && server) process.kill(server, 'SIGKILL')
  await closed
  return opened(dataDir, async database => {
    const { busy, faults: ofBusy } = await busyLeft(database)
    faults.push(...(await cutFaults(database)), ...ofBusy)
    return { way, postgresToo, afterMs, done: (await doneOf(way)(database)) - doneBefore, busy, faults }
  })
}

const doneOf = (way: Way) => async (database: Database) =>
  way === 'send' ? (await sentCounts(database)).sent! : (await receivedCounts(database)).orders!

/** All is collected by the timetable, and what a person began ends; what is wrong then. */
async function goneOn(database: Database, { dovecot, smtp }: Servers): Promise<string[]> {
  const standing = () =>
    BOXES.flatMap(user => dovecot.files(user).map(name => name.replace(/^\w+\/|:2,.*$/g, ''))).sort()
  const before = standing()
  await timePasses(database)
  await collectDue(localOuter(database, CENTRE), new AbortController().signal)
  const faults = [...(await arrivedFaults(database, smtp.received)), ...(await takenFaults(database))]
  const unended = await endWork(database)
  faults.push(...unended, ...(await takenFaults(database)), ...(await cutFaults(database)))
  if (standing().join() !== before.join()) faults.push('mails went or came')
  const marked = BOXES.flatMap(user => dovecot.files(user)).filter(name => /,[A-Z]+$/.test(name))
  return [...faults, ...marked.map(name => `${name} is marked`)]
}

/** As when the time has passed after which what was being sent or collected is known to have been cut, or even a whole pause. */
async function timePasses(database: Database, { pause = false } = {}) {
  await inCompany(database, CALVI, ({ db, company }) =>
    db.execute(sql`
      update messages set claimed_at = claimed_at - interval '10 minutes', next_attempt_at = next_attempt_at - interval '10 minutes'
      where company_id = ${company.id} and state = 'queued' and claimed_at is not null`),
  )
  await inCompany(database, CENTRE, ({ db, company }) =>
    db.execute(sql`
      update mailboxes set busy_until = busy_until - interval '30 seconds',
        due_at = due_at - ${pause ? '60 minutes' : '2 minutes'}::interval
      where company_id = ${company.id}`),
  )
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

async function deliver(database: Database) {
  const companyId = await inCompany(database, CALVI, async ({ company }) => company.id)
  const { signal } = new AbortController()
  await deliverDue(localOuter(database, CALVI), { outboxFolder: '/nowhere' }, { data: { companyId }, signal })
}

const mailboxIds = (database: Database) =>
  inCompany(database, CENTRE, async ({ db, company }) => {
    const { rows } = await db.execute<{ id: string }>(sql`select id from mailboxes where company_id = ${company.id}`)
    return rows.map(({ id }) => id)
  })

/** Does what people began and a kill cut, as the queue does; what does not end well. */
async function endWork(database: Database): Promise<string[]> {
  const runs = (where: ReturnType<typeof sql>) =>
    inCompany(database, CENTRE, async ({ db, company }) => {
      const { rows } = await db.execute<{ id: string }>(
        sql`select id from job_runs where company_id = ${company.id} and ${where}`,
      )
      return rows.map(({ id }) => id)
    })
  await doWork(database, await runs(sql`ended_at is null`))
  return (await runs(sql`state <> 'done'`)).map(id => `work ${id} did not end well`)
}

async function doWork(database: Database, runIds: readonly string[]) {
  const companyId = await inCompany(database, CENTRE, async ({ company }) => company.id)
  const { signal } = new AbortController()
  await Promise.all(
    runIds.map(runId =>
      runWork(localOuter(database, CENTRE), [collectMailboxWork] as never, { data: { companyId, runId }, signal }),
    ),
  )
}

const WORK: Record<Way, (database: Database) => Promise<unknown>> = {
  async send(database) {
    let isSending = true
    const sending = sendAll(database).finally(() => {
      isSending = false
    })
    while (isSending) await deliver(database)
    await sending
  },
  async hand(database) {
    const ids = await mailboxIds(database)
    await doWork(
      database,
      await Promise.all(ids.map(id => inCompany(database, CENTRE, ctx => startCollection(ctx, id)))),
    )
  },
  clock: database => collectDue(localOuter(database, CENTRE), new AbortController().signal),
  async few(database) {
    const inTransaction = <T>(act: (ctx: Ctx) => Promise<T>) => inCompany(database, CENTRE, act)
    const ids = await mailboxIds(database)
    await Promise.all(ids.map(mailboxId => collectAlone({ mailboxId, inTransaction, together: MAILS_TOGETHER })))
  },
}

/** Whether something of it was done since there were so many, or, where all is done at once, is being done. */
const isAtWork = async (database: Database, way: Way, before: number) =>
  way === 'send' || way === 'few'
    ? (await doneOf(way)(database)) > before
    : (await busyLeft(database)).busy > 0 || (await doneOf(way)(database)) > before

/** The child: opens Facteur, says so, works, says that it does, and waits for its end. */
async function child(way: Way) {
  sealWith(SECRET)
  const { database } = await openFacteur('own')
  const before = await doneOf(way)(database)
  say('begun')
  let isOver = false
  const work = WORK[way](database).finally(() => {
    isOver = true
  })
  while (!isOver && !(await isAtWork(database, way, before))) await sleep(10)
  say('at work')
  await work
  await letGo()
}

if (import.meta.main) await child(process.argv[2] as Way)
