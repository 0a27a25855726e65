import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { paymentsOperations as payments } from '../payments/operations.ts'
import { aCollector, aMandate } from './factory.ts'
import {
  debitBatchesOperations as batches,
  debitCandidatesOperations as candidates,
  debitsOperations as debits,
  debitNoticesOperations as notices,
} from './operations/batches.ts'
import { mandatesOperations as mandates } from './operations/mandates.ts'
import { debitReturnsOperations as returns } from './operations/returns.ts'
import { DAY, handedOver } from './testing/handed-over.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 6)
})
afterAll(() => database.close())

const collector = (given = {}) => aCollector(database, { reactions, constraints, ...given })
type Collector = Awaited<ReturnType<typeof collector>>

const verdictOf = async ({ call }: Collector, id: string, today?: string) =>
  (await call(candidates.list, { limit: 200 }, today ? { today } : {})).rows.find(row => row.id === id)
const openOf = ({ within }: Collector, id: string) =>
  within(async ({ db, company }) => {
    const { rows } = await db.execute<{ open: number }>(
      sql`select open_cents as open from invoice_states where company_id = ${company.id} and id = ${id}`,
    )
    return rows[0]!.open
  })

describe('a direct debit', () => {
  it('L-15 goes from the invoice to the notice, the batch, its file and the payment', async () => {
    const of = await collector()
    const invoice = await of.owesByDebit(3400)
    expect(await verdictOf(of, invoice.id)).toMatchObject({
      ...{ verdict: 'to-notice', collectOn: DAY, openCents: 3400, channel: 'mail', iban: 'FR •••• 0189' },
    })
    const preview = await of.call(notices.preview, {})
    expect(preview).toMatchObject({ count: 1, customers: 1, cents: 3400, mails: 1, letters: 0, unreachable: 0 })
    expect(preview.example!.text).toContain('FR72ZZZ123456')
    expect(await of.call(notices.send, { expectedCount: 1 })).toMatchObject({ count: 1, customers: 1, letters: 0 })
    expect(await verdictOf(of, invoice.id)).toMatchObject({ verdict: 'ready', collectOn: DAY, noticedOn: '2026-03-02' })
    await expect(of.call(notices.send, {})).rejects.toMatchObject({ code: 'debits.nothingToTell' })

    expect(await of.call(candidates.days, undefined)).toEqual([
      { collectOn: DAY, scheme: 'core', count: 1, cents: 3400 },
    ])
    const batch = await of.call(batches.create, { collectOn: DAY, expectedCount: 1 })
    expect(batch).toMatchObject({ number: 1, debitCount: 1, cents: 3400, state: 'planned', handOverBy: '2026-03-12' })
    expect(await verdictOf(of, invoice.id)).toMatchObject({ verdict: 'collecting' })
    const { batch: handed, takenOff } = await of.call(batches.handOver, { id: batch.id })
    expect(takenOff).toBe(0)
    expect(handed).toMatchObject({ state: 'handed-over', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })

    await expect(of.call(batches.collect, { id: batch.id })).rejects.toMatchObject({ code: 'debits.notCollectedYet' })
    const { batch: collected } = await of.call(batches.collect, { id: batch.id }, { today: DAY })
    expect(collected).toMatchObject({ state: 'collected', collectedOn: DAY })
    expect(await openOf(of, invoice.id)).toBe(0)
    const [paid] = (await of.call(payments.list, {}, { today: DAY })).rows
    expect(paid).toMatchObject({
      cents: 3400,
      method: 'direct-debit',
      receivedOn: DAY,
      source: 'debit',
      state: 'allocated',
    })
    expect(await of.call(mandates.get, { id: of.mandateId })).toMatchObject({ usedOn: DAY, lapsesOn: '2029-03-16' })
  })

  it('L-16 that comes back opens its invoice again, says why, and is tried again after a notice', async () => {
    const of = await collector()
    const invoice = await of.owesByDebit(3400)
    const batch = await handedOver(of, [invoice.id])
    await of.call(batches.collect, { id: batch.id }, { today: DAY })
    const [debit] = (await of.call(debits.list, { batchId: batch.id })).rows
    const back = await of.call(
      returns.record,
      { id: debit!.id, code: 'am04', returnedOn: '2026-03-18' },
      { today: '2026-03-18' },
    )
    expect(back).toMatchObject({ reason: 'Provision insuffisante', code: 'AM04', cents: 3400, retryOn: '2026-03-28' })
    expect(await openOf(of, invoice.id)).toBe(3400)
    expect((await of.call(debits.list, { batchId: batch.id })).rows).toMatchObject([
      { state: 'returned', code: 'AM04' },
    ])
    const again = await verdictOf(of, invoice.id, '2026-03-18')
    expect(again).toMatchObject({ verdict: 'to-notice', attempts: 1, lastCode: 'AM04', collectOn: '2026-04-01' })
    await expect(
      of.call(returns.record, { id: debit!.id, code: 'AM04' }, { today: '2026-03-18' }),
    ).rejects.toMatchObject({ code: 'debits.alreadyReturned' })

    await of.call(notices.send, {}, { today: '2026-03-18' })
    const second = await of.call(batches.create, { collectOn: '2026-04-01' }, { today: '2026-03-20' })
    await of.call(batches.handOver, { id: second.id }, { today: '2026-03-20' })
    await of.call(batches.collect, { id: second.id }, { today: '2026-04-01' })
    expect(await openOf(of, invoice.id)).toBe(0)
    const [retried] = (await of.call(debits.list, { batchId: second.id })).rows
    expect(retried).toMatchObject({ attempt: 2, state: 'collected' })
    const last = await of.call(
      returns.record,
      { id: retried!.id, code: 'AM04', returnedOn: '2026-04-03' },
      { today: '2026-04-03' },
    )
    expect(last.retryOn).toBeNull()
    expect(await verdictOf(of, invoice.id, '2026-04-03')).toMatchObject({ verdict: 'given-up', attempts: 2 })
    await of.call(returns.retry, { id: last.id, retryOn: '2026-05-04' }, { today: '2026-04-03' })
    expect(await verdictOf(of, invoice.id, '2026-04-03')).toMatchObject({
      verdict: 'to-notice',
      collectOn: '2026-05-04',
    })
  })

  it('L-15 is never collected without notice, nor on a day too near, closed or past', async () => {
    const of = await collector()
    const invoice = await of.owesByDebit(3400)
    await expect(of.call(batches.create, { collectOn: DAY })).rejects.toMatchObject({ code: 'debits.nothingReady' })
    const told = { invoiceIds: [invoice.id], channel: 'letter' as const }
    await expect(of.call(notices.record, { ...told, collectOn: '2026-03-13' })).rejects.toMatchObject({
      code: 'debits.noticedTooLate',
    })
    await expect(of.call(notices.record, { ...told, collectOn: '2026-03-21' })).rejects.toMatchObject({
      code: 'debits.notBankDay',
    })
    expect(await of.call(notices.record, { ...told, collectOn: '2026-03-20' })).toEqual({ count: 1 })
    expect(await verdictOf(of, invoice.id)).toMatchObject({
      verdict: 'noticed',
      collectOn: '2026-03-20',
      channel: 'letter',
    })
    await expect(of.call(batches.create, { collectOn: '2026-03-20' }, { today: '2026-03-19' })).rejects.toMatchObject({
      code: 'debits.tooLateForBank',
    })
    expect(await verdictOf(of, invoice.id, '2026-03-19')).toMatchObject({
      verdict: 'to-notice',
      collectOn: '2026-04-02',
    })
  })

  it('L-14 asks for a mandate that is signed, not revoked, not lapsed, and of that customer', async () => {
    const of = await collector()
    const invoice = await of.owesByDebit(3400)
    await of.call(mandates.revoke, { id: of.mandateId, reason: 'à sa demande' })
    expect(await verdictOf(of, invoice.id)).toMatchObject({ verdict: 'revoked' })
    const unsigned = await of.call(mandates.create, { customerId: of.customerId, iban: 'FR1420041010050500013M02606' })
    expect(await verdictOf(of, invoice.id)).toMatchObject({ verdict: 'unsigned', mandateId: unsigned.id })
    await of.call(mandates.sign, { id: unsigned.id, signedOn: '2022-03-01' })
    expect(await verdictOf(of, invoice.id)).toMatchObject({ verdict: 'lapsed' })
    const good = await of.within(ctx => aMandate(ctx, of.customerId))
    expect(await verdictOf(of, invoice.id)).toMatchObject({ verdict: 'to-notice', mandateId: good })
    const other = await of.owes(1000)
    expect(await verdictOf(of, other.id)).toBeUndefined()
  })

  it('that was paid meanwhile is taken off when its batch is handed over; a batch of nothing is refused', async () => {
    const of = await collector()
    const [one, two] = [await of.owesByDebit(3400), await of.owesByDebit(1200)]
    await of.call(notices.send, {})
    const batch = await of.call(batches.create, { collectOn: DAY })
    const pay = (id: string, cents: number) =>
      of.call(payments.record, {
        customerId: of.customerId,
        method: 'cheque',
        cents,
        allocations: [{ invoiceId: id, cents }],
      })
    await pay(one.id, 3400)
    const { batch: handed, takenOff } = await of.call(batches.handOver, { id: batch.id })
    expect([takenOff, handed.debitCount, handed.cents]).toEqual([1, 1, 1200])
    await expect(of.call(batches.takeOff, { id: batch.id, debitIds: [one.id] })).rejects.toMatchObject({
      code: 'debits.batchHandedOver',
    })
    await pay(two.id, 1000)
    await of.call(batches.collect, { id: batch.id }, { today: DAY })
    expect(await openOf(of, two.id)).toBe(0)
    const [credit] = (await of.call(payments.list, { method: 'direct-debit' })).rows
    expect(credit).toMatchObject({ cents: 1200, openCents: 1000, state: 'partial' })
  })

  it('is in one batch at a time, whoever makes it: of many at once one wins', async () => {
    const of = await collector()
    const invoice = await of.owesByDebit(3400)
    await of.call(notices.send, {})
    const tried = await Promise.allSettled(
      Array.from({ length: 5 }, () => of.call(batches.create, { collectOn: DAY, invoiceIds: [invoice.id] })),
    )
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { count } = await of.call(debits.count, { invoiceId: invoice.id })
    expect(count).toBe(1)
  })

  it('L-15 of a mandate for one debit is one, whoever makes its batches and however many', async () => {
    const of = await collector()
    const once = await of.within(ctx => aMandate(ctx, of.customerId, { frequency: 'one-off', reference: 'UNE-FOIS' }))
    const invoices = [await of.owesByDebit(3400), await of.owesByDebit(120), await of.owesByDebit(50)]
    for (const { id } of invoices) await of.call(candidates.chooseMandate, { id, mandateId: once })
    await of.call(notices.send, { invoiceIds: invoices.map(({ id }) => id) })
    const made = await Promise.allSettled(
      invoices.map(({ id }) => of.call(batches.create, { collectOn: DAY, invoiceIds: [id] })),
    )
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await of.call(debits.list, {})).rows).toHaveLength(1)
    const others = (await of.call(candidates.list, { limit: 10 })).rows.filter(
      ({ verdict }) => verdict !== 'collecting',
    )
    expect(others.map(({ verdict }) => verdict)).toEqual(['used', 'used'])
  })

  it('of a batch cancelled before its day may be collected again', async () => {
    const of = await collector()
    const invoice = await of.owesByDebit(3400)
    const batch = await handedOver(of, [invoice.id])
    await of.call(batches.cancel, { id: batch.id, reason: 'Refusé par la banque' })
    expect(await verdictOf(of, invoice.id)).toMatchObject({ verdict: 'ready', collectOn: DAY, attempts: 0 })
    const next = await of.call(batches.create, { collectOn: DAY })
    expect(next).toMatchObject({ number: 2, debitCount: 1 })
  })
})
