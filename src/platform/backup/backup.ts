import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import {
  compressed,
  json,
  MANIFEST,
  MANIFEST_SUM,
  type Manifest,
  PART_BYTES,
  partName,
  type Sum,
  sumName,
  sumOfBytes,
} from './archive.ts'
import { type ContentHash, together } from './content-hash.ts'
import { appliedMigrations } from './schema.ts'
import { SESSION, selectOf, sequencesOf, type Table, tablesOf } from './tables.ts'
import { TAR_END, tarHeader, tarPadding } from './tar.ts'

/**
 * Writes everything the database holds into one archive, as it was at one moment, while people go on working. The job
 * queue is left out. Into a file, it appears under its name only once it is complete and on the disk.
 */
export async function backup(
  ownerUrl: string,
  target: string | Writable,
  { version }: { version: string },
): Promise<ContentHash> {
  if (target instanceof Writable) return writeBackup(ownerUrl, target, version)
  const unfinished = `${target}.unfinished`
  try {
    const out = createWriteStream(unfinished, { mode: 0o600 })
    await once(out, 'open')
    const content = await writeBackup(ownerUrl, out, version)
    out.end()
    await finished(out)
    await sync(unfinished)
    await rename(unfinished, target)
    return content
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function sync(file: string) {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}

async function writeBackup(ownerUrl: string, out: Writable, version: string): Promise<ContentHash> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'facteur backup' })
  client.on('error', () => {}) // a lost connection fails the statement under way
  await client.connect()
  try {
    await client.query(SESSION)
    await client.query('begin isolation level repeatable read read only')
    const manifest = await describe(client, version)
    const archive = new ArchiveWriter(out, manifest.writtenAt)
    await archive.add(MANIFEST, json(manifest))
    await archive.add(MANIFEST_SUM, sumOfBytes(json(manifest)))
    const sums: Sum[] = []
    for (const [at, table] of manifest.tables.entries()) {
      const sum = await copyTable(client, table, (part, rows) => archive.add(partName(at, table.name, part), rows))
      await archive.add(sumName(at, table.name), json(sum))
      sums.push(sum)
    }
    await archive.end()
    return together(sums)
  } finally {
    await client.end()
  }
}

async function describe(client: pg.Client, version: string): Promise<Manifest> {
  const { rows } = await client.query('show server_version')
  return {
    format: 1,
    facteur: version,
    writtenAt: new Date().toISOString(),
    postgres: rows[0].server_version,
    migrations: await appliedMigrations(client),
    tables: await tablesOf(client),
    sequences: await sequencesOf(client),
  }
}

/** Reads one part while the one before is compressed and written: memory holds two, whatever the table. */
async function copyTable(
  client: pg.Client,
  table: Table,
  add: (part: number, rows: Buffer) => Promise<void>,
): Promise<Sum> {
  const hash = createHash('sha256')
  const rows = client.query(copyTo(`copy (${await selectOf(client, table)}) to stdout`))
  let part = 0
  let writing = Promise.resolve()
  let held: Buffer[] = []
  let heldBytes = 0
  const flush = async (byteCount: number) => {
    const all = Buffer.concat(held)
    held = [all.subarray(byteCount)]
    heldBytes -= byteCount
    await writing
    const number = ++part
    writing = compressed(all.subarray(0, byteCount)).then(bytes => add(number, bytes))
    writing.catch(() => {}) // awaited, and thrown, at the next part
  }
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    hash.update(chunk)
    held.push(chunk)
    heldBytes += chunk.length
    while (heldBytes >= PART_BYTES) await flush(PART_BYTES)
  }
  if (heldBytes > 0) await flush(heldBytes)
  await writing
  return { table: table.name, rows: rows.rowCount, sha256: hash.digest('hex') }
}

class ArchiveWriter {
  readonly #out: Writable
  readonly #mtimeSeconds: number
  readonly #hash = createHash('sha256')
  #failed: Error | undefined
  constructor(out: Writable, writtenAt: string) {
    this.#out = out
    this.#mtimeSeconds = Math.floor(Date.parse(writtenAt) / 1000)
    out.on('error', error => {
      this.#failed = error
    })
  }

  async add(name: string, body: Buffer) {
    for (const bytes of [tarHeader(name, body.length, this.#mtimeSeconds), body, tarPadding(body.length)]) {
      this.#hash.update(bytes)
      await this.#write(bytes)
    }
  }

  async end() {
    await this.add('end.json', json({ sha256: this.#hash.copy().digest('hex') }))
    await this.#write(TAR_END)
  }

  /** Waits for what takes the bytes: a slow disk slows the reading, and fills no memory. */
  #write(bytes: Buffer): Promise<void> {
    return new Promise((written, refused) => {
      if (this.#failed) return refused(this.#failed)
      this.#out.write(bytes, error => (error ? refused(error) : written()))
    })
  }
}
