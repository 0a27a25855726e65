// Kills Facteur with its embedded PostgreSQL again and again while it issues many drafts, or the invoices of many contracts,
// and looks at what each kill left.
import { setTimeout as sleep } from 'node:timers/promises'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { missingOf } from '../../domain/books/queries/missing.ts'
import { planContracts } from '../../domain/contracts/actions/plan.ts'
import { invoiceTermsWork } from '../../domain/contracts/actions/work.ts'
import { manyContracts } from '../../domain/contracts/factory.ts'
import { contractTermsOperations } from '../../domain/contracts/operations/terms.ts'
import { priceDocuments } from '../../domain/invoicing/actions/price.ts'
import { writeDocuments } from '../../domain/invoicing/actions/write.ts'
import { aSeller } from '../../domain/invoicing/factory.ts'
import { issueWork } from '../../domain/invoicing/jobs.ts'
import { invoicingOperations } from '../../domain/invoicing/operations.ts'
import { seriesGaps } from '../../domain/invoicing/queries/gaps.ts'
import { verifyJournal } from '../../domain/journal/queries/verify.ts'
import { runWork } from '../../domain/long-work/jobs.ts'
import { aParty } from '../../domain/parties/factory.ts'
import type { Database } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany, localOuter } from '../local.ts'
import { journalSources } from '../sealed-facts.ts'
import { say as inWords } from '../texts.ts'
import { asked, inOwnFolder, killedAtWork, letGo, opened, say } from './kill.ts'
import { SLUG, seedSubscribers } from './subscribers.ts'

/** What had become of the drafts when the kill fell, and what is wrong with it, then and once they were all issued. */
export type Kill = { postgresToo: boolean; afterMs: number; issued: number; faults: string[] }
type Choices = { kills: number; drafts: number; of?: 'drafts' | 'contracts'; tell?: (kill: Kill) => void }

/** As many kills as asked, each on drafts of its own, once the first of them are issued; the work then goes on to its end. */
export async function killIssuing({ kills, drafts, of = 'drafts', tell = () => {} }: Choices): Promise<Kill[]> {
  return inOwnFolder(async dataDir => {
    await opened(dataDir, async database => {
      await migrateDatabase(database.ownerUrl)
      await seedSubscribers(database, { subscribers: 0, issues: 1 })
      await inCompany(database, SLUG, async ctx => {
        await aSeller(ctx)
        await aParty(ctx)
      })
    })
    const done: Kill[] = []
    let reachMs = drafts / 4
    for (let turn = 0; turn < kills; turn++) {
      const ready = of === 'drafts' ? readyWork : readyContracts
      const workId = await opened(dataDir, database => ready(database, drafts))
      const postgresToo = turn % 2 === 1
      const afterMs = Math.round(Math.random() * reachMs)
      await killedAtWork(dataDir, import.meta.filename, [workId, String(turn * drafts)], { postgresToo, afterMs })
      const kill = await opened(dataDir, database => whatIsLeft(database, { workId, drafts, before: turn * drafts }))
      reachMs *= kill.issued === drafts ? 0.7 : 1.1
      done.push({ postgresToo, afterMs, ...kill })
      tell(done.at(-1)!)
    }
    return done
  })
}

/** Drafts that each sell a subscription, and the work asked for that issues them. */
async function readyWork(database: Database, drafts: number): Promise<string> {
  await inCompany(database, SLUG, async ctx => {
    const { rows } = await ctx.db.execute<{ customerId: string; productId: string }>(sql`
      select (select id from parties where company_id = ${ctx.company.id} limit 1) as "customerId",
        (select id from products where company_id = ${ctx.company.id} limit 1) as "productId"`)
    const { customerId, productId } = rows[0]!
    const one = { kind: 'invoice' as const, customerId, lines: [{ productId, quantity: 1, startsOn: ctx.today }] }
    await writeDocuments(
      ctx,
      await priceDocuments(
        ctx,
        Array.from({ length: drafts }, () => one),
      ),
    )
  })
  const { workId } = await call(invoicingOperations.issueMany, { matching: {} }, asked(database))
  return workId!
}

