// Kills Facteur with its embedded PostgreSQL again and again while it records the payments of a batch of direct debits, and
// looks at what each kill left.
import { setTimeout as sleep } from 'node:timers/promises'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { missingOf } from '../../domain/books/queries/missing.ts'
import { createBatch, handOverBatch } from '../../domain/debits/actions/batches.ts'
import { insertNotices } from '../../domain/debits/actions/notices.ts'
import { aMandate, collects } from '../../domain/debits/factory.ts'
import { collectWork } from '../../domain/debits/jobs.ts'
import { debitBatchesOperations } from '../../domain/debits/operations/batches.ts'
import { readyDays } from '../../domain/debits/queries/candidates.ts'
import { bankDaysAfter } from '../../domain/debits/rules/bank-days.ts'
import { issueInvoices } from '../../domain/invoicing/actions.ts'
import { aSeller } from '../../domain/invoicing/factory.ts'
import { verifyJournal } from '../../domain/journal/queries/verify.ts'
import { runWork } from '../../domain/long-work/jobs.ts'
import { aParty } from '../../domain/parties/factory.ts'
import type { Database } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { addDays, day, isoDay } from '../../values/day.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany, localOuter } from '../local.ts'
import { journalSources } from '../sealed-facts.ts'
import { asked, inOwnFolder, killedAtWork, letGo, opened, say } from './kill.ts'
import { SLUG, seedSubscribers } from './subscribers.ts'

/** How many payments were recorded when the kill fell, and what is wrong with it, then and once all were. */
export type Kill = { postgresToo: boolean; afterMs: number; collected: number; faults: string[] }
type Choices = { kills: number; debits: number; tell?: (kill: Kill) => void }

/** As many kills as asked, each on a batch of its own, once its first payments are recorded; the work then goes on to its end. */
export async function killCollecting({ kills, debits, tell = () => {} }: Choices): Promise<Kill[]> {
  sealWith('0123456789abcdef0123456789abcdef')
  return inOwnFolder(async dataDir => {
    await opened(dataDir, async database => {
      await migrateDatabase(database.ownerUrl)
      await seedSubscribers(database, { subscribers: 0, issues: 1 })
      await inCompany(database, SLUG, async ctx => {
        await aSeller(ctx)
        await collects(ctx, { noticeDays: 0, leadDays: 1 })
        await aMandate(ctx, await aParty(ctx))
      })
    })
    const done: Kill[] = []
    let reachMs = debits / 4
    for (let turn = 0; turn < kills; turn++) {
      const workId = await opened(dataDir, database => readyWork(database, debits))
      const postgresToo = turn % 2 === 1
      const afterMs = Math.round(Math.random() * reachMs)
      await killedAtWork(dataDir, import.meta.filename, [workId, String(turn * debits)], { postgresToo, afterMs })
      const kill = await opened(dataDir, database => whatIsLeft(database, { workId, debits, before: turn * debits }))
      reachMs *= kill.collected === debits ? 0.7 : 1.1
      done.push({ postgresToo, afterMs, ...kill })
      tell(done.at(-1)!)
    }
    return done
  })
}

/** A batch that was handed over and whose day has come, and the work asked for that records its payments. */
async function readyWork(database: Database, debits: number): Promise<string> {
  const batchId = await inCompany(database, SLUG, async ctx => {
    const { db, company, today } = ctx
    const { rows } = await db.execute<{ customerId: string; mandateId: string }>(
      sql`select customer_id as "customerId", id as "mandateId" from mandates where company_id = ${company.id}`,
    )
    const { customerId, mandateId } = rows[0]!
    const amounts = { vatRateBps: 2000, netCents: 1000, vatCents: 200, grossCents: 1200 }
    const lines = [{ productId: null, quantity: 1, label: 'Abonnement', amounts }]
    const one = { customerId, issuedOn: today, paymentMethod: 'direct-debit' as const, paymentDays: 0, lines }
    const issued = await issueInvoices(
      ctx,
      Array.from({ length: debits }, () => one),
    )
    const collectOn = isoDay(bankDaysAfter(day(today), 2))
    const told = { mandateId, collectOn, noticedOn: today, channel: 'letter' as const, cents: 1200 }
    await insertNotices(
      ctx,
      issued.map(({ id }) => ({ ...told, invoiceId: id })),
    )
    const [ready] = await readyDays(ctx)
    const batchId = await createBatch(ctx, { collectOn: ready!.collectOn, scheme: 'core' })
    await handOverBatch(ctx, batchId)
    await dayHasCome(ctx, batchId)
    return batchId
  })
  const { workId } = await call(debitBatchesOperations.collect, { id: batchId }, asked(database))
  return workId!
}

