import { verify } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { startWork } from '../long-work/actions.ts'
import { runWork } from '../long-work/jobs.ts'
import { workOperations } from '../long-work/operations.ts'
import { aSealedRecord, closeToday, recordKinds, recordPapers } from './factory.ts'
import { verifyWork } from './jobs.ts'
import { journalClosingsOperations, journalOperations } from './operations.ts'
import { allClosings, publicKeys } from './queries/entries.ts'
import { keyOf } from './rules/check-closings.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const operations = journalOperations({ kinds: recordKinds, papers: recordPapers, fiscalYearStart: async () => 4 })

describe('closings', () => {
  let database: Database
  let home: Awaited<ReturnType<typeof aCompany>>
  beforeAll(() => {
    database = openDatabase(inject('ownerUrl'), 4)
  })
  beforeEach(async () => {
    sealWith(SECRET)
    home = await aCompany(database)
  })
  afterAll(() => database.close())

  const on = <T>(today: string, work: Parameters<typeof home.within<T>>[0]) => home.within(work, { today })
  const sell = (today: string, number: string, bears = today) =>
    on(today, ctx => aSealedRecord(ctx, { number, cents: 1200, on: bears }))
  const close = async (today: string) => (await home.call(operations.close, undefined, { today })).closed
  const closings = () => on('2026-12-31', allClosings)
  const shown = async () => (await closings()).map(({ period, startsOn, endsOn }) => `${period} ${startsOn} ${endsOn}`)

  test('L-1 there is none before a first entry, and none of today', async () => {
    expect(await close('2026-03-30')).toBe(0)
    await sell('2026-03-30', 'FA-1')
    expect(await close('2026-03-30')).toBe(0)
    expect(await shown()).toEqual([])
  })

  test('L-1 missed days are caught up, empty ones too, with their month and fiscal year; again makes nothing', async () => {
    await sell('2026-03-30', 'FA-1')
    expect(await close('2026-04-02')).toBe(5)
    expect(await shown()).toEqual([
      'day 2026-03-30 2026-03-30',
      'day 2026-03-31 2026-03-31',
      'month 2026-03-01 2026-03-31',
      'year 2025-04-01 2026-03-31',
      'day 2026-04-01 2026-04-01',
    ])
    expect(await close('2026-04-02')).toBe(0)
    expect((await home.call(operations.verify, undefined, { today: '2026-04-02' })).check).toMatchObject({
      findingCount: 0,
    })
  })

  test('L-1 totals are of the period, of the fiscal year and of all there is', async () => {
    await sell('2026-03-31', 'FA-1')
    await close('2026-04-01')
    await sell('2026-04-01', 'FA-2')
    await sell('2026-04-02', 'FA-3')
    await close('2026-04-03')
    const facts = (await closings()).map(closing => JSON.parse(closing.facts))
    expect(facts.map(({ totals, year, ever }) => [totals, year, ever].map(of => of.invoice?.grossCents))).toEqual([
      [1200, 1200, 1200], // the 31st
      [1200, 1200, 1200], // March
      [1200, 1200, 1200], // the fiscal year: a new one begins
      [1200, 1200, 2400],
      [1200, 2400, 3600],
    ])
    expect(facts[0].totals.invoice.vat).toEqual({ 'S 2000': { netCents: 1000, vatCents: 200 } })
  })

  test('L-1 each is signed, and says the signature of the one before', async () => {
    await sell('2026-05-04', 'FA-1')
    await close('2026-05-07')
    const all = await closings()
    const [key] = await on('2026-05-07', publicKeys)
    for (const [at, { facts, signature, keyId }] of all.entries()) {
      expect(keyId).toBe(key!.keyId)
      expect(verify(null, Buffer.from(facts), keyOf(key!.publicKey), Buffer.from(signature, 'base64url'))).toBe(true)
      expect(JSON.parse(facts).previous).toBe(at === 0 ? '' : all[at - 1]!.signature)
    }
  })

  test('L-1 a closed day takes nothing more: what comes late is sealed on the day it comes, and said to be late', async () => {
    await sell('2026-05-04', 'FA-1')
    await close('2026-05-06')
    await sell('2026-05-05', 'FA-2') // of a transaction that began before midnight
    await sell('2026-05-06', 'FA-3', '2026-05-04')
    const { rows } = await home.call(operations.list, { limit: 50, sort: 'sequence' })
    expect(rows.map(({ label, on, sealedOn, late }) => ({ label, on, sealedOn, late }))).toEqual([
      { label: 'FA-1', on: '2026-05-04', sealedOn: '2026-05-04', late: false },
      { label: '', on: '2026-05-06', sealedOn: '2026-05-06', late: false },
      { label: 'FA-2', on: '2026-05-05', sealedOn: '2026-05-06', late: true },
      { label: 'FA-3', on: '2026-05-04', sealedOn: '2026-05-06', late: true },
    ])
    await close('2026-05-07')
    expect(JSON.parse((await closings()).at(-1)!.facts).totals.invoice).toMatchObject({ count: 2, late: 2 })
    expect((await home.call(operations.list, { limit: 50, late: true })).rows).toHaveLength(2)
  })

  test('L-1 under another secret, as after a restore elsewhere, a new key signs and the old one still proves what it signed', async () => {
    await sell('2026-05-04', 'FA-1')
    await close('2026-05-05')
    sealWith('another secret that is long enough, too')
    await close('2026-05-06')
    await home.call(operations.newKey, undefined, { today: '2026-05-06' })
    await close('2026-05-07')
    const keys = (await home.call(operations.keys, undefined)).rows.map(({ keyId }) => keyId)
    expect((await closings()).map(({ keyId }) => keys.indexOf(keyId))).toEqual([0, 1, 2])
    expect((await home.call(operations.verify, undefined, { today: '2026-05-07' })).check).toMatchObject({
      findingCount: 0,
      closingCount: 3,
    })
  })

  test('L-1 a private key is not readable in the database', async () => {
    await sell('2026-05-04', 'FA-1')
    await close('2026-05-05')
    const { rows } = await on('2026-05-05', ({ db }) =>
      db.execute<{ sealed: string }>(sql`select sealed_private_key as sealed from journal_keys`),
    )
    expect(rows[0]!.sealed).toMatch(/^v1\./)
  })

  test('L-1 closings are listed with what was invoiced, and the last verification is kept', async () => {
    await sell('2026-05-30', 'FA-1')
    await close('2026-06-01')
    const { rows } = await home.call(journalClosingsOperations.list, { limit: 50, period: 'month' })
    expect(rows).toMatchObject([{ startsOn: '2026-05-01', endsOn: '2026-05-31', entryCount: 1, invoicedCents: 1200 }])
    expect((await home.call(journalClosingsOperations.get, { id: rows[0]!.id })).facts).toMatchObject({
      period: 'month',
    })
    expect((await home.call(operations.lastCheck, undefined)).check).toBeNull()
    const { check } = await home.call(operations.verify, undefined, { today: '2026-06-01' })
    expect((await home.call(operations.lastCheck, undefined)).check).toEqual(check)
    const { rows: entries } = await home.call(operations.list, { limit: 1, sort: 'sequence' })
    expect(await home.call(operations.get, { id: entries[0]!.id })).toMatchObject({
      facts: { number: 'FA-1' },
      previousHash: '0'.repeat(64),
    })
    expect((await home.call(operations.list, { limit: 5, search: entries[0]!.hash.slice(0, 8) })).rows).toHaveLength(1)
    expect((await home.call(operations.count, { search: '1' })).count).toBe(1)
  })

  test('L-1 a large journal is verified as long work, which says what it found', async () => {
    await sell('2026-05-30', 'FA-1')
    const sources = { kinds: recordKinds, papers: recordPapers, fiscalYearStart: async () => 1 }
    const runId = await home.within(ctx => startWork(ctx, verifyWork(sources), { label: 'Vérification', input: {} }))
    const data = { companyId: home.company.id, runId }
    await runWork(home.outer({ today: '2026-05-30' }), [verifyWork(sources)], {
      data,
      signal: new AbortController().signal,
    })
    expect(await home.call(workOperations.get, { id: runId })).toMatchObject({
      state: 'done',
      total: 1,
      result: { link: 'sealed-journal', summary: 'aucune anomalie' },
    })
    expect((await home.call(operations.lastCheck, undefined)).check).toMatchObject({ entryCount: 1, findingCount: 0 })
  })

  test('L-1 nothing can be closed by who may only read', async () => {
    await expect(home.call(operations.close, undefined, { role: 'reader' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(await on('2026-05-05', closeToday)).toBe(0)
  })
})
