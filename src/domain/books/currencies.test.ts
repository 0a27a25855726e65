import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { inEuros } from '../../values/currency.ts'
import { creditInvoice } from '../invoicing/actions/credit.ts'
import { issueInvoices } from '../invoicing/actions.ts'
import { ratesOperations as rates } from '../invoicing/operations/rates.ts'
import { aDesk, TODAY } from '../invoicing/testing/desk.ts'
import { undoAllocation } from '../payments/actions/undo.ts'
import { recordPayment } from '../payments/actions.ts'
import { allocationsOf } from '../payments/queries/allocations.ts'
import { withoutRateOperations } from './operations/without-rate.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

type Line = {
  journal: string
  account: string
  cents: number
  currency: string | null
  said: number | null
  letter: string | null
}

async function desk() {
  const one = await aDesk(database)
  const typeRate = (currency: string, ratedOn: string, rate: number) =>
    one.call(rates.type, { currency, ratedOn, perEuroMicros: rate * 1_000_000 })
  const booked = () =>
    one.within(async ({ db, company }) => {
      const { rows } = await db.execute<Line>(sql`
        select b.journal, b.account_code as account, b.debit_cents - b.credit_cents as cents, b.currency, b.currency_cents as said, m.letter
        from book_entries b left join book_matches m on m.company_id = b.company_id and m.id = b.id
        where b.company_id = ${company.id} order by b.year, b.number, b.line`)
      return rows
    })
  const accounts = async () => (await booked()).map(({ account, cents }) => `${account} ${cents}`)
  /** A sale of no VAT, as to the United States, on the shop's own paper. */
  const sell = (cents: number, currency = 'USD', number = 'S-1') =>
    one.within(async ctx => {
      const amounts = { netCents: cents, vatCents: 0, grossCents: cents, vatRateBps: 0 }
      const lines = [{ productId: null, label: 'Livre', quantity: 1, amounts }]
      const sale = { customerId: one.customerId, issuedOn: TODAY, number, currency, lines }
      return (await issueInvoices(ctx, [sale]))[0]!
    })
  const pay = (cents: number, more: object = {}) =>
    one.within(ctx =>
      recordPayment(ctx, {
        customerId: one.customerId,
        method: 'transfer',
        receivedOn: TODAY,
        cents,
        currency: 'USD',
        allocations: 'auto',
        ...more,
      }),
    )
  return { ...one, typeRate, booked, accounts, sell, pay }
}