/** What is of today, as of yesterday: the day of collection is behind then. */
async function dayHasCome({ db, company, today }: Ctx, batchId: string) {
  const before = isoDay(addDays(day(today), -1))
  await db.execute(
    sql`update debits set collect_on = ${before} where company_id = ${company.id} and batch_id = ${batchId}`,
  )
  await db.execute(
    sql`update debit_batches set collect_on = ${before} where company_id = ${company.id} and id = ${batchId}`,
  )
}

async function work(database: Database, runId: string) {
  const companyId = await inCompany(database, SLUG, async ({ company }) => company.id)
  const signal = new AbortController().signal
  await runWork(localOuter(database, SLUG), [collectWork] as never, { data: { companyId, runId }, signal })
}

type Ready = { workId: string; debits: number; before: number }

async function whatIsLeft(database: Database, { workId, debits, before }: Ready) {
  const cut = await inCompany(database, SLUG, soundness)
  await work(database, workId)
  const whole = await inCompany(database, SLUG, soundness)
  const faults = [...cut.faults.map(fault => `after the kill: ${fault}`), ...whole.faults]
  if (whole.collected !== before + debits) faults.push(`${whole.collected} collected of ${before + debits}`)
  if (whole.waiting > 0) faults.push(`${whole.waiting} batches are not called collected`)
  return { collected: cut.collected - before, faults }
}

/** What is collected, and what is not as it must be then: one payment a debit, what is open, the books and the journal. */
async function soundness(ctx: Ctx) {
  const { db, company } = ctx
  const { rows } = await db.execute<{
    collected: number
    paid: number
    settled: number
    booked: number
    waiting: number
  }>(sql`
    select (select count(*)::int from debits where company_id = ${company.id} and state = 'collected') as collected,
      (select count(*)::int from payments where company_id = ${company.id} and source = 'debit') as paid,
      (select count(*)::int from invoice_states where company_id = ${company.id} and open_cents = 0) as settled,
      (select count(*)::int from book_entries where company_id = ${company.id} and record = 'payments' and line = 1) as booked,
      (select count(*)::int from debit_batches where company_id = ${company.id} and collected_on is null) as waiting`)
  const { collected, paid, settled, booked, waiting } = rows[0]!
  const faults: string[] = []
  const must = (holds: boolean, what: unknown) => holds || faults.push(JSON.stringify(what))
  must(paid === collected && settled === collected && booked === collected, rows[0])
  const unbooked = await missingOf(ctx, { from: '2000-01-01', to: '2999-12-31' })
  must(unbooked.count === 0, unbooked)
  const { findings } = await verifyJournal(ctx, { kinds: journalSources.kinds })
  must(findings.length === 0, findings.slice(0, 3))
  return { collected, waiting, faults }
}

const paidCount = (database: Database) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from payments where company_id = ${company.id} and source = 'debit'`,
    )
    return rows[0]!.count
  })

/** The child: opens Facteur, collects, says so when the first payments are recorded, and waits for its end. */
async function child(workId: string, before: number) {
  const { database } = await openFacteur('own')
  let ended = false
  const all = work(database, workId).finally(() => {
    ended = true
  })
  while (!ended && (await paidCount(database)) === before) await sleep(5)
  say('begun')
  await all
  await letGo()
}

if (import.meta.main) await child(process.argv[2]!, Number(process.argv[3]))
