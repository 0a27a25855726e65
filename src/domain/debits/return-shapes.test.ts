import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCollector } from './factory.ts'
import { readReturnFile } from './formats/returns.ts'
import { debitBatchesOperations as batches } from './operations/batches.ts'
import { debitReturnFilesOperations as files } from './operations/returns.ts'
import {
  type Entry,
  prefixed,
  REPORT_VERSIONS,
  reportFile,
  STATEMENT_VERSIONS,
  statementFile,
} from './testing/bank-files.ts'
import { DAY } from './testing/handed-over.ts'
import { sent } from './testing/sent.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const FORMATS = ['camt.053', 'camt.054'] as const
const read = (xml: string) => readReturnFile(Buffer.from(xml))

describe('a pain.002', () => {
  for (const version of REPORT_VERSIONS)
    for (const prefix of ['', 'p'])
      it(`L-16 of version ${version}${prefix && ', with a prefix'}, tells of debits, groups and the whole message`, () => {
        const file = (xml: string) => read(prefix ? prefixed(xml, prefix) : xml)
        const group = {
          reference: 'D000001-20260302-RCUR',
          of: [
            { endToEndId: 'D1', code: 'AC01', words: 'compte inconnu', cents: 1200, mandate: 'M1' },
            { endToEndId: 'D2', status: 'ACSC' },
            { endToEndId: 'D3', own: 'X12' },
            { endToEndId: 'NOTPROVIDED', mandate: 'M4', code: 'MD01', cents: 900 },
            { endToEndId: 'D5', status: 'CANC' },
          ],
        }
        const part = file(reportFile({ version, status: 'PART', groups: [group] }))
        expect(part.wholes).toEqual([])
        expect(part.returns).toEqual(
          [
            ...[
              {
                place: 1,
                endToEndId: 'D1',
                mandate: 'M1',
                kind: 'reject',
                code: 'AC01',
                text: 'compte inconnu',
                cents: 1200,
              },
            ],
            ...[{ place: 3, endToEndId: 'D3', mandate: '', kind: 'reject', code: 'X12', text: '', cents: null }],
            ...[{ place: 4, endToEndId: '', mandate: 'M4', kind: 'reject', code: 'MD01', text: '', cents: 900 }],
            ...[{ place: 5, endToEndId: 'D5', mandate: '', kind: 'cancellation', code: 'NARR', text: '', cents: null }],
          ].map(one => ({ ...one, returnedOn: '2026-03-13', chargeCents: 0 })),
        )
        const refused = { ...group, status: 'RJCT', code: 'FF05', of: [{ endToEndId: 'D1', status: '' }] }
        const grouped = file(reportFile({ version, groups: [refused] }))
        expect(grouped.wholes).toMatchObject([{ messageReference: group.reference, code: 'FF05' }])
        expect(grouped.returns).toMatchObject([{ endToEndId: 'D1', code: 'FF05' }])
        const whole = file(reportFile({ version, status: 'RJCT', groups: [{ ...refused, of: [] }] }))
        expect(whole.wholes).toEqual([
          { messageReference: 'D000001-20260302', code: 'FF05', text: '', returnedOn: '2026-03-13' },
        ])
      })

  it('L-16 refuses a whole batch before its day: it is cancelled, and what camt tells of it afterwards is known', async () => {
    const of = await sent(database, [1200, 3400], { collect: false })
    const message = of.batch.messageReference
    const groups = [{ reference: `${message}-RCUR`, status: 'RJCT' }]
    await of.take(reportFile({ message, status: 'RJCT', code: 'FF01', groups }))
    expect(await of.call(batches.get, { id: of.batch.id })).toMatchObject({
      state: 'cancelled',
      cancelledReason: 'FF01',
    })
    const entries = of.ends.map((endToEndId, at) => ({ of: [{ endToEndId, code: 'AC01', cents: [1200, 3400][at]! }] }))
    expect(await of.look(statementFile({ entries }))).toMatchObject({ count: 0, knownCount: 2, refused: [] })
  })

  it('L-16 accepts part of a batch: only what it refuses comes back, and the rest is collected', async () => {
    const of = await sent(database, [1200, 3400, 5000], { collect: false })
    const [one, two] = of.ends
    const group = {
      reference: 'x',
      of: [
        { endToEndId: one!, code: 'AC04' },
        { endToEndId: two!, status: 'ACSP' },
      ],
    }
    expect(await of.take(reportFile({ status: 'PART', groups: [group] }))).toMatchObject({
      takenCount: 1,
      refusedCount: 0,
    })
    await of.call(batches.collect, { id: of.batch.id }, { today: DAY })
    expect(await of.open()).toEqual([1200, 0, 0])
  })
})

