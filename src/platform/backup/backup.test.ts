import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aCompany } from '../../domain/accounts/factory.ts'
import { openDatabase } from '../db/database.ts'
import { MIGRATIONS, migrateDatabase } from '../db/migrate.ts'
import { anEmptyDatabase } from '../testing/own-database.ts'
import { backup } from './backup.ts'
import { contentHash } from './content-hash.ts'
import { restore } from './restore.ts'
import { checkSchema } from './schema.ts'
import { foreignKeysOf, loadOrder, tablesOf } from './tables.ts'
import { tarEntries, tarHeader } from './tar.ts'

const ENTRIES = 12_000
const folder = mkdtempSync(join(tmpdir(), 'facteur-backup-'))
const file = join(folder, 'facteur.backup')
const version = { version: '0.1.0' }

describe('a backup', () => {
  let source: Awaited<ReturnType<typeof anEmptyDatabase>>
  const targets: Awaited<ReturnType<typeof anEmptyDatabase>>[] = []
  let archive: Buffer

  beforeAll(async () => {
    source = await anEmptyDatabase(inject('ownerUrl'))
    await migrateDatabase(source.ownerUrl)
    await fill(source.ownerUrl)
    await backup(source.ownerUrl, file, version)
    archive = readFileSync(file)
  })
  afterAll(async () => {
    for (const target of [source, ...targets]) await target.drop()
    rmSync(folder, { recursive: true })
  })

  const empty = async () => {
    const target = await anEmptyDatabase(inject('ownerUrl'))
    targets.push(target)
    return target.ownerUrl
  }

  test('restored into an empty database holds the same rows, byte for byte, and can be used at once', async () => {
    const saved = await contentHash(source.ownerUrl)
    const target = await empty()
    expect(await restore(target, file)).toEqual(saved)
    expect(await contentHash(target)).toEqual(saved)
    expect(saved.tables.find(({ table }) => table === 'audit_entries')?.rows).toBe(ENTRIES + 4)
    const database = openDatabase(target, 2)
    await aCompany(database)
    await database.close()
  })

  test('taken again holds the same data parts', async () => {
    const again = join(folder, 'again.backup')
    await backup(source.ownerUrl, again, version)
    const parts = async (bytes: Buffer) => {
      const found = []
      for await (const { name, body } of tarEntries(Readable.from([bytes]), () => {}))
        if (name.startsWith('data/')) found.push({ name, body })
      return found
    }
    expect(await parts(readFileSync(again))).toEqual(await parts(archive))
  })

  test('is one moment: what is written meanwhile is in it whole, or not at all', async () => {
    const out = new PassThrough({ highWaterMark: 1 })
    const taken = backup(source.ownerUrl, out, version)
    await new Promise(begun => out.once('readable', begun))
    await query(source.ownerUrl, `update companies set name = name || ' & fils'`)
    const bytes = await Promise.all([buffer(out), taken.then(() => out.end())]).then(([read]) => read)
    const target = await empty()
    const saved = await taken
    expect(await restore(target, Readable.from([bytes]))).toEqual(saved)
    await query(source.ownerUrl, `update companies set name = replace(name, ' & fils', '')`)
  })

  test('appears under its name only when it is whole, readable by its owner alone', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await expect(backup('postgres://nobody@127.0.0.1:1/none', join(folder, 'never'), version)).rejects.toThrow()
    await expect(backup(source.ownerUrl, join(folder, 'no/such/folder'), version)).rejects.toThrow(/ENOENT/)
    expect(readdirSync(folder).filter(name => /never|unfinished/.test(name))).toEqual([])
  })

  test('with one byte changed anywhere is refused, with the place, and restores nothing', async () => {
    const target = await empty()
    const places = [
      0,
      130,
      300,
      ...Array.from({ length: 40 }, (_, n) => 512 + n * 37), // all over the manifest
      ...Array.from({ length: 9 }, (_, n) => Math.floor(((n + 1) * archive.length) / 10)),
    ]
    for (const place of [...places, archive.length - 1]) {
      const spoilt = Buffer.from(archive)
      spoilt[place]! ^= 0x01
      await expect(restore(target, Readable.from([spoilt])), `byte ${place}`).rejects.toThrow(
        /damaged at byte \d+|no backup/,
      )
    }
    expect(await rowsIn(target)).toBe(0)
    await restore(target, file)
  })

  test('cut short anywhere is refused', async () => {
    const target = await empty()
    for (const share of [0, 0.0001, 0.3, 0.7, 0.999]) {
      const cut = archive.subarray(0, Math.floor(archive.length * share))
      await expect(restore(target, Readable.from([cut])), `at ${share}`).rejects.toThrow(/cut short|no backup/)
    }
    await expect(restore(target, Readable.from([archive.subarray(0, -1)]))).rejects.toThrow(/cut short/)
    await expect(restore(target, Readable.from([archive, Buffer.from('x')]))).rejects.toThrow(/damaged/)
    expect(await rowsIn(target)).toBe(0)
  })

  test('is not restored over anything', async () => {
    const target = await empty()
    await restore(target, file)
    const before = await contentHash(target)
    await expect(restore(target, file)).rejects.toMatchObject({ reason: 'not-empty' })
    expect(await contentHash(target)).toEqual(before)
  })

  test('of an older version is loaded into the schema it had, then brought up to date; of a newer one, refused', async () => {
    const newer = join(folder, 'migrations')
    cpSync(MIGRATIONS, newer, { recursive: true })
    const journalFile = join(newer, 'meta/_journal.json')
    const journal = JSON.parse(readFileSync(journalFile, 'utf8'))
    const last = journal.entries.at(-1)
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag: '9999_shout' })
    writeFileSync(journalFile, JSON.stringify(journal))
    writeFileSync(join(newer, '9999_shout.sql'), 'update companies set name = upper(name)')
    const target = await empty()
    await restore(target, file, { migrationsFolder: newer })
    const { rows } = await query(target, 'select name from companies order by name desc limit 1')
    expect(rows[0].name).toBe('ŒUVRES & CIE\t"ÉTÉ"\\N')
    const fromNewer = join(folder, 'newer.backup')
    await backup(target, fromNewer, version)
    await expect(restore(await empty(), fromNewer)).rejects.toMatchObject({ reason: 'newer' })
  })

  test('a file that is something else is refused as such', async () => {
    const other = join(folder, 'other')
    writeFileSync(other, 'name;amount\n'.repeat(1000))
    await expect(restore(await empty(), other)).rejects.toMatchObject({ reason: 'not-a-backup' })
  })

  test('memory stays flat: what is read waits for what is written', async () => {
    const slow = new PassThrough({ highWaterMark: 1 })
    const taking = backup(source.ownerUrl, slow, version)
    await new Promise(waited => setTimeout(waited, 300))
    expect(slow.writableLength).toBeLessThan(1024 * 1024)
    slow.resume()
    await taking
  })
})

