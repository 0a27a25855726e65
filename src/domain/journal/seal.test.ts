import { hash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { type Entry, seal } from './actions.ts'
import { hashed, NO_HASH, type Sealed } from './rules/canonical.ts'

const anEntry = (more: Partial<Entry> = {}): Entry => ({
  kind: 'invoice',
  recordId: newId(),
  on: '2026-03-01',
  grossCents: 1050,
  facts: { number: 'FA-2026-000001', grossCents: 1050 },
  ...more,
})

describe('sealing', () => {
  let database: Database
  let home: Awaited<ReturnType<typeof aCompany>>
  beforeAll(() => {
    database = openDatabase(inject('ownerUrl'), 20)
  })
  beforeEach(async () => {
    home = await aCompany(database, { today: '2026-03-05' })
  })
  afterAll(() => database.close())

  const entries = () =>
    home.within(async ({ db, company }) => {
      const { rows } = await db.execute<Sealed & { hash: string }>(sql`
        select sequence, kind, record_id as "recordId", "on", sealed_on as "sealedOn", at, by, facts,
          gross_cents as "grossCents", hash
        from journal_entries where company_id = ${company.id} order by sequence`)
      return rows
    })

  test('L-1 chains each entry to the one before, over every field', async () => {
    await home.within(async ctx => seal(ctx, [anEntry(), anEntry({ kind: 'credit-note', grossCents: -50 })]))
    await home.within(async ctx => seal(ctx, [anEntry({ kind: 'payment' })]))
    const sealed = await entries()
    expect(sealed.map(({ sequence, kind, sealedOn, by }) => ({ sequence, kind, sealedOn, by }))).toEqual([
      { sequence: 1, kind: 'invoice', sealedOn: '2026-03-05', by: 'VG' },
      { sequence: 2, kind: 'credit-note', sealedOn: '2026-03-05', by: 'VG' },
      { sequence: 3, kind: 'payment', sealedOn: '2026-03-05', by: 'VG' },
    ])
    let last = NO_HASH
    for (const entry of sealed) {
      last = hash('sha256', hashed(home.company.id, last, entry), 'hex')
      expect(entry.hash).toBe(last)
    }
  })

  test('L-1 seals at the end of the transaction, in the order it was asked, and nothing when it fails', async () => {
    await home.within(async ctx => {
      seal(ctx, [anEntry({ kind: 'invoice' })])
      const { rows } = await ctx.db.execute(sql`select 1 from journal_entries where company_id = ${ctx.company.id}`)
      expect(rows).toEqual([])
      seal(ctx, [anEntry({ kind: 'payment' })])
    })
    const failing = home.within(async ctx => {
      seal(ctx, [anEntry()])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await home.within(async ctx => seal(ctx, [anEntry({ kind: 'allocation' })]))
    expect((await entries()).map(({ sequence, kind }) => `${sequence} ${kind}`)).toEqual([
      '1 invoice',
      '2 payment',
      '3 allocation',
    ])
  })

  test('L-1 leaves no gap and no fork when sixteen seal together', async () => {
    const many = Array.from({ length: 16 }, (_, n) =>
      Array.from({ length: 5 }, () =>
        home.within(async ctx => seal(ctx, [anEntry({ grossCents: n }), anEntry({ grossCents: n })])),
      ),
    )
    await Promise.all(many.flat())
    const sealed = await entries()
    expect(sealed.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 160 }, (_, n) => n + 1))
    let last = NO_HASH
    for (const entry of sealed) {
      last = hash('sha256', hashed(home.company.id, last, entry), 'hex')
      expect(entry.hash).toBe(last)
    }
  })

  test('L-1 seals many in parts, in one chain', async () => {
    await home.within(async ctx =>
      seal(
        ctx,
        Array.from({ length: 12_000 }, (_, n) => anEntry({ facts: { n } })),
      ),
    )
    const sealed = await entries()
    expect(sealed.map(({ facts }) => facts)).toEqual(Array.from({ length: 12_000 }, (_, n) => `{"n":${n}}`))
    let last = NO_HASH
    for (const entry of sealed) {
      last = hash('sha256', hashed(home.company.id, last, entry), 'hex')
      expect(entry.hash).toBe(last)
    }
  })

  test('L-1 the application can neither change nor remove an entry', async () => {
    await home.within(async ctx => seal(ctx, [anEntry()]))
    for (const text of [`update journal_entries set facts = '{}'`, 'delete from journal_entries'])
      await expect(home.within(({ db }) => db.execute(sql.raw(text)))).rejects.toThrow(/permission denied/)
  })
})
