import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { faultLabels } from './labels/faults.ts'
import { debitReturnsOperations as returns } from './operations/returns.ts'
import type { ReturnFault } from './rules/return-file.ts'
import { reportFile, statementFile } from './testing/bank-files.ts'
import { LATER, sent } from './testing/sent.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const fault = (why: ReturnFault) => faultLabels.fr[why]

describe('a file of returns', () => {
  it('L-16 tells the same return after a pain.002, or by another file: it comes back once', async () => {
    const of = await sent(database, [1200, 3400], { collect: false })
    const [endToEndId] = of.ends
    await of.take(
      reportFile({ groups: [{ reference: 'x', of: [{ endToEndId: endToEndId!, code: 'AC01', cents: 1200 }] }] }),
    )
    const entries = [{ of: [{ endToEndId: endToEndId!, code: 'AC01', cents: 1200 }] }]
    for (const format of ['camt.053', 'camt.054'] as const)
      expect(await of.take(statementFile({ format, entries }))).toMatchObject({
        readCount: 1,
        takenCount: 0,
        refusedCount: 0,
      })
    await expect(of.take(statementFile({ entries }))).rejects.toMatchObject({ code: 'debits.fileAlreadyRead' })
    const twice = { of: [{ endToEndId: of.ends[1]!, code: 'AM04', cents: 3400 }] }
    expect(await of.take(statementFile({ entries: [twice, twice] }))).toMatchObject({
      takenCount: 1,
      refused: [{ place: 2, why: fault('toldTwice') }],
    })
    expect(await of.told()).toHaveLength(2)
  })

  it('L-16 without the number of a debit is understood by its mandate, amount and day, told again or not', async () => {
    const of = await sent(database, [1200, 3400])
    const named = (cents: number, on = '2026-03-18') =>
      statementFile({ entries: [{ on, of: [{ mandate: 'M000001', code: 'AM04', cents }] }] })
    expect(await of.look(named(1200, '2026-03-15'))).toMatchObject({
      count: 0,
      refused: [{ place: 1, why: fault('unknownDebit') }],
    })
    expect(await of.take(named(1200))).toMatchObject({ takenCount: 1 })
    expect(await of.take(named(1200, '2026-03-19'))).toMatchObject({ takenCount: 0, readCount: 1, refusedCount: 0 })
    const other = statementFile({
      entries: [{ of: [{ endToEndId: 'AUTRE', mandate: 'M000001', code: 'AM04', cents: 3400 }] }],
    })
    expect(await of.look(other)).toMatchObject({
      count: 0,
      refused: [{ endToEndId: 'AUTRE', why: fault('unknownDebit') }],
    })
  })

  it('L-16 sets aside what is dated ahead, in another currency or of an amount that cannot be read, each with its reason', async () => {
    const of = await sent(database, [1200])
    const back = { endToEndId: of.ends[0]!, code: 'AM04', cents: 1200 }
    const ahead = { on: '2026-03-21', of: [back] }
    const pounds = { of: [{ ...back, currency: 'GBP' }] }
    const less = { of: [{ ...back, cents: 1199 }] }
    const xml = statementFile({ entries: [ahead, pounds, less] })
    expect((await of.look(xml)).refused.sort((a, b) => a.place - b.place)).toEqual([
      { place: 1, endToEndId: back.endToEndId, why: fault('dayAhead') },
      { place: 2, endToEndId: back.endToEndId, why: fault('otherCurrency') },
      { place: 3, endToEndId: back.endToEndId, why: fault('otherAmount') },
    ])
    const torn = statementFile({ entries: [{ of: [back] }] }).replaceAll('12.00', '12,00')
    expect(await of.look(torn)).toMatchObject({ count: 0, refused: [{ place: 1, why: fault('amountUnreadable') }] })
    const whole = reportFile({ message: of.batch.messageReference, status: 'RJCT', at: '2026-04-01T08:00:00' })
    expect(await of.look(whole)).toMatchObject({ count: 0, batches: [], refused: [{ why: fault('dayAhead') }] })
    expect(await of.open()).toEqual([0])
  })

  it('L-16 that takes back more than a bank plausibly charges waits for a person, by charge or by amount', async () => {
    const of = await sent(database, [1200, 3400, 5000])
    const back = (at: number, more: object) => ({
      of: [{ endToEndId: of.ends[at]!, code: 'AM04', cents: [1200, 3400, 5000][at]!, ...more }],
    })
    const entries = [back(0, { takenCents: 6201 }), back(1, { chargeCents: 5001 }), back(2, { takenCents: 10_000 })]
    expect(await of.take(statementFile({ entries }))).toMatchObject({
      takenCount: 1,
      refused: [
        { place: 1, why: fault('chargeTooHigh') },
        { place: 2, why: fault('chargeTooHigh') },
      ],
    })
    expect((await of.told()).map(({ chargeCents }) => chargeCents)).toEqual([5000])
    await of.call(returns.record, { id: of.debits[0]!.id, code: 'AM04', chargeCents: 5001 }, LATER)
    expect(await of.open()).toEqual([1200, 0, 5000])
  })
})