describe('the schema of a backup', () => {
  const known = [
    { hash: 'a', at: 1 },
    { hash: 'b', at: 2 },
  ]
  test('may be that of this version, or an older one', () => {
    expect(() => checkSchema(known, known)).not.toThrow()
    expect(() => checkSchema(known.slice(0, 1), known)).not.toThrow()
  })
  test('of a newer version, or of another history, is refused', () => {
    expect(() => checkSchema([...known, { hash: 'c', at: 3 }], known)).toThrow(/newer Facteur/)
    expect(() => checkSchema([{ hash: 'x', at: 1 }], known)).toThrow(/part at step 1/)
    expect(() => checkSchema([], known)).toThrow(/not one this version/)
  })
})

describe('the order of loading', () => {
  const key = (from: string, to: string) => ({ name: `${from}_${to}`, from, to })

  test('puts parents before children', () => {
    const { order, late } = loadOrder(['c', 'a', 'b'], [key('a', 'b'), key('b', 'c'), key('a', 'a')])
    expect(order).toEqual(['c', 'b', 'a'])
    expect(late).toEqual([])
  })
  test('names the keys of a circle, so that they wait for the end', () => {
    const { order, late } = loadOrder(['a', 'b', 'c'], [key('a', 'b'), key('b', 'a'), key('c', 'a')])
    expect(order).toEqual(['a', 'b', 'c'])
    expect(late).toEqual([key('a', 'b')])
  })
  test('holds for every table and key of Facteur', async () => {
    const client = new pg.Client({ connectionString: inject('ownerUrl') })
    await client.connect()
    const names = (await tablesOf(client)).map(({ name }) => name)
    const keys = await foreignKeysOf(client)
    await client.end()
    expect(names.length).toBeGreaterThan(20)
    expect(loadOrder(names, keys).late).toEqual([])
    for (const { from, to } of keys) if (from !== to) expect(names.indexOf(to)).toBeLessThan(names.indexOf(from))
  })
})

test('an archive is an ordinary tar file', () => {
  const header = tarHeader('manifest.json', 1234, 1_700_000_000)
  expect(header.toString('latin1', 257, 265)).toBe('ustar\x0000')
  expect(Number.parseInt(header.toString('latin1', 124, 135), 8)).toBe(1234)
})

async function fill(ownerUrl: string) {
  const database = openDatabase(ownerUrl, 2)
  const { company } = await aCompany(database, { name: 'Œuvres & Cie\t"été"\\N' })
  await aCompany(database)
  await database.close()
  await query(
    ownerUrl,
    `insert into audit_entries (company_id, id, user_id, initials, via, operation, record, record_id, "from", "to")
     select '${company.id}', md5(n::text)::uuid, 'u', 'VG', 'session', 'op', 'things', gen_random_uuid(), null,
       jsonb_build_object('n', n, 'text', repeat(md5(n::text), 12)) from generate_series(1, ${ENTRIES}) n`,
  )
  for (const text of ['', '\\N', '\\.', 'tab\there\nand there'])
    await query(
      ownerUrl,
      `insert into audit_entries (company_id, id, user_id, initials, via, operation, record, record_id)
       values ('${company.id}', gen_random_uuid(), 'u', 'VG', 'session', $1, '', gen_random_uuid())`,
      [text],
    )
}

async function query(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(text, values).finally(() => client.end())
}

async function rowsIn(url: string): Promise<number> {
  return (await contentHash(url)).tables.reduce((sum, { rows }) => sum + rows, 0)
}
