import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { createDraft } from '../invoicing/actions/drafts.ts'
import { aParty } from '../parties/factory.ts'
import { aCreditor } from './factory.ts'
import {
  bankAccountsOperations as accounts,
  balancesOperations as balances,
  cashInOperations as cash,
  chequeDepositsOperations as deposits,
  accountStatementsOperations as statements,
} from './operations/money.ts'
import { paymentsOperations as payments } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(() => database.close())

const creditor = (today?: string) => aCreditor(database, { reactions, constraints, ...(today ? { today } : {}) })
type Creditor = Awaited<ReturnType<typeof creditor>>
const IBAN = 'FR76 3000 6000 0112 3456 7890 189'

const cheque = ({ call, customerId }: Creditor, cents: number) =>
  call(payments.record, { customerId, cents, method: 'cheque', reference: '1234567' })
const bank = ({ call }: Creditor) => call(accounts.create, { name: 'Crédit du Lac', iban: IBAN })

describe('a bank account', () => {
  it('has an IBAN that is right, a till none; what is used is kept', async () => {
    const of = await creditor()
    const account = await bank(of)
    expect(account).toMatchObject({ iban: 'FR7630006000011234567890189', accountCode: '512000' })
    const till = await of.call(accounts.create, { name: 'Caisse' })
    expect(till).toMatchObject({ accountCode: '530000' })
    await expect(of.call(accounts.create, { name: 'Caisse' })).rejects.toMatchObject({
      code: 'payments.bankAccountNameTaken',
    })
    await expect(of.call(accounts.update, { id: till.id, iban: 'FR7630006000011234567890188' })).rejects.toMatchObject({
      code: 'payments.ibanForm',
    })
    await of.call(payments.record, {
      customerId: of.customerId,
      cents: 100,
      method: 'transfer',
      bankAccountId: account.id,
    })
    await expect(of.call(accounts.remove, { id: account.id })).rejects.toMatchObject({
      code: 'payments.bankAccountUsed',
    })
    await of.call(accounts.remove, { id: till.id })
    expect(await of.call(accounts.count, {})).toEqual({ count: 1 })
  })
})

