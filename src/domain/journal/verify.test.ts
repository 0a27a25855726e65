import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { newKey } from './actions/keys.ts'
import { aSealedRecord, asOwner, closeToday, recordKinds } from './factory.ts'
import { verifyJournal } from './queries/verify.ts'
import { type Chained, hashOf } from './rules/chain.ts'

describe('the sealed journal, changed behind the application', () => {
  let database: Database
  let home: Awaited<ReturnType<typeof aCompany>>
  beforeAll(() => {
    database = openDatabase(inject('ownerUrl'), 4)
    sealWith('0123456789abcdef0123456789abcdef')
  })
  afterAll(() => database.close())

  const on = <T>(today: string, work: Parameters<typeof home.within<T>>[0]) => home.within(work, { today })

  /** Six invoices on three days at the end of a month, each night closed; 4 and 5 on the same day. */
  beforeEach(async () => {
    home = await aCompany(database)
    const sell = (today: string, ...numbers: string[]) =>
      on(today, async ctx => {
        for (const number of numbers) await aSealedRecord(ctx, { number, cents: 1200 })
      })
    await sell('2026-03-30', 'FA-1', 'FA-2')
    await on('2026-03-31', closeToday) // its key is entry 3
    await sell('2026-03-31', 'FA-3', 'FA-4')
    await on('2026-04-02', closeToday)
    await sell('2026-04-02', 'FA-5', 'FA-6')
  })

  const verified = () => on('2026-04-02', ctx => verifyJournal(ctx, { kinds: recordKinds }))
  const found = async () =>
    (await verified()).findings.map(({ code, sequence, label, field, sealed, found }) =>
      [code, sequence, label, field, ['hash', 'signature'].includes(field) ? '' : `${sealed}→${found}`].join(' '),
    )
  const tamper = (text: string) => asOwner(inject('ownerUrl'), text.replaceAll(':company', `'${home.company.id}'`))
  const record = (number: string) => `company_id = :company and operation = 'sealed' and "to"->>'number' = '${number}'`

  test('L-1 finds nothing where nothing was changed', async () => {
    expect(await verified()).toMatchObject({
      entryCount: 7,
      closingCount: 4,
      findingCount: 0,
      findings: [],
      keys: [{ closingCount: 4 }],
    })
  })

  test('L-1 names one cent more on a record, with what was sealed and what stands there', async () => {
    await tamper(`update audit_entries set "to" = jsonb_set("to", '{grossCents}', '1201') where ${record('FA-3')}`)
    expect(await found()).toEqual(['record 4 FA-3 grossCents 1200→1201'])
  })

  test('L-1 names a figure within a list of a record', async () => {
    await tamper(`update audit_entries set "to" = jsonb_set("to", '{vat,0,vatCents}', '0') where ${record('FA-3')}`)
    expect(await found()).toEqual(['record 4 FA-3 vat[1].vatCents 200→0'])
  })

  test('L-1 names a record that is gone', async () => {
    await tamper(`delete from audit_entries where ${record('FA-4')}`)
    expect(await found()).toEqual(['recordGone 5 FA-4  →'])
  })

  test('L-1 names a record that was slipped in without an entry', async () => {
    await tamper(`insert into audit_entries (company_id, id, user_id, initials, via, operation, record, record_id, "to")
      values (:company, gen_random_uuid(), 'x', 'X', 'x', 'sealed', 'invoices', gen_random_uuid(), '{"number":"FA-9"}')`)
    expect(await found()).toEqual(['unsealed  FA-9  →'])
  })

  test('L-1 names an entry whose facts were changed, with its record or without', async () => {
    await tamper(
      `update journal_entries set facts = replace(facts, '1200', '1100') where company_id = :company and sequence = 4`,
    )
    await tamper(`update audit_entries set "to" = jsonb_set("to", '{grossCents}', '1100') where ${record('FA-3')}`)
    expect(await found()).toEqual(['entry 4 FA-3 hash '])
  })

  test('L-1 names an entry whose amount was changed, and the closings that say otherwise', async () => {
    await tamper(`update journal_entries set gross_cents = 1100 where company_id = :company and sequence = 4`)
    expect(await found()).toEqual(['entry 4 FA-3 hash ', 'closing  2026-03-31 totals.invoice.grossCents 2400→2300'])
  })

  test('L-1 names an entry whose hash was changed, apart from one whose facts were', async () => {
    await tamper(`update journal_entries set hash = repeat('a', 64) where company_id = :company and sequence = 4`)
    expect(await found()).toEqual(['hash 4 FA-3 hash '])
  })

  test('L-1 finds a chain written anew from a changed entry on, by the closings that were signed', async () => {
    const { rows } = await asOwner(
      inject('ownerUrl'),
      `select sequence, kind, record_id as "recordId", to_char("on", 'YYYY-MM-DD') as "on",
         to_char(sealed_on, 'YYYY-MM-DD') as "sealedOn", at, by, facts, gross_cents::int as "grossCents", hash
       from journal_entries where company_id = $1 order by sequence`,
      [home.company.id],
    )
    const entries = rows.map(row => ({ ...row, sequence: Number(row.sequence), at: row.at.toISOString() }) as Chained)
    let last = entries[2]!.hash
    for (const entry of entries.slice(3)) {
      const facts = entry.facts.replace('FA-3', 'FA-0')
      last = hashOf(home.company.id, last, { ...entry, facts })
      await asOwner(
        inject('ownerUrl'),
        'update journal_entries set facts = $3, hash = $4 where company_id = $1 and sequence = $2',
        [home.company.id, entry.sequence, facts, last],
      )
    }
    await tamper(`update audit_entries set "to" = jsonb_set("to", '{number}', '"FA-0"') where ${record('FA-3')}`)
    const told = await found()
    expect(told.every(one => one.startsWith('closing '))).toBe(true)
    expect(told.filter(one => one.startsWith('closing  2026-03-31 lastHash'))).toHaveLength(1)
  })

  test('L-1 names an entry that is gone, in the middle and at the end', async () => {
    await tamper('delete from journal_entries where company_id = :company and sequence in (2, 7)')
    const told = await found()
    expect(told).toContain('missing 2   2→2')
    expect(told).toContain('missing 7   7→7')
    expect(told).toContain('unsealed  FA-2  →')
    expect(told).toContain('unsealed  FA-6  →')
    expect(told.filter(one => one.startsWith('closing'))).toEqual([
      expect.stringContaining('closing  2026-03-30 lastHash'),
      'closing  2026-03-30 lastSequence 2→1',
      'closing  2026-03-30 totals.invoice.count 2→1',
      'closing  2026-03-30 totals.invoice.grossCents 2400→1200',
      'closing  2026-03-30 totals.invoice.vat.S 2000.netCents 2000→1000',
      'closing  2026-03-30 totals.invoice.vat.S 2000.vatCents 400→200',
    ])
  })

  test('L-1 names the last entries when they are gone with their number', async () => {
    await tamper('delete from journal_entries where company_id = :company and sequence >= 4')
    await tamper(`update number_series set next = 4 where company_id = :company and kind = 'journal'`)
    const told = await found()
    expect(told).toContain('closing  2026-03-31 lastSequence 5→3')
    expect(told.filter(one => one.startsWith('unsealed'))).toHaveLength(4)
  })

  test('L-1 names two entries that changed places, and no other', async () => {
    await tamper(`update journal_entries set sequence = 99 where company_id = :company and sequence = 4;
      update journal_entries set sequence = 4 where company_id = :company and sequence = 5;
      update journal_entries set sequence = 5 where company_id = :company and sequence = 99`)
    const told = await found()
    expect(told.filter(one => one.startsWith('entry'))).toEqual(['entry 4 FA-4 hash ', 'entry 5 FA-3 hash '])
    expect(told.every(one => /^(entry|closing)/.test(one))).toBe(true)
  })

  test('L-1 names an entry moved into a day that was closed', async () => {
    await tamper(`update journal_entries set sealed_on = '2026-03-31' where company_id = :company and sequence = 6`)
    expect(await found()).toEqual(['intoClosed 6 FA-5 sealedOn 2026-03-31→2026-04-01', 'entry 6 FA-5 hash '])
  })

  test('L-1 names a closing whose totals were changed, by its signature and by the entries', async () => {
    await tamper(`update journal_closings set facts = replace(facts, '4800', '4700')
      where company_id = :company and period = 'month'`)
    const told = await found()
    expect(told).toContain('signature  2026-03-01 – 2026-03-31 signature ')
    expect(told).toContain('closing  2026-03-01 – 2026-03-31 totals.invoice.grossCents 4700→4800')
  })

  test('L-1 names a closing that is gone', async () => {
    await tamper(
      `delete from journal_closings where company_id = :company and period = 'day' and starts_on = '2026-03-31'`,
    )
    expect(await found()).toContain('closingMissing    2026-03-31→2026-03-31')
  })

  test('L-1 names a key that was put in another’s place', async () => {
    await on('2026-04-02', newKey)
    await tamper(`update journal_keys set public_key = (select public_key from journal_keys where company_id = :company
      order by created_at desc limit 1) where company_id = :company`)
    const told = await found()
    expect(told.filter(one => one.startsWith('signature'))).toHaveLength(4)
    expect(told.find(one => one.startsWith('record 3'))).toContain('publicKey')
  })

  test('L-1 tells when nothing has been closed for days', async () => {
    const late = await on('2026-04-05', ctx => verifyJournal(ctx, { kinds: recordKinds }))
    expect(late.findings).toEqual([expect.objectContaining({ code: 'closingsLate', found: '2026-04-01' })])
  })
})