describe('a document in another currency', () => {
  it('L-17 is booked in euros at the rate of its day, and the FEC says what it was in its currency', async () => {
    const { typeRate, sell, booked } = await desk()
    await typeRate('USD', '2026-03-01', 1.25)
    await typeRate('USD', '2026-03-20', 1.0842)
    await typeRate('CHF', '2026-03-20', 0.95)
    await sell(10_000)
    expect((await booked()).map(({ account, cents, currency, said }) => [account, cents, currency, said])).toEqual([
      ['411000', 9223, 'USD', 10_000],
      ['701000', -9223, 'USD', 10_000],
    ])
  })

  it('waits for its entries until its rate is typed, where it can be seen', async () => {
    const { typeRate, sell, pay, booked, accounts, call } = await desk()
    const { number } = await sell(10_000)
    await pay(10_000)
    expect(await booked()).toEqual([])
    const { rows } = await call(withoutRateOperations.list, {})
    expect(rows.map(({ kind, currency, cents }) => [kind, currency, cents])).toEqual([
      ['invoice', 'USD', 10_000],
      ['payment', 'USD', 10_000],
    ])
    expect(rows[0]!.number).toBe(number)
    await typeRate('CHF', TODAY, 0.95)
    expect(await booked()).toEqual([])
    await typeRate('USD', '2026-02-01', 1.1)
    expect(await accounts()).toEqual(['411000 9091', expect.stringContaining(' -9091'), '411000 -9091', '512000 9091'])
    expect((await call(withoutRateOperations.count, {})).count).toBe(0)
  })

  it('L-3 says its VAT in euros with the rate, and is not issued by us before the rate is known', async () => {
    const { typeRate, draft, issue, get, booked } = await desk()
    const { id } = await draft({ currency: 'CHF' })
    await expect(issue({ currency: 'CHF' })).rejects.toMatchObject({ data: { values: { missing: 'rate' } } })
    await typeRate('CHF', TODAY, 0.96)
    await issue({ currency: 'CHF' })
    expect((await get(id)).currency).toBe('CHF')
    const lines = await booked()
    expect(lines.map(({ cents, said }) => [cents, said])).toEqual([
      [10_417, 10_000],
      [-8680, 8333],
      [-1736, 1667],
      [-1, null],
    ])
  })

  it('leaves the difference of exchange to 666 or 766 once it is settled, and its lines are lettered', async () => {
    const { typeRate, sell, pay, booked } = await desk()
    await typeRate('USD', '2026-03-01', 1.0842)
    await sell(10_000)
    await pay(4000, { euroCents: 3600 })
    expect(await booked()).toHaveLength(4)
    await pay(6000, { euroCents: 5500 })
    const lines = await booked()
    expect(lines.slice(6).map(({ journal, account, cents, said }) => [journal, account, cents, said])).toEqual([
      ['OD', '411000', -123, null],
      ['OD', '666000', 123, null],
    ])
    const customer = lines.filter(({ account }) => account === '411000')
    expect(customer.reduce((sum, { cents }) => sum + cents, 0)).toBe(0)
    expect(new Set(customer.map(({ letter }) => letter))).toEqual(new Set(['A']))
  })

  it('gives the difference back when a payment is taken off it, and finds it again', async () => {
    const { typeRate, sell, pay, booked, within } = await desk()
    await typeRate('USD', '2026-03-01', 1.25)
    await sell(10_000)
    const { id } = await pay(10_000, { euroCents: 8200 })
    expect((await booked()).at(-1)).toMatchObject({ account: '766000', cents: -200 })
    await within(async ctx => {
      const [allocated] = await allocationsOf(ctx, { paymentId: id })
      await undoAllocation(ctx, allocated!.id)
    })
    const undone = await booked()
    expect(undone.slice(6).map(({ account, cents }) => [account, cents])).toEqual([
      ['411000', -200],
      ['766000', 200],
    ])
    expect(undone.filter(({ account, letter }) => account === '411000' && letter === null)).toHaveLength(2)
  })

  it('credits at the rate of the invoice, whatever the rate of the day', async () => {
    const { typeRate, sell, accounts, within } = await desk()
    await typeRate('USD', '2026-03-01', 1.25)
    const { id } = await sell(9999)
    await typeRate('USD', TODAY, 1.05)
    await within(ctx =>
      creditInvoice(ctx, id, { reason: 'Erreur', on: TODAY, service: 'keep', asked: { whole: true } } as never),
    )
    const lines = await accounts()
    expect(lines).toHaveLength(4)
    expect(lines.filter(line => line.startsWith('411000'))).toEqual(['411000 7999', '411000 -7999'])
  })

  it('is paid in its own currency', async () => {
    const { typeRate, sell, within, customerId } = await desk()
    await typeRate('USD', '2026-03-01', 1.25)
    const { id } = await sell(10_000)
    await expect(
      within(ctx =>
        recordPayment(ctx, {
          customerId,
          method: 'card',
          receivedOn: TODAY,
          cents: 8000,
          allocations: [{ invoiceId: id, cents: 8000 }],
        }),
      ),
    ).rejects.toMatchObject({ code: 'payments.otherCurrency' })
  })
})

describe('amounts in euros', () => {
  it('are within half a cent of the exact amount, and the opposite amount gives the opposite', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), fc.integer({ min: 1, max: 1e9 }), (cents, rate) => {
        const euros = inEuros(cents, rate)
        const [exact, found] = [BigInt(cents) * 1_000_000n, BigInt(euros) * BigInt(rate)]
        const off = exact > found ? exact - found : found - exact
        expect(2n * off <= BigInt(rate)).toBe(true)
        expect(inEuros(-cents, rate)).toBe(euros === 0 ? 0 : -euros)
      }),
    )
  })
})