/** Codes of every family, and what Facteur makes of them: which kind, and whether it is tried again by itself. */
const CODES = [
  ...[
    ['AC01', 'return', false],
    ['AC04', 'return', false],
    ['AM04', 'return', true],
    ['MD01', 'refund', false],
  ],
  ...[
    ['MD06', 'refund', false],
    ['MS02', 'return', false],
    ['MS03', 'return', true],
    ['SL01', 'return', false],
  ],
  ...[['FOCR', 'cancellation', false]],
] as const

describe('a camt', () => {
  for (const format of FORMATS)
    for (const version of STATEMENT_VERSIONS)
      it(`L-16 ${format} of version ${version} tells of one debit or several an entry, with charges, prefixed or not`, () => {
        const entries: Entry[] = [
          { of: [{ endToEndId: 'D1', code: 'AM04', cents: 1200, chargeCents: 150 }] },
          { asBatch: true, of: CODES.map(([code], at) => ({ endToEndId: `B${at}`, code, cents: 1000 + at })) },
          { of: [{ mandate: 'M3', endToEndId: 'NOTPROVIDED', own: 'X9', words: 'refus', cents: 700 }] },
          { family: 'PRDD', of: [{ endToEndId: 'D4', cents: 300 }] },
          { family: 'RCDD', of: [{ endToEndId: 'D5', cents: 300 }] },
          { of: [{ endToEndId: 'D6', words: 'REJET MS03', cents: 300 }] },
          { way: 'CRDT', family: 'ESDD', of: [{ endToEndId: 'D7', cents: 90_000 }] },
          { state: 'PDNG', of: [{ endToEndId: 'D8', code: 'AM04', cents: 300 }] },
          { way: 'CRDT', isReversal: true, of: [{ endToEndId: 'D9', code: 'AM04', cents: 300 }] },
        ]
        const xml = statementFile({ format, version, entries })
        const { returns: found, format: known, refused } = read(xml)
        expect([known, refused]).toEqual([format, []])
        expect(
          found.map(({ place, endToEndId, kind, code, cents, chargeCents }) => [
            place,
            endToEndId,
            kind,
            code,
            cents,
            chargeCents,
          ]),
        ).toEqual([
          [1, 'D1', 'return', 'AM04', 1200, 150],
          ...CODES.map(([code, kind], at) => [2, `B${at}`, kind, code, 1000 + at, 0]),
          [3, '', 'return', 'X9', 700, 0],
          [4, 'D4', 'reversal', 'NARR', 300, 0],
          [5, 'D5', 'cancellation', 'NARR', 300, 0],
          [6, 'D6', 'return', 'MS03', 300, 0],
        ])
        for (const prefix of ['ns2', 'a-b.c']) expect(read(prefixed(xml, prefix))).toEqual(read(xml))
      })

  it('L-16 says each reason in words, opens what it takes back, and tries again only what time may mend', async () => {
    const of = await sent(
      database,
      CODES.map((_, at) => 1000 + at),
    )
    const back = CODES.map(([code], at) => ({ endToEndId: of.ends[at]!, code, cents: 1000 + at }))
    expect(await of.take(statementFile({ version: '08', entries: [{ asBatch: true, of: back }] }))).toMatchObject({
      takenCount: 9,
      refusedCount: 0,
    })
    const rows = await of.told()
    expect(rows.map(({ code, kind, retryOn }) => [code, kind, retryOn !== null]).sort()).toEqual(
      [...CODES].map(one => [...one]).sort(),
    )
    expect(rows.filter(({ reason }) => reason === '' || reason.includes('Autre motif'))).toEqual([])
    expect(await of.open()).toEqual(CODES.map((_, at) => 1000 + at))
  })
})

describe('a message of another kind', () => {
  const other = (name: string, root: string) =>
    `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:${name}.001.05"><${root}><GrpHdr/></${root}></Document>`
  for (const [kind, root] of [
    ['pain.007', 'CstmrPmtRvsl'],
    ['camt.029', 'RsltnOfInvstgtn'],
    ['pain.008', 'CstmrDrctDbtInitn'],
    ['camt.052', 'BkToCstmrAcctRpt'],
  ] as const)
    it(`L-16 ${kind} is refused by its name`, async () => {
      const of = await aCollector(database, { reactions, constraints })
      const content = Buffer.from(prefixed(other(kind, root))).toString('base64')
      const refused = { code: 'debits.otherMessage', data: { field: 'content', values: { kind } } }
      await expect(of.call(files.preview, { name: 'x', content })).rejects.toMatchObject(refused)
      await expect(of.call(files.take, { name: 'x', content })).rejects.toMatchObject(refused)
    })
})
