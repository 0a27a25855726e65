import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { createRecord } from '../../platform/db/records.ts'
import { aParty } from '../parties/factory.ts'
import { aCreditor } from './factory.ts'
import { movementsOperations as movements, statementsOperations as statements } from './operations/statements.ts'
import { paymentsOperations as payments } from './operations.ts'
import { bankAccounts } from './tables.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const IBAN = 'FR7630001007941234567890185'

async function banker() {
  const of = await aCreditor(database, { reactions, constraints })
  const bankAccountId = await of.within(ctx => createRecord(ctx, bankAccounts, { name: 'Banque', iban: IBAN }))
  return { ...of, bankAccountId }
}
type Banker = Awaited<ReturnType<typeof banker>>

const base64 = (text: string) => Buffer.from(text).toString('base64')
type Line = { cents: number; name?: string; text?: string; reference?: string; iban?: string; on?: string }
const csv = (lines: readonly Line[]) =>
  `Date;Montant;Tiers;Libellé;Référence;IBAN\n${lines
    .map(({ cents, name = '', text = '', reference = '', iban = '', on = '2026-03-20' }) =>
      [on, (cents / 100).toFixed(2), name, text, reference, iban].join(';'),
    )
    .join('\n')}\n`
const take = ({ call, bankAccountId }: Banker, lines: readonly Line[] | string, name = 'mars.csv') =>
  call(statements.take, { name, bankAccountId, content: base64(typeof lines === 'string' ? lines : csv(lines)) })
