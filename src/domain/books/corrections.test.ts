import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { createRecord } from '../../platform/db/records.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { invoicingOperations as invoices } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { bringDeposit, depositCheques } from '../payments/actions/deposits.ts'
import { recordPayment } from '../payments/actions.ts'
import { bankAccounts } from '../payments/tables.ts'
import { booksOperations as books } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

/** The entries, each as its accounts with what is on them: debit above zero. */
async function entriesOf({ call }: Publisher) {
  const { rows } = await call(books.list, { limit: 200 })
  const lines = rows.map(row => ({ ...row, cents: (row.debitCents ?? 0) - (row.creditCents ?? 0) }))
  return [...Map.groupBy(lines, ({ number }) => number).values()].map(entry =>
    Object.fromEntries(entry.map(({ accountCode, cents, letter }) => [accountCode + (letter && ` ${letter}`), cents])),
  )
}

describe('corrections in the books', () => {
  it('L-17 a credit note writes the opposite of its invoice, and both are lettered; what it credits is owed no longer', async () => {
    const all = await publisher()
    const { invoice } = await all.sell('ABO-A112', '2023-05-02')
    await all.call(invoices.cancel, { id: invoice.id, reason: 'Erreur', on: '2023-05-03', service: 'stop-now' })
    expect(await entriesOf(all)).toEqual([
      { '411000 A': 3400, '701000': -2833, '445711': -567 },
      { '411000 A': -3400, '701000': 2833, '445711': 567 },
    ])
    expect(await all.call(books.deferred, {})).toMatchObject([
      { invoicedCents: 2833, creditedCents: 2833, earnedCents: 0, owedCents: 0, lostCents: 0, copiesOwed: 0 },
    ])
    expect(await all.call(books.deferred, { on: '2023-05-02' })).toMatchObject([{ creditedCents: 0, owedCents: 2833 }])
  })

  it('L-17 a deposit waits on its own account until it is taken off an invoice', async () => {
    const all = await publisher()
    const customerId = await all.within(ctx => aParty(ctx))
    const issue = async (said: object) => {
      const { id } = await all.call(invoices.draft, { customerId, draftedOn: '2023-08-01', ...said } as never)
      return (await all.call(invoices.issue, { ids: [id] }))[0]!
    }
    const deposit = await issue({
      kind: 'deposit',
      lines: [{ productId: null, label: 'Acompte', quantity: 1, unitCents: 1200, vatRateBps: 2000 }],
    })
    await issue({
      lines: [{ productId: all.products.get('ABO-A112')!, quantity: 1 }],
      allowances: [{ kind: 'deposit', depositId: deposit.id }],
    })
    expect(await entriesOf(all)).toEqual([
      { '411000': 1200, '419100': -1000, '445711': -200 },
      { '411000': 2200, '701000': -2833, '419100': 1000, '445711': -367 },
    ])
  })

  it('L-17 cheques wait until their slip leaves for the bank', async () => {
    const all = await publisher()
    const { customerId, invoice } = await all.sell('ABO-A112', '2023-08-01')
    await all.within(async ctx => {
      const { id } = await recordPayment(ctx, {
        customerId,
        method: 'cheque',
        receivedOn: '2023-08-10',
        cents: 3400,
        allocations: [{ invoiceId: invoice.id, cents: 3400 }],
      })
      const bankAccountId = await createRecord(ctx, bankAccounts, {
        name: 'Banque du Lac',
        iban: 'FR7630006000011234567890189',
        accountCode: '512100',
      })
      const slip = await depositCheques(ctx, { bankAccountId, depositedOn: '2023-08-11', cheques: [id] })
      await bringDeposit(ctx, slip, '2023-08-12')
    })
    expect((await entriesOf(all)).slice(1)).toEqual([
      { '411000 A': -3400, '511200': 3400 },
      { '512100': 3400, '511200': -3400 },
    ])
  })
})

describe('VAT due', () => {
  it('L-9 of goods is that of what was invoiced, less what was credited; by rate and territory', async () => {
    const all = await publisher()
    await all.sell('ABO-A112', '2023-07-31')
    const { invoice } = await all.sell('NUM-4', '2023-08-02')
    await all.sell('NUM-4', '2023-08-03')
    const due = { territory: 'metropolitan', ossCountry: null, hint: null, vatRateBps: 2000, basis: 'invoiced' }
    expect(await all.call(books.vat, { from: '2023-08-01', to: '2023-08-31' })).toEqual([
      { ...due, netCents: 1500, vatCents: 300 },
    ])
    await all.call(invoices.cancel, { id: invoice.id, reason: 'Erreur', on: '2023-08-10', service: 'keep' })
    expect(await all.call(books.vat, { from: '2023-08-01', to: '2023-08-31' })).toEqual([
      { ...due, netCents: 750, vatCents: 150 },
    ])
  })

  it('L-9 of a deposit is due as it is paid, in parts that add up to the cent', async () => {
    const all = await publisher()
    const customerId = await all.within(ctx => aParty(ctx))
    const { id } = await all.call(invoices.draft, {
      customerId,
      draftedOn: '2023-07-01',
      kind: 'deposit',
      lines: [{ productId: null, label: 'Acompte', quantity: 1, unitCents: 1000, vatRateBps: 2000 }],
    } as never)
    const [deposit] = await all.call(invoices.issue, { ids: [id] })
    for (const [on, cents] of [
      ['2023-07-10', 333],
      ['2023-08-10', 333],
      ['2023-08-20', 334],
    ] as const)
      await all.within(ctx =>
        recordPayment(ctx, {
          customerId,
          method: 'transfer',
          receivedOn: on,
          cents,
          allocations: [{ invoiceId: deposit!.id, cents }],
        }),
      )
    const due = async (from: string, to: string) =>
      (await all.call(books.vat, { from, to })).map(({ basis, netCents, vatCents }) => [basis, netCents, vatCents])
    expect(await due('2023-07-01', '2023-07-31')).toEqual([['received', 277, 56]])
    expect(await due('2023-08-01', '2023-08-31')).toEqual([['received', 556, 111]])
    expect(await due('2023-07-01', '2023-08-31')).toEqual([['received', 833, 167]])
  })
})