describe('a cheque deposit', () => {
  it('takes cheques that wait, numbered, each on one slip', async () => {
    const of = await creditor()
    const account = await bank(of)
    const [first, second, undone] = [await cheque(of, 1000), await cheque(of, 2500), await cheque(of, 700)]
    await of.call(payments.undo, { id: undone.id, reason: 'rendu' })
    await of.call(payments.record, { customerId: of.customerId, cents: 100, method: 'cash' })
    expect((await of.call(deposits.waiting, {})).map(({ id }) => id)).toEqual([first.id, second.id])
    const cheques = [first.id, second.id]
    const both = await Promise.allSettled(
      [1, 2].map(() => of.call(deposits.create, { bankAccountId: account.id, cheques })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await of.call(deposits.list, {})
    expect(rows).toMatchObject([
      { number: 1, chequeCount: 2, cents: 3500, state: 'here', bankAccount: 'Crédit du Lac' },
    ])
    expect(await of.call(deposits.waiting, {})).toEqual([])
    expect(await of.call(payments.get, { id: first.id })).toMatchObject({
      depositNumber: 1,
      bankAccount: 'Crédit du Lac',
    })
  })

  it('gives a cheque back while it is here, and none once it is at the bank', async () => {
    const of = await creditor()
    const account = await bank(of)
    const [first, second] = [await cheque(of, 1000), await cheque(of, 2500)]
    const { id } = await of.call(deposits.create, { bankAccountId: account.id, cheques: [first.id, second.id] })
    expect(await of.call(deposits.takeOff, { id, cheques: [first.id] })).toEqual({ id, left: 1 })
    await expect(of.call(deposits.takeOff, { id, cheques: [first.id] })).rejects.toMatchObject({
      code: 'payments.notOnDeposit',
    })
    expect(await of.call(deposits.waiting, {})).toMatchObject([{ id: first.id }])
    expect(await of.call(deposits.bring, { id })).toMatchObject({ state: 'brought', broughtOn: '2026-03-31' })
    await expect(of.call(deposits.takeOff, { id, cheques: [second.id] })).rejects.toMatchObject({
      code: 'payments.depositBrought',
    })
    const other = await of.call(deposits.create, { bankAccountId: account.id, cheques: [first.id] })
    expect(await of.call(deposits.takeOff, { id: other.id, cheques: [first.id] })).toMatchObject({ left: 0 })
    expect(await of.call(deposits.count, {})).toEqual({ count: 1 })
  })

  it('is not for a till', async () => {
    const of = await creditor()
    const till = await of.call(accounts.create, { name: 'Caisse' })
    const { id } = await cheque(of, 1000)
    await expect(of.call(deposits.create, { bankAccountId: till.id, cheques: [id] })).rejects.toMatchObject({
      code: 'payments.notAtBank',
    })
  })
})

describe('what customers owe', () => {
  it('is told by how long it is overdue, now and as it stood on a day', async () => {
    const of = await creditor('2026-06-30')
    for (const [on, cents] of [
      ['2026-01-10', 100],
      ['2026-03-10', 200],
      ['2026-04-10', 400],
      ['2026-05-10', 800],
      ['2026-06-15', 1600],
    ] as const)
      await of.owes(cents, { on })
    await of.call(payments.record, { customerId: of.customerId, cents: 30, method: 'cash', allocations: [] })
    const { rows } = await of.call(balances.list, {})
    expect(rows).toMatchObject([
      {
        id: of.customerId,
        olderCents: 100,
        owedCents: 3100,
        creditCents: -30,
        balanceCents: 3070,
        documents: 5,
      },
    ])
    const ages = ['notDueCents', 'to30Cents', 'to60Cents', 'to90Cents', 'olderCents'] as const
    expect(ages.reduce((sum, age) => sum + rows[0]![age], 0)).toBe(3100)
    expect(await of.call(balances.totals, {})).toMatchObject({ owedCents: 3100, balanceCents: 3070 })
    expect(await of.call(balances.list, { on: '2026-04-30' })).toMatchObject({
      rows: [{ owedCents: 700, creditCents: 0, documents: 3 }],
    })
    expect(await of.call(balances.totals, { on: '2026-06-30' })).toEqual(await of.call(balances.totals, {}))
    expect(await of.call(balances.get, { id: of.customerId })).toMatchObject({
      owedCents: 3100,
      creditCents: -30,
      balanceCents: 3070,
      lastPaidOn: '2026-06-30',
    })
  })

  it('is also what was paid back to them for nothing, since that day, in the ages and in their sum', async () => {
    const of = await creditor('2026-06-30')
    await of.owes(1600, { on: '2026-06-15' })
    const back = { customerId: of.customerId, cents: -500, receivedOn: '2026-05-20', allocations: [] }
    await of.call(payments.record, { ...back, method: 'transfer' })
    const owed = { notDueCents: 1600, to30Cents: 0, to60Cents: 500, owedCents: 2100, balanceCents: 2100, documents: 1 }
    expect((await of.call(balances.list, {})).rows).toMatchObject([owed])
    expect((await of.call(balances.list, { on: '2026-06-29' })).rows).toMatchObject([owed])
  })

  it('is the same whether it is read from what is open or from all that was allocated', async () => {
    const of = await creditor()
    const other = await of.within(ctx => aParty(ctx, { lastName: 'Roux' }))
    const mine = await of.owes(3000)
    await of.owes(4000, { of: other })
    const { id } = await of.call(payments.record, { customerId: other, cents: 5000, method: 'card' })
    await of.call(payments.allocate, { id, allocations: [{ invoiceId: mine.id, cents: 600 }] })
    const { id: back } = await of.call(payments.record, {
      customerId: other,
      cents: -400,
      method: 'card',
      allocations: [],
      paysBack: [{ paymentId: id, cents: 400 }],
    })
    await of.call(payments.undo, { id: back, reason: 'revenu' })
    const now = await of.call(balances.list, { sort: 'customer' })
    expect(now.rows.map(({ balanceCents }) => balanceCents)).toEqual([2400, -400])
    // Another day, after which nothing happened, is counted the other way.
    const later = { today: '2026-04-30' }
    const then = await of.call(balances.list, { sort: 'customer', on: '2026-03-31' }, later)
    expect(then.rows.map(({ balanceCents }) => balanceCents)).toEqual([2400, -400])
  })
})

describe('issuing and cashing in at once', () => {
  const draft = ({ within, customerId }: Creditor) =>
    within(async ctx => {
      const lines = [{ productId: null, quantity: 1, label: 'Café', unitCents: 1200, vatRateBps: 2000 }]
      return (await createDraft(ctx, { kind: 'invoice', customerId, priceBasis: 'gross', lines })).id
    })

  it('issues a draft and records its payment, which pays it', async () => {
    const of = await creditor()
    const id = await draft(of)
    const { number, payment } = await of.call(cash.cashIn, { id, method: 'card' })
    expect(payment).toMatchObject({ cents: 1200, openCents: 0, allocations: [{ documentNumber: number }] })
    await expect(of.call(cash.cashIn, { id, method: 'card' })).rejects.toMatchObject({ code: 'payments.nothingOpen' })
  })

  it('is taken of many documents at once, each by a payment of its own, those paid meanwhile left out', async () => {
    const of = await creditor()
    const another = await of.within(ctx => aParty(ctx))
    const [paid, first, second] = [await of.owes(900), await of.owes(1200), await of.owes(3400, { of: another })]
    await of.call(cash.cashIn, { id: paid.id, method: 'cash' })
    const ids = [second.id, paid.id, first.id, first.id]
    const asked = { ids, method: 'cheque' as const, receivedOn: '2026-03-30' }
    expect(await of.call(cash.cashInMany, asked)).toEqual({ count: 2 })
    const { rows } = await of.call(payments.list, { sort: '-number', limit: 2 })
    expect(rows).toMatchObject([
      { cents: 3400, customerId: another, method: 'cheque', receivedOn: '2026-03-30', openCents: 0 },
      { cents: 1200, customerId: of.customerId, method: 'cheque', receivedOn: '2026-03-30', openCents: 0 },
    ])
    await expect(of.call(cash.cashInMany, asked)).rejects.toMatchObject({ code: 'payments.noneOpen' })
  })

  it('takes an invoice that was issued; what is more stays to the credit of the customer', async () => {
    const of = await creditor()
    const { id } = await of.owes(3000)
    const { payment } = await of.call(cash.cashIn, { id, method: 'cash', cents: 5000 })
    expect(payment).toMatchObject({ cents: 5000, openCents: 2000 })
  })

  it('leaves the draft a draft when the payment is refused', async () => {
    const of = await creditor()
    const id = await draft(of)
    const tomorrow = { id, method: 'card' as const, receivedOn: '2026-04-01' }
    await expect(of.call(cash.cashIn, tomorrow)).rejects.toMatchObject({ code: 'payments.notYet' })
    expect(await of.call(cash.cashIn, { id, method: 'card' })).toMatchObject({ number: 'FA-2026-000001' })
  })
})

describe('a statement of account', () => {
  it('begins with what was owed, and ends with the balance of the customer', async () => {
    const of = await creditor('2026-06-30')
    const other = await of.within(ctx => aParty(ctx, { lastName: 'Roux', firstName: 'Ève' }))
    await of.owes(1000, { on: '2026-04-10' })
    const invoice = await of.owes(2000, { on: '2026-05-10' })
    await of.call(payments.record, {
      customerId: of.customerId,
      cents: 1500,
      method: 'cheque',
      reference: '1234567',
      receivedOn: '2026-05-20',
    })
    await of.call(payments.record, {
      customerId: other,
      cents: 500,
      method: 'card',
      receivedOn: '2026-06-02',
      allocations: [{ invoiceId: invoice.id, cents: 500 }],
    })
    const account = (customerId: string, from?: string) =>
      of
        .call(statements.list, { customerId, ...(from ? { from } : {}) })
        .then(({ rows }) =>
          rows.map(({ on, kind, debitCents, creditCents, balanceCents }) => [
            on,
            kind,
            debitCents,
            creditCents,
            balanceCents,
          ]),
        )
    expect(await account(of.customerId, '2026-05-01')).toEqual([
      ['2026-05-01', 'opening', 1000, 0, 1000],
      ['2026-05-10', 'invoice', 2000, 0, 3000],
      ['2026-05-20', 'payment', 0, 1500, 1500],
      ['2026-06-02', 'passed-on', 0, 500, 1000],
    ])
    expect(await account(other)).toEqual([
      ['2026-06-02', 'opening', 0, 0, 0],
      ['2026-06-02', 'payment', 0, 500, -500],
      ['2026-06-02', 'passed-on', 500, 0, 0],
    ])
    expect(await of.call(balances.get, { id: of.customerId })).toMatchObject({ balanceCents: 1000 })
  })
})
