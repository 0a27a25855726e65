import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { booksOperations as books } from '../books/operations.ts'
import {
  movementsOperations as movements,
  statementsOperations as statements,
} from '../payments/operations/statements.ts'
import { aCollector, OUR_IBAN } from './factory.ts'
import {
  debitBatchesOperations as batches,
  debitsOperations as debits,
  debitNoticesOperations as notices,
} from './operations/batches.ts'
import { debitReturnsOperations as returns } from './operations/returns.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const DAY = '2026-03-16'
const LATER = { today: '2026-03-20' }

/** Two invoices collected on the 16th. */
async function collected() {
  const of = await aCollector(database, { reactions, constraints })
  await of.owesByDebit(3400)
  await of.owesByDebit(1200)
  await of.call(notices.send, {})
  const { id } = await of.call(batches.create, { collectOn: DAY })
  const { batch } = await of.call(batches.handOver, { id })
  await of.call(batches.collect, { id }, { today: DAY })
  const read = (entries: string) => of.call(statements.take, { name: 'releve.xml', content: camt(entries) }, LATER)
  return { ...of, batch, read, debits: (await of.call(debits.list, { batchId: id, sort: 'cents' })).rows }
}

const camt = (entries: string) =>
  Buffer.from(
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${OUR_IBAN}</IBAN></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`,
  ).toString('base64')
const credit = (euros: string, details: string, words = '') =>
  `<Ntry><Amt Ccy="EUR">${euros}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-17</Dt></BookgDt><NtryDtls>${details}</NtryDtls><AddtlNtryInf>${words}</AddtlNtryInf></Ntry>`

describe('a bank statement', () => {
  it('L-16 that credits a batch as one is known by its reference: what its payments told is not received twice', async () => {
    const of = await collected()
    const reference = `<Btch><PmtInfId>${of.batch.messageReference}-RCUR</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>`
    await of.read(credit('46.00', reference) + credit('46.00', '', 'VIR MARTIN'))
    const { rows } = await of.call(movements.list, { sort: 'bookedOn' }, LATER)
    expect(rows.map(({ state, note }) => [state, note]).sort()).toEqual([
      ['open', ''],
      ['set-aside', 'Remise de prélèvements 1'],
    ])
    expect(await of.call(batches.get, { id: of.batch.id })).toMatchObject({ creditedOn: '2026-03-17' })
  })

  it('L-16 that names none is known by its words, amount and days, and a like amount of somebody else is left', async () => {
    const of = await collected()
    await of.read(credit('46.00', '', 'VIR MARTIN'))
    expect(await of.call(batches.get, { id: of.batch.id })).toMatchObject({ creditedOn: null })
    await of.read(credit('46.00', '', 'REMISE PRLV SEPA'))
    expect(await of.call(batches.get, { id: of.batch.id })).toMatchObject({ creditedOn: '2026-03-17' })
  })

  it('L-16 that tells each debit by itself is matched to the payment of that debit', async () => {
    const of = await collected()
    const [small] = of.debits
    await of.read(credit('12.00', `<TxDtls><Refs><EndToEndId>${small!.endToEndId}</EndToEndId></Refs></TxDtls>`))
    const [movement] = (await of.call(movements.list, {}, LATER)).rows
    expect(movement!.proposal).toMatchObject({ confidence: 'sure', reason: 'recorded', paymentId: small!.paymentId })
    await of.call(movements.accept, { ids: [movement!.id] }, LATER)
    expect((await of.call(movements.list, {}, LATER)).rows[0]).toMatchObject({ state: 'matched' })
  })
})

describe('what the bank charges for a return', () => {
  it('L-17 is in the books, once, from the account that was collected on', async () => {
    const of = await collected()
    const [small, large] = of.debits
    await of.call(returns.record, { id: small!.id, code: 'AM04', chargeCents: 150 }, LATER)
    await of.call(returns.record, { id: large!.id, code: 'AM04' }, LATER)
    const { rows } = await of.call(books.list, { limit: 200 }, LATER)
    const charged = rows.filter(({ piece, label }) => piece === small!.endToEndId && label.startsWith('Frais'))
    expect(charged.map(({ accountCode, debitCents, creditCents }) => [accountCode, debitCents, creditCents])).toEqual([
      ['627000', 150, null],
      ['512000', null, 150],
    ])
  })
})
