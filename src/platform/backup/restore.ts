import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { MIGRATIONS, migrateDatabase } from '../db/migrate.ts'
import {
  decompressed,
  json,
  MANIFEST,
  MANIFEST_SUM,
  type Manifest,
  partName,
  type Sum,
  sumName,
  sumOfBytes,
} from './archive.ts'
import { type ContentHash, sumsOf, together } from './content-hash.ts'
import { BackupRefused } from './refused.ts'
import { appliedMigrations, checkSchema, knownMigrations, migrateTo } from './schema.ts'
import { foreignKeysOf, loadOrder, quoted, SESSION, tablesOf } from './tables.ts'
import { damaged, type Entry, tarEntries } from './tar.ts'

/**
 * Fills an empty database from a backup, in one transaction: all of it, proved equal row for row to what was saved, or
 * nothing. An older backup is loaded into the schema it had, then brought up to date.
 */
export async function restore(
  ownerUrl: string,
  source: string | Readable,
  { migrationsFolder = MIGRATIONS }: { migrationsFolder?: string } = {},
): Promise<ContentHash> {
  const stream = typeof source === 'string' ? createReadStream(source, { highWaterMark: 1024 * 1024 }) : source
  try {
    return await restoreFrom(ownerUrl, stream, migrationsFolder)
  } finally {
    stream.destroy()
  }
}

async function restoreFrom(ownerUrl: string, stream: Readable, folder: string): Promise<ContentHash> {
  const hash = createHash('sha256')
  const entries = tarEntries(stream, bytes => hash.update(bytes))
  const manifest = await manifestIn(entries)
  checkSchema(manifest.migrations, knownMigrations(folder))
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'facteur restore' })
  client.on('error', () => {}) // a lost connection fails the statement under way
  await client.connect()
  try {
    await client.query(SESSION)
    await refuseUnlessEmpty(client, manifest)
    await migrateTo(ownerUrl, manifest.migrations.length, folder)
    await client.query('begin')
    const sums = await load(client, manifest, entries, () => hash.copy().digest('hex'))
    await prove(client, manifest, sums)
    await client.query('commit')
    await client.query('analyze')
    await migrateDatabase(ownerUrl, folder)
    return together(sums)
  } finally {
    await client.end() // rolls back what was not committed
  }
}

async function manifestIn(entries: Entries): Promise<Manifest> {
  const { value: entry } = await entries.next()
  if (entry?.name !== MANIFEST) throw new BackupRefused('not-a-backup', 'This file is no backup of Facteur')
  const { value: sum } = await entries.next()
  if (sum?.name !== MANIFEST_SUM || !sum.body.equals(sumOfBytes(entry.body))) throw damaged(entry.at, `in ${MANIFEST}`)
  const manifest = JSON.parse(entry.body.toString()) as Manifest
  if (manifest.format !== 1)
    throw new BackupRefused('newer', `This backup has the format ${manifest.format}, which a newer Facteur reads`)
  return manifest
}

async function refuseUnlessEmpty(client: pg.Client, { migrations }: Manifest) {
  for (const { name } of await tablesOf(client)) {
    const { rowCount } = await client.query(`select 1 from public.${quoted(name)} limit 1`)
    if (rowCount)
      throw new BackupRefused(
        'not-empty',
        `The database is not empty: the table ${name} holds rows. Restore into a new one`,
      )
  }
  const applied = await appliedMigrations(client)
  if (applied.length > migrations.length)
    throw new BackupRefused(
      'newer',
      'The database already has the schema of a newer Facteur than the backup. Restore into a new one',
    )
}

type Entries = AsyncGenerator<Entry>

async function load(client: pg.Client, manifest: Manifest, entries: Entries, soFar: () => string): Promise<Sum[]> {
  await refuseOtherColumns(client, manifest)
  // Empty as it is, locking it keeps everybody else out until the end.
  await client.query(`truncate ${manifest.tables.map(({ name }) => `public.${quoted(name)}`).join(', ')}`)
  const late = loadOrder(
    manifest.tables.map(({ name }) => name),
    await foreignKeysOf(client),
  ).late
  for (const { from, name } of late) await alterKey(client, from, name, 'deferrable initially deferred')
  const sums: Sum[] = []
  for (const [at, table] of manifest.tables.entries()) sums.push(await loadTable(client, at, table, entries))
  await expectEnd(entries, soFar)
  await client.query('set constraints all immediate')
  for (const { from, name } of late) await alterKey(client, from, name, 'not deferrable')
  for (const { name, value } of manifest.sequences)
    await client.query('select setval(quote_ident($1)::regclass, $2::bigint)', [name, value])
  return sums
}

const alterKey = (client: pg.Client, table: string, key: string, how: string) =>
  client.query(`alter table public.${quoted(table)} alter constraint ${quoted(key)} ${how}`)

async function refuseOtherColumns(client: pg.Client, { tables }: Manifest) {
  const shape = (list: Manifest['tables']) => JSON.stringify(list.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
  if (shape(await tablesOf(client)) !== shape(tables))
    throw new BackupRefused('other-schema', 'The tables of this backup are not those of its schema')
}

async function loadTable(
  client: pg.Client,
  at: number,
  { name, columns }: Manifest['tables'][number],
  entries: Entries,
): Promise<Sum> {
  const hash = createHash('sha256')
  const into = client.query(copyFrom(`copy public.${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`))
  const loaded = finished(into)
  loaded.catch(() => {}) // awaited below; a part that is refused comes first
  for (let part = 1; ; part++) {
    const { value: entry, done } = await entries.next()
    if (done) throw damaged(0, `it ends before ${sumName(at, name)}`)
    if (entry.name === sumName(at, name)) {
      into.end()
      await loaded
      return expectSum(entry, { table: name, rows: into.rowCount, sha256: hash.digest('hex') })
    }
    if (entry.name !== partName(at, name, part)) throw damaged(entry.at, `where ${partName(at, name, part)} is missing`)
    const rows = await decompressed(entry.body).catch(() => {
      throw damaged(entry.at, `in ${entry.name}`)
    })
    hash.update(rows)
    await written(into, rows, loaded)
  }
}

/** Waits until PostgreSQL takes the rows, or says why it does not. */
function written(into: ReturnType<typeof copyFrom>, rows: Buffer, loaded: Promise<void>): Promise<unknown> {
  return Promise.race([new Promise<void>(taken => into.write(rows, () => taken())), loaded])
}

function expectSum(entry: Entry, found: Sum): Sum {
  if (!entry.body.equals(json(found)))
    throw damaged(entry.at, `the rows of ${found.table} are not those that were saved`)
  return found
}

async function expectEnd(entries: Entries, soFar: () => string) {
  const { value: end, done } = await entries.next()
  if (done || end.name !== 'end.json') throw damaged(end?.at ?? 0, 'where its end is missing')
  if (!end.body.equals(json({ sha256: soFar() }))) throw damaged(end.at, 'its parts are not those that were saved')
  if (!(await entries.next()).done) throw damaged(end.at, 'something follows its end')
}

/** Reads everything back: what the tables hold now is what the backup was made of. */
async function prove(client: pg.Client, { tables }: Manifest, sums: Sum[]) {
  const found = await sumsOf(client, tables)
  const different = found.find((sum, at) => JSON.stringify(sum) !== JSON.stringify(sums[at]))
  if (different)
    throw new BackupRefused(
      'different',
      `The table ${different.table} does not hold what was saved; nothing was restored`,
    )
}
