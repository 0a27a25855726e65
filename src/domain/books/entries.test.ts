import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { issueInvoices } from '../invoicing/actions.ts'
import { aParty } from '../parties/factory.ts'
import { recordPayment } from '../payments/actions.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

type Line = {
  number: number
  line: number
  journal: string
  account: string
  aux: string
  piece: string
  cents: number
  letter: string | null
}
const booked = ({ company, within }: Publisher) =>
  within(async ({ db }) => {
    const { rows } = await db.execute<Line>(sql`
      select b.number, b.line, b.journal, b.account_code as account, b.aux_label as aux, b.piece,
        b.debit_cents - b.credit_cents as cents, m.letter
      from book_entries b left join book_matches m on m.company_id = b.company_id and m.id = b.id
      where b.company_id = ${company.id} order by b.year, b.number, b.line`)
    return rows
  })
const short = (lines: readonly Line[]) =>
  lines.map(({ number, journal, account, cents }) => [number, journal, account, cents])

describe('entries of sales', () => {
  it('L-17 an invoice is written as it is issued: the customer, the sale, the VAT of its rate', async () => {
    const all = await publisher()
    const { invoice } = await all.sell('ABO-A112', '2023-08-31', { to: { lastName: 'Durand', firstName: 'Paul' } })
    const lines = await booked(all)
    expect(short(lines)).toEqual([
      [1, 'VE', '411000', 3400],
      [1, 'VE', '701000', -2833],
      [1, 'VE', '445711', -567],
    ])
    expect(lines.map(({ piece, aux }) => [piece, aux])).toEqual([
      [invoice.number, 'Mme Paul Durand'],
      [invoice.number, ''],
      [invoice.number, ''],
    ])
  })

  it('L-17 what costs nothing is not written', async () => {
    const all = await publisher()
    await all.sell('ABO-PR12', '2023-08-31')
    expect(await booked(all)).toEqual([])
  })

  it('L-17 numbers follow one another in the order of validation, fiscal year by fiscal year', async () => {
    const all = await publisher()
    await all.within(async ctx => {
      const customerId = await aParty(ctx)
      const lines = [{ productId: all.products.get('NUM-4')!, quantity: 1 }]
      await issueInvoices(
        ctx,
        ['2022-12-31', '2023-01-01', '2023-01-01'].map(issuedOn => ({ customerId, issuedOn, lines })),
      )
    })
    await all.sell('NUM-5', '2023-08-31')
    const numbers = await all.within(
      async ({ db }) =>
        (
          await db.execute<{ year: number; number: number }>(sql`
        select year, number from book_entries where company_id = ${all.company.id} group by 1, 2 order by 1, 2`)
        ).rows,
    )
    expect(numbers.map(({ year, number }) => `${year}/${number}`)).toEqual(['2022/1', '2023/1', '2023/2', '2023/3'])
  })

  it('L-17 a thousand invoices issued at once are written by few statements, each once', async () => {
    const all = await publisher()
    const statements: string[] = []
    await all.within(async ctx => {
      const customerId = await aParty(ctx)
      const productId = all.products.get('ABO-A112')!
      const execute = ctx.db.execute.bind(ctx.db)
      const sales = Array.from({ length: 1000 }, (_, n) => ({
        customerId,
        issuedOn: '2023-08-31',
        lines: [{ productId, quantity: 1 + (n % 3) }],
      }))
      Object.assign(ctx.db, {
        execute: (query: never) => {
          if (JSON.stringify(query).includes('book_')) statements.push('')
          return execute(query)
        },
      })
      await issueInvoices(ctx, sales)
    })
    const lines = await booked(all)
    expect(lines).toHaveLength(3000)
    expect(lines.at(-1)!.number).toBe(1000)
    expect(statements.length).toBeLessThan(8)
  })

  it('L-17 clerks who issue at once leave no gap, and no number twice', async () => {
    const all = await publisher()
    await Promise.all(Array.from({ length: 8 }, () => all.sell('NUM-4', '2023-08-31')))
    const numbers = [...new Set((await booked(all)).map(({ number }) => number))]
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('L-17 every entry balances to the cent, whatever is sold', async () => {
    const all = await publisher()
    const code = fc.constantFrom('ABO-A112', 'ABO-A224', 'NUM-4', 'NUM-5', 'ENVOI', 'ABO-PR12')
    const line = fc.record({
      code,
      quantity: fc.integer({ min: 1, max: 50 }),
      unitGrossCents: fc.option(fc.integer({ min: 0, max: 99_999 }), { nil: undefined }),
    })
    const documents = fc.sample(fc.array(line, { minLength: 1, maxLength: 6 }), { numRuns: 300, seed: 4 })
    await all.within(async ctx => {
      const customerId = await aParty(ctx)
      await issueInvoices(
        ctx,
        documents.map(lines => ({
          customerId,
          issuedOn: '2023-08-31',
          lines: lines.map(({ code, ...rest }) => ({ productId: all.products.get(code)!, ...rest })),
        })),
      )
    })
    const entries = Map.groupBy(await booked(all), ({ number }) => number)
    expect(entries.size).toBeGreaterThan(250)
    for (const lines of entries.values()) expect(lines.reduce((sum, { cents }) => sum + cents, 0)).toBe(0)
  })
})

describe('entries of money', () => {
  const pay = (
    all: Publisher,
    customerId: string,
    invoiceId: string,
    cents: number,
    method: 'cash' | 'cheque' | 'transfer' = 'transfer',
  ) =>
    all.within(ctx =>
      recordPayment(ctx, { customerId, method, receivedOn: '2023-08-31', cents, allocations: [{ invoiceId, cents }] }),
    )

  it('L-17 a payment is written by its method, and letters the invoice once it is paid whole', async () => {
    const all = await publisher()
    const { customerId, invoice } = await all.sell('ABO-A112', '2023-08-01')
    await pay(all, customerId, invoice.id, 1000, 'cash')
    expect((await booked(all)).map(({ letter }) => letter)).toEqual([null, null, null, null, null])
    await pay(all, customerId, invoice.id, 2400, 'cheque')
    const lines = await booked(all)
    expect(short(lines.slice(3))).toEqual([
      [2, 'CA', '411000', -1000],
      [2, 'CA', '530000', 1000],
      [3, 'BQ', '411000', -2400],
      [3, 'BQ', '511200', 2400],
    ])
    expect(lines.filter(({ letter }) => letter === 'A').map(({ account, cents }) => [account, cents])).toEqual([
      ['411000', 3400],
      ['411000', -1000],
      ['411000', -2400],
    ])
  })
})
