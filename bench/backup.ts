// Backs up and restores a large database, and compares both with a bare COPY of the same rows to and from a file.
// Usage: node bench/backup.ts [rows]   (DATABASE_URL: a server of your own; else the embedded one)
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { backup } from '../src/platform/backup/backup.ts'
import { contentHash } from '../src/platform/backup/content-hash.ts'
import { restore } from '../src/platform/backup/restore.ts'
import { openEmbedded } from '../src/platform/db/embedded/embedded.ts'
import { migrateDatabase } from '../src/platform/db/migrate.ts'
import { anEmptyDatabase } from '../src/platform/testing/own-database.ts'

const rowCount = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'facteur-bench-'))
const MB = 1024 * 1024

/** Half in the order they were written, half under keys in no order, as computed ids are. */
const FILL = `insert into audit_entries (company_id, id, user_id, initials, via, operation, record, record_id, "from", "to")
  select '00000000-0000-7000-8000-000000000001', case when n % 2 = 0 then md5(n::text) else lpad(to_hex(n), 32, '0') end::uuid,
    'user', 'VG', 'session', 'parties.change', 'parties', md5((n % 1000)::text)::uuid,
    jsonb_build_object('name', 'Dupont ' || n, 'town', 'Lyon'), jsonb_build_object('name', 'Durand ' || n, 'town', md5(n::text))
  from generate_series(1, ${rowCount}) n`

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(text).finally(() => client.end())
}

async function copied(url: string, run: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await run(client).finally(() => client.end())
}

/** Seconds, and how far memory rose above where it stood. */
async function measured(run: () => Promise<unknown>) {
  global.gc?.()
  const before = process.memoryUsage().rss
  let highest = before
  const watching = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20)
  const began = performance.now()
  await run().finally(() => clearInterval(watching))
  return { seconds: (performance.now() - began) / 1000, extraMb: Math.round((highest - before) / MB) }
}

const shown = ({ seconds, extraMb }: { seconds: number; extraMb: number }, bare?: { seconds: number }) =>
  `${seconds.toFixed(2)} s${bare ? ` (× ${(seconds / bare.seconds).toFixed(2)})` : ''}, memory + ${extraMb} MB`

const server = process.env.DATABASE_URL
  ? { ownerUrl: process.env.DATABASE_URL, stop: async () => {} }
  : await openEmbedded({ dataDir: join(folder, 'data'), mode: 'own' })
const source = await anEmptyDatabase(server.ownerUrl)
const bare = await anEmptyDatabase(server.ownerUrl)
const target = await anEmptyDatabase(server.ownerUrl)
try {
  await migrateDatabase(source.ownerUrl)
  await migrateDatabase(bare.ownerUrl)
  await query(source.ownerUrl, FILL)
  await query(source.ownerUrl, 'analyze')
  const raw = join(folder, 'raw.copy')
  const file = join(folder, 'facteur.backup')
  const out = await measured(() =>
    copied(source.ownerUrl, client =>
      pipeline(client.query(copyTo('copy audit_entries to stdout')), createWriteStream(raw)),
    ),
  )
  const saving = await measured(() => backup(source.ownerUrl, file, { version: 'bench' }))
  const into = await measured(() =>
    copied(bare.ownerUrl, client =>
      pipeline(createReadStream(raw), client.query(copyFrom('copy audit_entries from stdin'))),
    ),
  )
  const bringing = await measured(() => restore(target.ownerUrl, file))
  const same = (await contentHash(source.ownerUrl)).sha256 === (await contentHash(target.ownerUrl)).sha256
  console.log(
    `${rowCount.toLocaleString('en')} rows, ${Math.round(statSync(raw).size / MB)} MB as text, ${Math.round(statSync(file).size / MB)} MB as a backup`,
  )
  console.log(`bare COPY out  ${shown(out)}`)
  console.log(`backup         ${shown(saving, out)}`)
  console.log(`bare COPY in   ${shown(into)}`)
  console.log(`restore        ${shown(bringing, into)} (schema, load, proof, analyze)`)
  console.log(`same content   ${same ? 'yes' : 'NO'}`)
  if (!same) process.exitCode = 1
} finally {
  for (const database of [source, bare, target]) await database.drop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