/** Contracts that each sell a subscription from today on, and the work asked for that invoices them. */
async function readyContracts(database: Database, count: number): Promise<string> {
  await inCompany(database, SLUG, async ctx => {
    const { rows } = await ctx.db.execute<{ customerId: string; productId: string }>(sql`
      select (select id from parties where company_id = ${ctx.company.id} limit 1) as "customerId",
        (select id from products where company_id = ${ctx.company.id} limit 1) as "productId"`)
    const { customerId, productId } = rows[0]!
    const days = { startsOn: ctx.today, endsOn: ctx.today }
    const ids = await manyContracts(ctx, { count, customerIds: [customerId], ...days, line: { productId } })
    await planContracts(ctx, ids)
  })
  const asking = { matching: { state: 'to-invoice' as const }, into: 'issued' as const }
  const { workId } = await call(contractTermsOperations(inWords).invoiceMany, asking, asked(database))
  return workId!
}

async function work(database: Database, runId: string) {
  const companyId = await inCompany(database, SLUG, async ({ company }) => company.id)
  const signal = new AbortController().signal
  await runWork(localOuter(database, SLUG), [issueWork, invoiceTermsWork] as never, {
    data: { companyId, runId },
    signal,
  })
}

type Ready = { workId: string; drafts: number; before: number }

async function whatIsLeft(database: Database, { workId, drafts, before }: Ready) {
  const cut = await inCompany(database, SLUG, soundness)
  await work(database, workId)
  const whole = await inCompany(database, SLUG, soundness)
  const faults = [...cut.faults.map(fault => `after the kill: ${fault}`), ...whole.faults]
  if (whole.issued !== before + drafts) faults.push(`${whole.issued} issued of ${before + drafts}`)
  return { issued: cut.issued - before, faults }
}

/** What is issued, and what is not as it must be then: its numbers, its entries in the journal and the books, its purchases. */
async function soundness(ctx: Ctx) {
  const { db, company } = ctx
  const { rows } = await db.execute<{
    issued: number
    sealed: number
    booked: number
    sold: number
    uneven: number
  }>(sql`
    select (select count(*)::int from invoices where company_id = ${company.id} and issued_on is not null) as issued,
      (select count(*)::int from journal_entries where company_id = ${company.id} and kind = 'invoice') as sealed,
      (select count(*)::int from purchases where company_id = ${company.id} and invoice_line_id is not null) as sold,
      (select count(*)::int from book_entries where company_id = ${company.id} and record = 'invoices' and line = 1) as booked,
      (select count(*)::int from (select from book_entries where company_id = ${company.id}
        group by year, number having sum(debit_cents) <> sum(credit_cents)) uneven) as uneven`)
  const { rows: terms } = await db.execute<{ faulty: number }>(sql`
    select count(*)::int as faulty from (
      select from invoices i left join contract_terms t on t.company_id = i.company_id and t.invoice_id = i.id
      where i.company_id = ${company.id} and i.source = 'contract' group by i.id having count(t.id) <> 1) faulty`)
  const { issued, sealed, booked, sold, uneven } = rows[0]!
  const faults: string[] = []
  const must = (holds: boolean, what: unknown) => holds || faults.push(JSON.stringify(what))
  must(terms[0]!.faulty === 0, terms[0])
  must(sealed === issued && booked === issued && sold === issued && uneven === 0, rows[0])
  for (const { missing, outOfOrder, count, last } of await seriesGaps(ctx))
    must(missing.length === 0 && outOfOrder.length === 0 && count === last && count === issued, { missing, outOfOrder })
  const unbooked = await missingOf(ctx, { from: '2000-01-01', to: '2999-12-31' })
  must(unbooked.count === 0, unbooked)
  const { findings } = await verifyJournal(ctx, { kinds: journalSources.kinds })
  must(findings.length === 0, findings.slice(0, 3))
  return { issued, faults }
}

const issuedCount = (database: Database) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from invoices where company_id = ${company.id} and issued_on is not null`,
    )
    return rows[0]!.count
  })

/** The child: opens Facteur, issues, says so when the first are issued, and waits for its end. */
async function child(workId: string, before: number) {
  const { database } = await openFacteur('own')
  let ended = false
  const all = work(database, workId).finally(() => {
    ended = true
  })
  while (!ended && (await issuedCount(database)) === before) await sleep(5)
  say('begun')
  await all
  await letGo()
}

if (import.meta.main) await child(process.argv[2]!, Number(process.argv[3]))
