import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { backup } from '../../platform/backup/backup.ts'
import { restore } from '../../platform/backup/restore.ts'
import { openDatabase } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { companyCtx } from '../../platform/http/guard.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { anEmptyDatabase } from '../../platform/testing/own-database.ts'
import { aCompany } from '../accounts/factory.ts'
import { aSealedRecord, closeToday, recordKinds } from './factory.ts'
import { verifyJournal } from './queries/verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'facteur-journal-'))
const databases: Awaited<ReturnType<typeof anEmptyDatabase>>[] = []
beforeAll(async () => {
  sealWith('0123456789abcdef0123456789abcdef')
  for (let count = 0; count < 2; count++) databases.push(await anEmptyDatabase(inject('ownerUrl')))
})
afterAll(async () => {
  for (const database of databases) await database.drop()
  rmSync(folder, { recursive: true })
})

test('L-1 a journal brought back from a backup is whole, and goes on where it stood', async () => {
  const [from, to] = databases.map(({ ownerUrl }) => ownerUrl) as [string, string]
  await migrateDatabase(from)
  const before = openDatabase(from, 2)
  const home = await aCompany(before)
  await home.within(ctx => aSealedRecord(ctx, { number: 'FA-1', cents: 1200 }), { today: '2026-03-31' })
  await home.within(closeToday, { today: '2026-04-01' })
  await before.close()
  await backup(from, join(folder, 'backup'), { version: '1' })
  await restore(to, join(folder, 'backup'))

  const after = openDatabase(to, 2)
  const again = { ...home.outer(), database: after }
  const within = <T>(today: string, work: (ctx: Parameters<typeof closeToday>[0]) => Promise<T>) =>
    after.transaction(home.company.id, async db => {
      const ctx = companyCtx(
        { ...again, today: () => today },
        { db, ...home, actor: { ...home.user, via: 'local' }, rights: new Set() },
      )
      const result = await work(ctx)
      await ctx.end(async () => {})
      return result
    })
  await within('2026-04-01', ctx => aSealedRecord(ctx, { number: 'FA-2', cents: 1200 }))
  expect(await within('2026-04-02', closeToday)).toBe(1)
  const verified = await within('2026-04-02', ctx => verifyJournal(ctx, { kinds: recordKinds }))
  expect(verified).toMatchObject({ entryCount: 3, closingCount: 3, findings: [] })
  expect(verified.keys).toHaveLength(1)
  await after.close()
})
