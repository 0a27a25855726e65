import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { fecDownload } from '../domain/books/downloads.ts'
import { booksOperations } from '../domain/books/operations.ts'
import { faultsOf } from '../domain/books/testing/fec-checker.ts'
import { ratesOperations } from '../domain/invoicing/operations/rates.ts'
import { papersOf } from '../domain/invoicing/queries/paper.ts'
import { vatInEuros } from '../domain/invoicing/rules/paper.ts'
import { aDesk, TODAY } from '../domain/invoicing/testing/desk.ts'
import { asOwner } from '../domain/journal/factory.ts'
import { foundInWords } from '../domain/journal/labels/findings.ts'
import { allClosings } from '../domain/journal/queries/entries.ts'
import { recordPayment } from '../domain/payments/actions.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { sealWith } from '../platform/mail/seal.ts'
import { router } from './router.ts'
import { say } from './texts.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
  sealWith('0123456789abcdef0123456789abcdef')
})
afterAll(() => database.close())

/** A desk that sells in Swiss francs too, and a franc of so many millionths for one euro. */
async function desk(perEuroMicros = 961_200) {
  const one = await aDesk(database)
  await one.call(ratesOperations.type, { currency: 'CHF', ratedOn: TODAY, perEuroMicros })
  const pay = (invoiceId: string, cents: number, currency: string) =>
    one.within(ctx =>
      recordPayment(ctx, {
        customerId: one.customerId,
        method: 'transfer',
        receivedOn: TODAY,
        cents,
        currency,
        allocations: [{ invoiceId, cents }],
      }),
    )
  return { ...one, pay }
}

const rates = [2000, 1000, 550, 210] as const
const documents = fc.record({
  perEuroMicros: fc.integer({ min: 400_000, max: 3_000_000 }),
  lines: fc.array(
    fc.record({ unitCents: fc.integer({ min: 1, max: 99_999 }), vatRateBps: fc.constantFrom(...rates) }),
    { minLength: 1, maxLength: 5 },
  ),
  percentBps: fc.constantFrom(0, 0, 750),
})

describe('VAT of another currency', () => {
  it('L-3 L-9 is the same in euros on the paper, in the books and in what is due, to the cent', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async ({ perEuroMicros, lines, percentBps }) => {
        const { issue, text, within, call } = await desk(perEuroMicros)
        const { id } = await issue({
          currency: 'CHF',
          lines: lines.map(({ unitCents, vatRateBps }) => text(unitCents, { vatRateBps })),
          allowances: percentBps ? [{ kind: 'discount', reason: 'Fidélité', percentBps }] : [],
        })
        const [paper] = await within(async ctx => [...(await papersOf(ctx, [id])).values()])
        const { rows } = await within(({ db, company }) =>
          db.execute<{ cents: number }>(sql`select coalesce(sum(credit_cents - debit_cents), 0)::bigint as cents
            from book_entries where company_id = ${company.id} and starts_with(account_code, '44571')`),
        )
        const due = await call(booksOperations.vat, { from: TODAY, to: TODAY })
        const said = vatInEuros(paper!)
        expect(rows[0]!.cents).toBe(said)
        expect(due.reduce((sum, { vatCents }) => sum + vatCents, 0)).toBe(said)
      }),
      { numRuns: 12 },
    )
  }, 60_000)
})

describe('the FEC of sales in another currency', () => {
  it('L-17 gives each line in euros, and in columns 17 and 18 what it was in the currency of the document', async () => {
    const { issue, pay, within, company } = await desk()
    const francs = await issue({ currency: 'CHF' })
    await pay(francs.id, 10_000, 'CHF')
    await issue()
    const { name, bytes } = await within(async ctx =>
      database.transaction(company.id, async (db, client) => {
        const file = await fecDownload.file({ ...ctx, db }, { year: 2026, encoding: 'utf-8' }, client)
        const out = new PassThrough()
        const whole = buffer(out)
        await file.write(out)
        return { name: file.name, bytes: await whole }
      }),
    )
    expect(faultsOf(name, bytes)).toEqual([])
    const rows = bytes
      .toString()
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => line.split('\t'))
    expect(rows.map(cells => [4, 11, 12, 16, 17].map(at => cells[at]).join(' '))).toEqual([
      '411000 104,04 0,00 100,00 CHF',
      '701000 0,00 86,69 83,33 CHF',
      '445711 0,00 17,34 16,67 CHF',
      '758000 0,00 0,01  ',
      '411000 0,00 104,04 100,00 CHF',
      '512000 104,04 0,00 100,00 CHF',
      '411000 100,00 0,00  ',
      '701000 0,00 83,33  ',
      '445711 0,00 16,67  ',
    ])
  })
})

describe('closings of sales in two currencies', () => {
  it('L-1 add francs to francs and euros to euros, and what is sealed verifies', async () => {
    const { issue, pay, within, call } = await desk()
    const francs = await issue({ currency: 'CHF' })
    await pay(francs.id, 4000, 'CHF')
    const euros = await issue()
    await pay(euros.id, 10_000, 'EUR')
    const tomorrow = { today: '2026-03-21' }
    await call(router.journal.close, undefined, tomorrow)
    const [day] = await within(allClosings, tomorrow)
    const { totals } = JSON.parse(day!.facts)
    const sale = { count: 1, grossCents: 10_000, vat: { 'S 2000': { netCents: 8333, vatCents: 1667 } }, methods: {} }
    expect(totals).toMatchObject({
      invoice: sale,
      'invoice CHF': sale,
      payment: { count: 1, grossCents: 10_000, methods: { transfer: 10_000 } },
      'payment CHF': { count: 1, grossCents: 4000, methods: { transfer: 4000 } },
      allocation: { count: 1 },
      'allocation CHF': { count: 1 },
    })
    const { check } = await call(router.journal.verify, undefined, tomorrow)
    expect(check).toMatchObject({ findingCount: 0 })
  })
})

describe('what is said of amounts in another currency', () => {
  it('names the currency of the document: in its mail, in what refuses a payment or a credit, in what was changed', async () => {
    const { issue, pay, call, company } = await desk()
    const { id, number } = await issue({ currency: 'CHF' })
    const preview = await call(router.documentMails.read, { id })
    expect(preview.text).toContain('100,00\u202fCHF')
    const refused = (work: Promise<unknown>) =>
      work.catch(({ code, values, data }) => say('fr', code, values ?? data.values))
    expect(await refused(pay(id, 10_001, 'CHF'))).toBe(`Il ne reste que 100,00\u202fCHF à régler sur ${number}.`)
    const credit = {
      id,
      reason: 'Erreur',
      on: TODAY,
      service: 'keep' as const,
      amounts: [{ vatCategory: 'S' as const, vatRateBps: 2000, cents: 10_001 }],
    }
    expect(await refused(call(router.invoices.credit, credit))).toBe('Il ne reste que 100,00\u202fCHF à créditer.')
    const paid = await pay(id, 4000, 'CHF')
    const allocation = { id: paid.id, allocations: [{ invoiceId: id, cents: 1 }] }
    expect(await refused(call(router.payments.allocate, allocation))).toMatch(/0,00\u202fCHF/)
    await asOwner(
      inject('ownerUrl'),
      'update invoices set net_cents = net_cents + 1, gross_cents = gross_cents + 1 where company_id = $1 and id = $2',
      [company.id, id],
    )
    const { check } = await call(router.journal.verify, undefined)
    expect(check!.findings.map(finding => foundInWords(finding, 'fr')).join(' ')).toContain(
      'TTC vaut «\u202f100,01\u202fCHF\u202f»',
    )
  })
})
