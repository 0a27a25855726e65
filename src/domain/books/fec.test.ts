import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { recordPayment } from '../payments/actions.ts'
import { fecDownload } from './downloads.ts'
import { accountsOperations, rulesOperations } from './operations/chart.ts'
import { booksOperations } from './operations.ts'
import { fecName, fiscalYearDays } from './rules/fec.ts'
import { faultsOf } from './testing/fec-checker.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

const fileOf = ({ company, within }: Publisher, year: number, encoding: 'utf-8' | 'iso-8859-15' = 'utf-8') =>
  within(async ctx =>
    database.transaction(company.id, async (db, client) => {
      const { name, write } = await fecDownload.file({ ...ctx, db }, { year, encoding }, client)
      const out = new PassThrough()
      const whole = buffer(out)
      await write(out)
      return { name, bytes: await whole }
    }),
  )

/** Two years of sales, payments and a deferral. */
async function aBusyPublisher() {
  const all = await publisher()
  for (const [on, lastName] of [
    ['2022-12-30', 'Œuvré\tde “l’Isle”'],
    ['2023-03-01', 'Müller | Söhne'],
    ['2023-08-01', 'Łukasz'],
  ] as const) {
    const { customerId, invoice } = await all.sell('ABO-A112', on, { to: { lastName, firstName: '' } })
    if (lastName === 'Łukasz') continue
    await all.within(ctx =>
      recordPayment(ctx, {
        customerId,
        method: 'card',
        receivedOn: '2023-08-30',
        cents: 3400,
        allocations: [{ invoiceId: invoice.id, cents: 3400 }],
      }),
    )
  }
  await all.call(booksOperations.defer, { on: '2023-07-31' })
  return all
}

describe('the FEC', () => {
  it('L-17 has its 18 columns, its order and its form, as a checker written from the law alone reads it', async () => {
    const all = await aBusyPublisher()
    const { name, bytes } = await fileOf(all, 2023)
    expect(name).toBe('123456782FEC20231231.txt')
    expect(faultsOf(name, bytes)).toEqual([])
    const lines = bytes.toString().split('\n')
    expect(
      lines
        .find(line => line.includes('Müller'))!
        .split('\t')
        .slice(0, 13),
    ).toEqual([
      ...['VE', 'Ventes', '2', '20230301', '411000', 'Clients', expect.any(String), 'Mme Müller   Söhne'],
      ...['FA-2023-000001', '20230301', 'Facture FA-2023-000001 Mme Müller   Söhne', '34,00', '0,00'],
    ])
    expect(lines.filter(line => line.split('\t')[13] !== '' && line !== '').length).toBeGreaterThan(3)
  })

  it('L-17 opens with the balances of the years before, which balance', async () => {
    const { bytes } = await fileOf(await aBusyPublisher(), 2023)
    const opening = bytes
      .toString()
      .split('\n')
      .filter(line => line.startsWith('AN\t'))
      .map(line => line.split('\t'))
    expect(opening.map(cells => [cells[2], cells[3], cells[4], cells[11], cells[12]])).toEqual([
      ['0', '20230101', '110000', '0,00', '28,33'],
      ['0', '20230101', '411000', '34,00', '0,00'],
      ['0', '20230101', '445711', '0,00', '5,67'],
    ])
  })

  it('L-17 is in ISO-8859-15 when asked, every letter that is not there told by a sign', async () => {
    const { bytes } = await fileOf(await aBusyPublisher(), 2023, 'iso-8859-15')
    expect(bytes.includes(Buffer.from('M\xfcller', 'latin1'))).toBe(true)
    expect(bytes.toString('latin1')).toContain('?ukasz')
    expect(faultsOf('123456782FEC20231231.txt', bytes, 'latin1')).toEqual([])
  })

  it('L-17 says what would make it refused, and does not leave until it is right', async () => {
    const all = await publisher()
    expect((await all.call(booksOperations.checkFec, { year: 2023 })).faults).toEqual([
      { fault: 'empty', count: 1, example: '' },
    ])
    await expect(fileOf(all, 2023)).rejects.toMatchObject({ code: 'books.fecNotReady' })
    await all.sell('ABO-A112', '2023-02-01')
    const spoil = (statement: string) => all.within(({ db }) => db.execute(sql.raw(statement)))
    await spoil(`insert into book_entries (company_id, id, journal, year, number, line, booked_on, account_code, account_label, piece, piece_on, label, debit_cents, credit_cents, validated_on, record, record_id)
      values ('${all.company.id}', gen_random_uuid(), 'OD', 2023, 3, 1, '2024-01-02', '411000', 'Clients', '', '2023-01-01', 'x', 1, 0, '2022-01-01', 'deferrals', gen_random_uuid())`)
    const { faults } = await all.call(booksOperations.checkFec, { year: 2023 })
    expect(faults.map(({ fault, count, example }) => [fault, count, example])).toEqual([
      ['unbalanced', 1, '3'],
      ['gaps', 1, '3'],
      ['outside', 1, '3'],
      ['backwards', 1, '3'],
      ['form', 1, '3'],
    ])
  })

  it('L-17 names the last day of the fiscal year, whatever month it begins with', () => {
    expect(fiscalYearDays(2024, 1)).toEqual({ from: '2024-01-01', to: '2024-12-31' })
    expect(fiscalYearDays(2024, 3)).toEqual({ from: '2023-03-01', to: '2024-02-29' })
    expect(fecName('123456789', '2024-02-29')).toBe('123456789FEC20240229.txt')
  })
})

