import { execFile } from 'node:child_process'
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { aSealedRecord, closeToday, recordKinds, recordPapers } from './factory.ts'
import { type Papers, writeArchive } from './formats/archive.ts'
import { verifyJournal } from './queries/verify.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'facteur-journal-'))

describe('an archive of the journal', () => {
  let database: Database
  let home: Awaited<ReturnType<typeof aCompany>>
  let archives = 0
  const on = <T>(today: string, work: Parameters<typeof home.within<T>>[0]) => home.within(work, { today })

  beforeAll(async () => {
    database = openDatabase(inject('ownerUrl'), 4)
    sealWith('0123456789abcdef0123456789abcdef')
    home = await aCompany(database)
    for (const [today, number, cents] of [
      ['2026-03-30', 'FA-1', 1200],
      ['2026-03-31', 'FA-2', 2400],
      ['2026-04-01', 'FA-3', -600],
      ['2026-04-01', 'FA-4', 600],
    ] as const)
      await on(today, ctx => aSealedRecord(ctx, { number, cents }))
    await on('2026-04-03', closeToday)
  })
  afterAll(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  /** Takes an archive out into a folder, as anyone would. */
  const taken = async (from: string, to: string, papers?: Papers) => {
    const place = mkdtempSync(join(folder, `${archives++}-`))
    const file = join(place, 'archive.tar')
    const out = createWriteStream(file)
    await on('2026-04-04', ctx => writeArchive(ctx, { from, to }, out, papers))
    await new Promise(closed => out.end(closed))
    await run('tar', ['xf', file], { cwd: place })
    return place
  }
  const checked = (place: string) =>
    run(process.execPath, ['check.mjs'], { cwd: place }).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    )
  const faults = async (place: string) => (await checked(place)).split('\n').filter(line => line.startsWith('FAULT'))
  const change = (place: string, name: string, from: string, to: string) => {
    const before = readFileSync(join(place, name), 'utf8')
    expect(before).toContain(from)
    writeFileSync(join(place, name), before.replace(from, to))
  }

  test('L-1 is checked without Facteur, from the first day or from any other, by plain Node', async () => {
    expect(await checked(await taken('2026-01-01', '2026-12-31'))).toMatch(/OK: nothing was changed/)
    expect(await checked(await taken('2026-03-31', '2026-04-01'))).toMatch(/entries 2 to 4.*OK: nothing was changed/s)
  })

  test('L-1 holds the papers of its documents when they are asked, each in the signed list of files', async () => {
    const place = await taken('2026-03-31', '2026-04-01', recordPapers)
    expect(readdirSync(join(place, 'papers')).sort()).toEqual(['FA-2.pdf', 'FA-3.pdf', 'FA-4.pdf'])
    expect(await checked(place)).toMatch(/OK: nothing was changed/)
    change(place, 'papers/FA-3.pdf', 'FA-3', 'FA-9')
    expect(await faults(place)).toEqual([expect.stringContaining('papers/FA-3.pdf: not the file that was archived')])
  })

  test('L-1 its signatures are checked with openssl alone, as its LISEZMOI says', async () => {
    const place = await taken('2026-01-01', '2026-12-31')
    expect(readFileSync(join(place, 'LISEZMOI.txt'), 'utf8')).toContain('openssl pkeyutl -verify -pubin -inkey keys/')
    const { keyId } = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8'))
    for (const name of [
      'manifest',
      'closings/day-2026-03-30',
      'closings/month-2026-03-01',
      'closings/year-2026-01-01',
    ]) {
      const given = ['-inkey', `keys/${keyId}.pem`, '-rawin', '-in', `${name}.json`, '-sigfile', `${name}.sig`]
      const asked = run('openssl', ['pkeyutl', '-verify', '-pubin', ...given], { cwd: place })
      if (name === 'closings/year-2026-01-01')
        await expect(asked).rejects.toThrow() // not ended: none
      else expect((await asked).stdout).toContain('Verified Successfully')
    }
  })

  test('L-1 with one cent changed in an entry is found, even when the list of files was written anew', async () => {
    const place = await taken('2026-01-01', '2026-12-31')
    change(place, 'entries/000001.jsonl', '"grossCents":2400', '"grossCents":2300')
    const told = await faults(place)
    expect(told).toContainEqual(expect.stringContaining('entry 2 (invoice FA-2): what it says does not give its hash'))
    expect(told).toContainEqual(expect.stringContaining('entries/000001.jsonl: not the file that was archived'))
    expect(told).toContainEqual(expect.stringContaining('closings/day-2026-03-31.json: its totals'))
  })

  test('L-1 with a changed closing, a missing entry, another key or a missing file is found', async () => {
    const closing = await taken('2026-01-01', '2026-12-31')
    change(closing, 'closings/day-2026-03-31.json', '"grossCents":2400', '"grossCents":2300')
    expect(await faults(closing)).toContainEqual(expect.stringContaining('day-2026-03-31.json: its signature is wrong'))

    const entry = await taken('2026-01-01', '2026-12-31')
    const lines = readFileSync(join(entry, 'entries/000001.jsonl'), 'utf8').split('\n')
    writeFileSync(join(entry, 'entries/000001.jsonl'), lines.toSpliced(1, 1).join('\n'))
    expect(await faults(entry)).toContainEqual(expect.stringContaining('entry 3: 2 was to come'))

    const key = await taken('2026-01-01', '2026-12-31')
    const other = await taken('2026-01-01', '2026-12-31')
    const [name] = readdirSync(join(key, 'keys'))
    const { publicKey } = await import('node:crypto').then(({ generateKeyPairSync }) => generateKeyPairSync('ed25519'))
    writeFileSync(join(key, 'keys', name!), publicKey.export({ format: 'pem', type: 'spki' }))
    expect(await faults(key)).toContainEqual(expect.stringContaining('its file holds the key'))

    rmSync(join(other, 'LISEZMOI.txt'))
    expect(await faults(other)).toEqual(['FAULT  LISEZMOI.txt: missing'])
  })

  test('L-1 that it was made is sealed, and days without entries are refused', async () => {
    await taken('2026-04-01', '2026-04-01')
    const verified = await on('2026-04-04', ctx => verifyJournal(ctx, { kinds: recordKinds }))
    expect(verified.findings).toEqual([])
    expect(verified.entryCount).toBeGreaterThan(5)
    await expect(taken('2020-01-01', '2020-01-31')).rejects.toMatchObject({ code: 'journal.nothingToArchive' })
  })
})
