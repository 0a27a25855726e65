import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { FileFault } from '../../platform/files/read-zip.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { readReturnFile } from './formats/returns.ts'
import { prefixed, reportFile, statementFile } from './testing/bank-files.ts'
import { sent } from './testing/sent.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

describe('whatever a bank may send', () => {
  const WHOLE = [
    reportFile({
      status: 'RJCT',
      groups: [{ reference: 'G', status: 'RJCT', of: [{ endToEndId: 'D1', code: 'AC01', cents: 1 }] }],
    }),
    prefixed(
      statementFile({
        version: '08',
        entries: [
          {
            asBatch: true,
            of: [{ endToEndId: 'D000001-000001', code: 'AM04', cents: 1200, chargeCents: 90 }, { mandate: 'M000001' }],
          },
        ],
      }),
    ),
  ]
  const PIECES = [
    '',
    '<',
    '>',
    '</',
    '&#0;',
    '&#xD800;',
    '\0',
    '\ud800',
    '€',
    'é',
    '0000-01-01',
    '9999-12-31',
    '99999999999999',
    '-1',
    'RJCT',
    '<Ntry>',
    '</Ntry>',
    '<Amt Ccy="XXX">1e9</Amt>',
    '<!DOCTYPE a>',
    '<![CDATA[',
    ']]>',
    '<!--',
  ]
  const cut = fc.record({
    of: fc.nat(1),
    at: fc.nat(),
    length: fc.oneof(fc.constant(0), fc.nat(60)),
    piece: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12 })),
  })
  const mutated = fc.array(cut, { minLength: 1, maxLength: 4 }).map(cuts =>
    cuts.reduce((xml, { at, length, piece }) => {
      const from = at % (xml.length + 1)
      return xml.slice(0, from) + piece + xml.slice(from + length)
    }, WHOLE[cuts[0]!.of]!),
  )

  it('L-16 is read or refused, never worse: what is read can be kept, what is not has its place', () => {
    fc.assert(
      fc.property(mutated, xml => {
        const file = readOrFault(xml)
        if (file === null) return
        for (const { place, endToEndId, code, cents, chargeCents, returnedOn, text } of file.returns) {
          expect(place).toBeGreaterThan(0)
          expect(code).not.toBe('')
          for (const words of [endToEndId, code, text])
            expect(words).toSatisfy((said: string) => said.isWellFormed() && !said.includes('\0') && said.length <= 500)
          for (const amount of [cents ?? 0, chargeCents])
            expect(amount).toSatisfy((said: number) => Number.isSafeInteger(said) && said >= 0)
          expect(Temporal.PlainDate.from(returnedOn!).toString()).toBe(returnedOn)
        }
        expect(file.refused.every(({ place }) => place > 0)).toBe(true)
      }),
      { numRuns: 4000 },
    )
  })

  it('L-16 is answered in words when it is taken', { timeout: 120_000 }, async () => {
    const of = await sent(database, [1200])
    await fc.assert(
      fc.asyncProperty(mutated, async xml => {
        try {
          await of.take(xml)
        } catch (error) {
          expect((error as { code: string }).code).toMatch(/^debits\./)
        }
      }),
      { numRuns: 150 },
    )
    expect((await of.told()).length).toBeLessThanOrEqual(1)
  })
})

function readOrFault(xml: string) {
  try {
    return readReturnFile(Buffer.from(xml))
  } catch (error) {
    expect(error).toBeInstanceOf(FileFault)
    return null
  }
}