const waiting = async ({ call }: Banker) => (await call(movements.list, { state: 'open', limit: 200 })).rows
const proposalOf = async (of: Banker) => (await waiting(of)).at(-1)!.proposal
const camt = (entries: string, iban = IBAN) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const entry = (amount: string, text: string, more = '') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-20</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls>${more}</Ntry>`

describe('a bank statement', () => {
  it('is shown before it is taken, and taken once: the same file, and the same movement of another file', async () => {
    const of = await banker()
    const file = camt(entry('34.00', 'un') + entry('10.00', 'deux') + entry('x', 'trois'))
    const given = { name: 'mars.xml', content: base64(file) }
    const preview = await of.call(statements.preview, given)
    expect(preview).toMatchObject({ format: 'camt.053', layout: null, missing: [] })
    expect(preview.accounts).toMatchObject([
      { account: IBAN, bankAccount: 'Banque', count: 2, knownCount: 0, inCents: 4400, outCents: 0, alreadyRead: false },
    ])
    expect(await waiting(of)).toEqual([])
    const { statements: taken } = await of.call(statements.take, given)
    expect(taken).toMatchObject([{ readCount: 2, takenCount: 2, refused: [{ line: 3, code: 'amountUnreadable' }] }])
    await expect(of.call(statements.take, given)).rejects.toMatchObject({ code: 'payments.statementAlreadyRead' })
    const more = { name: 'avril.xml', content: base64(camt(entry('10.00', 'deux') + entry('5.00', 'quatre'))) }
    expect((await of.call(statements.preview, more)).accounts).toMatchObject([{ count: 2, knownCount: 1 }])
    expect((await of.call(statements.take, more)).statements).toMatchObject([{ readCount: 2, takenCount: 1 }])
    expect((await waiting(of)).map(({ text }) => text).sort()).toEqual(['deux', 'quatre', 'un'])
    const { rows } = await of.call(statements.list, {})
    expect(rows).toMatchObject([
      { name: 'avril.xml', openCount: 1 },
      { name: 'mars.xml', refusedCount: 1 },
    ])
    expect((await of.call(statements.get, { id: rows[1]!.id })).refused).toHaveLength(1)
  })

  it('of another account is refused by its IBAN, and what is no statement in words', async () => {
    const of = await banker()
    const other = { name: 'x.xml', content: base64(camt(entry('1.00', 'un'), 'FR99')) }
    await expect(of.call(statements.take, other)).rejects.toMatchObject({ code: 'payments.notOurAccount' })
    for (const [content, code] of [
      ['<a/>', 'notAStatement'],
      ['<a>', 'xmlBroken'],
      ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'xmlBroken'],
    ] as const)
      await expect(of.call(statements.take, { name: 'x', content: base64(content) })).rejects.toMatchObject({
        code: `payments.${code}`,
      })
  })

  it('keeps the columns somebody said for the next file with the same headings', async () => {
    const of = await banker()
    const file = (on: string) => `Jour;Quoi;Combien\n${on};Dupont;34,00\n`
    const given = { name: 'a.csv', content: base64(file('02/03/2026')), bankAccountId: of.bankAccountId }
    const { layout, missing } = await of.call(statements.preview, given)
    expect(layout).toMatchObject({
      headings: ['Jour', 'Quoi', 'Combien'],
      samples: [['02/03/2026', 'Dupont', '34,00']],
    })
    expect(missing).toEqual(['bookedOn', 'amount'])
    await expect(of.call(statements.take, given)).rejects.toMatchObject({ code: 'payments.columnsMissing' })
    const columns = { bookedOn: 0, text: 1, amount: 2 }
    expect((await of.call(statements.take, { ...given, columns })).statements).toMatchObject([{ takenCount: 1 }])
    const next = { ...given, content: base64(file('03/03/2026')) }
    expect(await of.call(statements.preview, next)).toMatchObject({ missing: [], layout: { columns } })
    expect((await of.call(statements.take, next)).statements).toMatchObject([{ takenCount: 1 }])
  })
})

describe('a movement', () => {
  it('seems to pay the document whose number it tells, and is taken with all that are sure', async () => {
    const of = await banker()
    const [one, two] = [await of.owes(3400), await of.owes(5000)]
    await of.owes(7000)
    const [, year, sequence] = one.number.split('-')
    await take(of, [
      { cents: 3400, text: `VIR FACTURE ${Number(sequence)} du ${year}`, reference: `FA ${year} ${Number(sequence)}` },
      { cents: 5000, name: 'Inconnu', text: `reglement ${two.number.replaceAll('-', '')}` },
    ])
    const found = await waiting(of)
    expect(found.map(({ proposal }) => proposal)).toMatchObject([
      { confidence: 'sure', reason: 'number', allocations: [{ invoiceId: one.id, cents: 3400 }] },
      { confidence: 'sure', reason: 'number', allocations: [{ invoiceId: two.id, cents: 5000 }] },
    ])
    expect(await of.call(movements.summary, undefined)).toEqual([{ confidence: 'sure', count: 2, cents: 8400 }])
    expect(await of.call(movements.accept, {})).toEqual({ accepted: 2, changed: 0 })
    expect(await waiting(of)).toEqual([])
    const { rows } = await of.call(payments.list, {})
    expect(rows).toMatchObject([
      {
        cents: 5000,
        openCents: 0,
        source: 'statement',
        method: 'transfer',
        receivedOn: '2026-03-20',
        bankAccount: 'Banque',
      },
      { cents: 3400, openCents: 0, source: 'statement' },
    ])
    await expect(of.call(movements.accept, { ids: [found[0]!.id] })).rejects.toMatchObject({
      code: 'payments.movementNotOpen',
    })
  })

  it('that pays part of a document, or more than it, is likely', async () => {
    const of = await banker()
    const invoice = await of.owes(10_000)
    await take(of, [{ cents: 4000, text: invoice.number }])
    expect(await proposalOf(of)).toMatchObject({
      confidence: 'likely',
      reason: 'numberPart',
      allocations: [{ cents: 4000 }],
    })
    await of.call(movements.accept, { ids: [(await waiting(of))[0]!.id] })
    await take(of, [{ cents: 9000, text: invoice.number }])
    expect(await proposalOf(of)).toMatchObject({
      confidence: 'likely',
      reason: 'numberOver',
      allocations: [{ cents: 6000 }],
    })
  })

  it('of a like name and the exact amount is likely, of the amount alone weak, and of several the sum', async () => {
    const of = await banker()
    const marie = await of.within(ctx => aParty(ctx, { lastName: 'Lefèvre', firstName: 'Marie-Noëlle' }))
    const invoice = await of.owes(4200, { of: marie })
    await of.owes(4300)
    await take(of, [{ cents: 4200, name: 'MME LEFEVRE MARIE NOELLE' }])
    expect(await proposalOf(of)).toMatchObject({ confidence: 'likely', reason: 'amountAndName', customerId: marie })
    await take(of, [{ cents: 4300, text: 'VIREMENT RECU' }], 'b.csv')
    expect((await waiting(of)).find(({ cents }) => cents === 4300)!.proposal).toMatchObject({
      confidence: 'weak',
      reason: 'amount',
    })
    await of.owes(1000, { of: marie })
    await of.owes(5555, { of: marie })
    await take(of, [{ cents: 6555, name: 'Marie-Noelle Lefevre' }], 'c.csv')
    expect((await waiting(of)).find(({ cents }) => cents === 6555)!.proposal).toMatchObject({
      confidence: 'likely',
      reason: 'nameSum',
      allocations: [{ cents: 1000 }, { cents: 5555 }],
    })
    expect(invoice.id).toBe(
      (await waiting(of)).find(({ cents }) => cents === 4200)!.proposal!.allocations[0]!.invoiceId,
    )
  })

  it('from an account that paid before is sure once its amount is exact', async () => {
    const of = await banker()
    const invoice = await of.owes(4200)
    await take(of, [{ cents: 4200, name: 'Comptabilité', iban: 'FR7612345', text: invoice.number }])
    await of.call(movements.accept, {})
    await of.owes(6100)
    await take(of, [{ cents: 6100, name: 'Comptabilité', iban: 'FR76 12345', on: '2026-03-21' }], 'b.csv')
    expect(await proposalOf(of)).toMatchObject({
      confidence: 'sure',
      reason: 'account',
      allocations: [{ cents: 6100 }],
    })
  })

  it('that was recorded by hand before is linked to that payment, not recorded twice', async () => {
    const of = await banker()
    await of.owes(3400)
    const paid = await of.call(payments.record, {
      customerId: of.customerId,
      cents: 3400,
      method: 'transfer',
      receivedOn: '2026-03-18',
    })
    await take(of, [{ cents: 3400, name: 'Florence Dupont' }])
    expect(await proposalOf(of)).toMatchObject({ reason: 'recorded', paymentId: paid.id })
    await of.call(movements.accept, { ids: [(await waiting(of))[0]!.id] })
    expect(await of.call(payments.count, {})).toEqual({ count: 1 })
    expect((await of.call(movements.list, { state: 'matched' })).rows).toMatchObject([{ paymentId: paid.id }])
  })

  it('that takes back a payment of the same reference undoes it: the document is open again', async () => {
    const of = await banker()
    const invoice = await of.owes(3400)
    await take(of, [{ cents: 3400, reference: 'PRLV-0001', text: `${invoice.number} PRLV` }])
    await of.call(movements.accept, {})
    await take(of, [{ cents: -3400, reference: 'PRLV-0001', text: 'REJET', on: '2026-03-25' }], 'b.csv')
    expect(await proposalOf(of)).toMatchObject({ confidence: 'sure', reason: 'reversal' })
    expect(await of.call(movements.accept, {})).toEqual({ accepted: 1, changed: 0 })
    const { rows } = await of.call(payments.list, {})
    expect(rows.map(({ cents, method }) => [cents, method])).toEqual([
      [-3400, 'direct-debit'],
      [3400, 'direct-debit'],
    ])
    const { rows: open } = await of.within(({ db, company }) =>
      db.execute(
        sql`select open_cents as open from invoice_states where company_id = ${company.id} and id = ${invoice.id}`,
      ),
    )
    expect(open).toEqual([{ open: 3400 }])
  })

  it('is not taken by a proposal that is no longer so', async () => {
    const of = await banker()
    const invoice = await of.owes(3400)
    await take(of, [{ cents: 3400, text: invoice.number }])
    await of.call(payments.record, { customerId: of.customerId, cents: 3400, method: 'cheque' })
    const [movement] = await waiting(of)
    await expect(of.call(movements.accept, { ids: [movement!.id] })).rejects.toMatchObject({
      code: 'payments.proposalChanged',
    })
    expect(await of.call(movements.accept, {})).toEqual({ accepted: 0, changed: 1 })
    expect(await of.call(movements.propose, undefined)).toEqual({ count: 1 })
    expect((await waiting(of))[0]!.proposal).toBeNull()
    await expect(of.call(movements.accept, { ids: [movement!.id] })).rejects.toMatchObject({
      code: 'payments.nothingProposed',
    })
  })

  it('pays what a person says, of another customer too, or stays on account, or is set aside with a note', async () => {
    const of = await banker()
    const other = await of.within(ctx => aParty(ctx, { lastName: 'Roux' }))
    const invoice = await of.owes(3000, { of: other })
    await take(of, [{ cents: 5000, name: 'x' }, { cents: -1250, text: 'Frais' }, { cents: 99 }])
    expect(await waiting(of)).toHaveLength(3)
    const allocations = [{ invoiceId: invoice.id, cents: 3000 }]

    const byCents = async (cents: number) => (await waiting(of)).find(one => one.cents === cents)!.id

    const matched = await of.call(movements.match, { id: await byCents(5000), customerId: other, allocations })
    expect(matched).toMatchObject({ state: 'matched', paymentNumber: 1 })
    const feesId = await byCents(-1250)
    await of.call(movements.setAside, { ids: [feesId], note: 'Frais de tenue de compte' })
    expect((await of.call(movements.list, { state: 'set-aside' })).rows).toMatchObject([
      { note: 'Frais de tenue de compte' },
    ])
    expect(await of.call(movements.reopen, { id: feesId })).toMatchObject({ state: 'open', note: '' })
    await expect(of.call(movements.reopen, { id: matched.id })).rejects.toMatchObject({ code: 'payments.movementPaid' })
    await of.call(payments.undo, { id: matched.paymentId!, reason: 'Erreur' })
    expect(await of.call(movements.reopen, { id: matched.id })).toMatchObject({ state: 'open' })
    await of.call(movements.match, { id: matched.id, customerId: other })
    expect((await of.call(payments.list, {})).rows[0]).toMatchObject({ cents: 5000, openCents: 5000 })
  })

  it('is seen and matched by its company alone', async () => {
    const of = await banker()
    await take(of, [{ cents: 99 }])
    const [movement] = await waiting(of)
    const neighbour = await banker()
    expect(await waiting(neighbour)).toEqual([])
    await expect(
      neighbour.call(movements.match, { id: movement!.id, customerId: neighbour.customerId }),
    ).rejects.toMatchObject({ code: 'payments.movementNotOpen' })
  })
})
