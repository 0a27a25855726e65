import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aParty } from '../parties/factory.ts'
import { paymentsOperations as payments } from '../payments/operations.ts'
import { noticeLettersDownload } from './downloads.ts'
import { aCollector, aMandate } from './factory.ts'
import { debitsOfToday } from './jobs.ts'
import {
  debitBatchesOperations as batches,
  debitCandidatesOperations as candidates,
  debitNoticesOperations as notices,
} from './operations/batches.ts'
import { noticeLetters } from './queries/telling.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const DAY = '2026-03-16'
const collector = (given = {}) => aCollector(database, { reactions, constraints, ...given })

describe('a letter', () => {
  it('L-15 tells who has no mail address, and leaves out what was paid since', { timeout: 60_000 }, async () => {
    const of = await collector()
    const customerId = await of.within(async ctx => {
      const id = await aParty(ctx, { lastName: 'Morel' })
      await aMandate(ctx, id, { iban: 'FR1420041010050500013M02606' })
      return id
    })
    const invoice = await of.owesByDebit(3400, { of: customerId })
    expect(await of.call(notices.send, {})).toMatchObject({ count: 1, letters: 1 })
    const [letter] = await of.within(ctx => noticeLetters(ctx, '2026-03-02'))
    expect(letter!.text).toContain(invoice.number)
    expect(letter!.text).toContain('FR •••• 2606')
    const asked = { noticedOn: '2026-03-02', part: 1 }
    const file = await of.within(ctx => noticeLettersDownload.file(ctx, asked, undefined as never))
    expect(file.name).toBe('preavis-2026-03-02.pdf')
    await of.call(payments.record, { customerId, method: 'cheque', cents: 3400, allocations: 'auto' })
    expect(await of.within(ctx => noticeLetters(ctx, '2026-03-02'))).toEqual([])
  })
})

describe('each morning', () => {
  it('what was handed over is collected, debtors are told and batches proposed where it is wanted', async () => {
    const of = await collector({ settings: { automatic: true } })
    const invoice = await of.owesByDebit(3400)
    await of.within(debitsOfToday)
    expect((await of.call(batches.list, {})).rows).toMatchObject([{ collectOn: DAY, debitCount: 1, state: 'planned' }])
    await of.within(debitsOfToday)
    const { rows } = await of.call(batches.list, {})
    expect(rows).toHaveLength(1)
    const waiting = await of.call(candidates.list, {})
    expect(waiting.rows).toMatchObject([{ id: invoice.id, verdict: 'collecting' }])
  })
})