describe('what was issued before the books were kept', () => {
  it('L-17 is told by the FEC, and written when asked, once', async () => {
    const all = await aPublisher(database, {
      constraints,
      reactions: reactions.filter(({ react }) => !/^book|^letter/.test(react.name)),
    })
    const { customerId, invoice } = await all.sell('ABO-A112', '2023-08-01')
    await all.within(ctx =>
      recordPayment(ctx, {
        customerId,
        method: 'cheque',
        receivedOn: '2023-08-30',
        cents: 3400,
        allocations: [{ invoiceId: invoice.id, cents: 3400 }],
      }),
    )
    expect((await all.call(booksOperations.years, {})).missing).toEqual({ count: 2, example: 'FA-2023-000001' })
    expect(await all.call(booksOperations.catchUp, {})).toEqual({ written: 2 })
    expect(await all.call(booksOperations.catchUp, {})).toEqual({ written: 0 })
    const { rows } = await all.call(booksOperations.list, {})
    expect(rows.map(({ number, accountCode, letter }) => [number, accountCode, letter])).toEqual([
      [1, '411000', 'A'],
      [1, '701000', ''],
      [1, '445711', ''],
      [2, '411000', 'A'],
      [2, '511200', ''],
    ])
    expect((await all.call(booksOperations.checkFec, { year: 2023 })).faults).toEqual([])
  })
})

describe('accounts and rules', () => {
  it('L-17 the rule that says most wins, and one that takes the rest stays', async () => {
    const all = await publisher()
    await all.call(accountsOperations.create, { code: '706100', label: 'Abonnements' })
    await expect(all.call(accountsOperations.create, { code: '706100', label: 'Encore' })).rejects.toMatchObject({
      code: 'books.accountCodeTaken',
    })
    await expect(
      all.call(rulesOperations.create, { purpose: 'sales', vatRateBps: 2000, accountCode: '706999' }),
    ).rejects.toMatchObject({ code: 'books.unknownAccount' })
    await all.call(rulesOperations.create, { purpose: 'sales', vatRateBps: 2000, accountCode: '708000' })
    const rule = await all.call(rulesOperations.create, {
      purpose: 'sales',
      productId: all.products.get('ABO-A112')!,
      accountCode: '706100',
    })
    await all.sell('ABO-A112', '2023-08-01')
    await all.sell('NUM-4', '2023-08-01')
    const { rows } = await all.call(booksOperations.list, { account: '70' })
    expect(rows.map(({ accountCode, accountLabel }) => `${accountCode} ${accountLabel}`)).toEqual([
      '706100 Abonnements',
      '708000 Produits des activités annexes',
    ])
    const account = (await all.call(accountsOperations.all, {})).find(({ code }) => code === '706100')!
    await expect(all.call(accountsOperations.remove, { id: account.id })).rejects.toMatchObject({
      code: 'books.accountNamed',
    })
    await all.call(rulesOperations.remove, { id: rule.id })
    const general = (await all.call(rulesOperations.all, {})).find(
      ({ purpose, vatRateBps, taxClass }) => purpose === 'vat' && vatRateBps === null && taxClass === null,
    )!
    await expect(all.call(rulesOperations.remove, { id: general.id })).rejects.toMatchObject({
      code: 'books.ruleNeeded',
    })
  })

  it('L-17 the balance tells what each account had before, moved and has, and comes to nothing', async () => {
    const all = await publisher()
    await all.sell('ABO-A112', '2023-01-10')
    await all.sell('ABO-A112', '2023-08-10')
    const rows = await all.call(booksOperations.balance, { from: '2023-08-01', to: '2023-08-31' })
    expect(rows.find(({ accountCode }) => accountCode === '411000')).toEqual({
      accountCode: '411000',
      accountLabel: 'Clients',
      openingCents: 3400,
      debitCents: 3400,
      creditCents: 0,
      closingCents: 6800,
    })
    expect(rows.reduce((sum, { closingCents }) => sum + closingCents, 0)).toBe(0)
    expect(rows.reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0)).toBe(0)
  })
})
