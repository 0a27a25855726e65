// Seals many entries and verifies them: sealing against a bare insert of the same rows, verification against reading the
// entries and their records with COPY, and how far memory rises. Usage: node --expose-gc bench/journal.ts [entries]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import { to as copyTo } from 'pg-copy-streams'
import { aCompany } from '../src/domain/accounts/factory.ts'
import { type Entry, seal } from '../src/domain/journal/actions.ts'
import { asOwner, closeToday, recordKinds } from '../src/domain/journal/factory.ts'
import { writeArchive } from '../src/domain/journal/formats/archive.ts'
import { verifyJournal } from '../src/domain/journal/queries/verify.ts'
import { newId, openDatabase } from '../src/platform/db/database.ts'
import { openEmbedded } from '../src/platform/db/embedded/embedded.ts'
import { migrateDatabase } from '../src/platform/db/migrate.ts'
import { sealWith } from '../src/platform/mail/seal.ts'
import { anEmptyDatabase } from '../src/platform/testing/own-database.ts'

const entryCount = Number(process.argv[2] ?? 1_000_000)
const STEP = 10_000
const DAYS = 20
const MB = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'facteur-bench-'))

/** What an invoice of two lines seals: about 1 kB. */
const factsOf = (n: number): Entry['facts'] => ({
  number: `FA-2026-${String(n).padStart(8, '0')}`,
  issuedOn: '2026-03-01',
  dueOn: '2026-03-31',
  buyer: {
    name: `Mme Florence Dupont ${n}`,
    lines: '7 rue des Marronniers',
    postcode: '75011',
    town: 'Paris',
    country: 'FR',
  },
  grossCents: 6240,
  netCents: 6112,
  vatCents: 128,
  lines: [1, 2].map(position => ({
    position,
    label: 'Capital Social, abonnement de 12 mois, 6 numéros, du n° 5 au n° 10',
    quantity: 1,
    unitCents: 3120,
    vatRateBps: 210,
    netCents: 3056,
    vatCents: 64,
    grossCents: 3120,
    productId: '019a0000-0000-7000-8000-000000000001',
    recipientId: '019a0000-0000-7000-8000-000000000002',
  })),
  vat: [{ category: 'S', rateBps: 210, netCents: 6112, vatCents: 128 }],
})

async function measured(run: () => Promise<unknown>) {
  global.gc?.()
  const before = process.memoryUsage().rss
  let highest = before
  const watching = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20)
  const began = performance.now()
  await run().finally(() => clearInterval(watching))
  return { seconds: (performance.now() - began) / 1000, extraMb: Math.round((highest - before) / MB) }
}
type Measured = Awaited<ReturnType<typeof measured>>
const shown = (what: string, { seconds, extraMb }: Measured, bare?: Measured) =>
  console.log(
    `${what.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s${bare ? ` (× ${(seconds / bare.seconds).toFixed(2)})` : ''}, ${Math.round(entryCount / seconds).toLocaleString('en')} a second, memory + ${extraMb} MB`,
  )

const server = process.env.DATABASE_URL
  ? { ownerUrl: process.env.DATABASE_URL, stop: async () => {} }
  : await openEmbedded({ dataDir: join(folder, 'data'), mode: 'own' })
const own = await anEmptyDatabase(server.ownerUrl)
await migrateDatabase(own.ownerUrl)
sealWith('0123456789abcdef0123456789abcdef')
const database = openDatabase(own.ownerUrl, 4)
try {
  const home = await aCompany(database)
  const dayOf = (step: number) =>
    `2026-03-${String(1 + Math.floor((step * STEP * DAYS) / entryCount)).padStart(2, '0')}`
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

  /** The records first, then their entries; only the second is measured. */
  const records: string[][] = []
  for (let from = 0; from < entryCount; from += STEP) {
    const rows = Array.from({ length: Math.min(STEP, entryCount - from) }, (_, n) => ({
      id: newId(),
      to: factsOf(from + n),
    }))
    records.push(rows.map(({ id }) => id))
    await home.within(({ db, company }) =>
      db.execute(sql`
        insert into audit_entries (company_id, id, user_id, initials, via, operation, record, record_id, "to")
        select ${company.id}, id, 'bench', 'VG', 'local', 'sealed', 'invoices', id, "to"
        from json_to_recordset(${JSON.stringify(rows)}::json) as row (id uuid, "to" jsonb)`),
    )
  }
  const sealing = await measured(async () => {
    for (const [step, ids] of records.entries()) {
      const on = dayOf(step)
      await home.within(
        async ctx =>
          seal(
            ctx,
            ids.map((recordId, n) => ({
              kind: 'invoice',
              recordId,
              on,
              grossCents: 6240,
              facts: factsOf(step * STEP + n),
            })),
          ),
        { today: on },
      )
    }
  })
  const closing = await measured(() => home.within(closeToday, { today: '2026-03-31' }))
  await asOwner(own.ownerUrl, 'create table bare (like journal_entries including all)')
  const bare = await measured(() =>
    asOwner(own.ownerUrl, 'insert into bare select * from journal_entries order by sequence'),
  )
  await asOwner(own.ownerUrl, 'drop table bare; analyze')
  const reading = await measured(async () => {
    for (const table of ['journal_entries', 'audit_entries'])
      await database.transaction(home.company.id, (_db, client) =>
        pipeline(client.query(copyTo(`copy (select * from ${table}) to stdout`)), nowhere()),
      )
  })
  let found = -1
  const live: number[] = []
  const reached = async (count: number) => {
    if (live.length >= count / (entryCount / 10)) return
    global.gc?.()
    live.push(Math.round(process.memoryUsage().heapUsed / MB))
  }
  const verifying = await measured(async () => {
    const verified = home.within(ctx => verifyJournal(ctx, { kinds: recordKinds, reached }), { today: '2026-03-31' })
    found = (await verified).findingCount
  })
  const archiving = await measured(() =>
    home.within(ctx => writeArchive(ctx, { from: '2026-03-01', to: '2026-03-31' }, nowhere()), { today: '2026-03-31' }),
  )
  console.log(`${entryCount.toLocaleString('en')} entries of ${JSON.stringify(factsOf(1)).length} bytes, ${DAYS} days`)
  shown('bare insert of the same rows', bare)
  shown(`seal, ${STEP.toLocaleString('en')} a transaction`, sealing, bare)
  shown('close', closing)
  shown('COPY of entries and records', reading)
  shown('verify', verifying, reading)
  shown('archive', archiving, reading)
  console.log(`live memory while verifying, MB: ${live.join(' ')}`)
  if (found !== 0) {
    console.log(`${found} findings`)
    process.exitCode = 1
  }
} finally {
  await database.close()
  await own.drop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
