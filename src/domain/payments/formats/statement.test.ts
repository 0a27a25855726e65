import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyed } from '../rules/statement.ts'
import { readStatementFile } from './statement.ts'

const IBAN = 'FR7630001007941234567890185'

const detail = (
  amount: string,
  name: string,
  text: string,
  more = '',
) => `<TxDtls><Refs><EndToEndId>E2E-${name}</EndToEndId></Refs>
  <AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr>
  <DbtrAcct><Id><IBAN>FR76 1234</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${text}</Ustrd>${more}</RmtInf></TxDtls>`
const entry = (
  amount: string,
  { way = 'CRDT', currency = 'EUR', on = '2026-03-02', details = '', more = '', state = '<Sts>BOOK</Sts>' } = {},
) =>
  `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd>${state}<BookgDt><Dt>${on}</Dt></BookgDt>
  <ValDt><Dt>2026-03-03</Dt></ValDt>${more}<NtryDtls>${details}</NtryDtls><AddtlNtryInf>VIR SEPA</AddtlNtryInf></Ntry>`
const statement = (entries: string, iban = IBAN) =>
  `<Stmt><Id>1</Id><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>${entries}</Stmt>`
const camt = (statements: string, version = '02') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>${statements}</BkToCstmrStmt></Document>`
const read = (text: string) => readStatementFile(Buffer.from(text))

describe('a camt.053', () => {
  it.each(['02', '03', '04', '05', '06', '07', '08'])(
    'is read in version 001.%s, with or without a prefix',
    version => {
      const deeper = (xml: string) =>
        version === '08' ? xml.replace(/<Dbtr>(.*?)<\/Dbtr>/s, '<Dbtr><Pty>$1</Pty></Dbtr>') : xml
      const state = version === '08' ? '<Sts><Cd>BOOK</Cd></Sts>' : '<Sts>BOOK</Sts>'
      const plain = camt(
        statement(entry('34.00', { state, details: deeper(detail('34.00', 'Dupont', 'Facture FA-2026-000012')) })),
        version,
      )
      const prefixed = plain.replace(/<(\/?)(?=[A-Z])/g, '<$1ns2:').replace('xmlns=', 'xmlns:ns2=')
      for (const xml of [plain, prefixed]) {
        const [found] = read(xml).statements
        expect(found).toMatchObject({ account: IBAN, refused: [] })
        expect(found!.movements).toEqual([
          {
            line: 1,
            bookedOn: '2026-03-02',
            valueOn: '2026-03-03',
            cents: 3400,
            otherName: 'Dupont',
            otherIban: 'FR761234',
            text: 'Facture FA-2026-000012 VIR SEPA',
            reference: 'E2E-Dupont',
            reversal: false,
            bankReference: '',
          },
        ])
      }
    },
  )

  it('gives a movement a transaction of a batch, and the whole where its parts do not add', () => {
    const details =
      detail('10.00', 'A', 'un') +
      detail('24.00', 'B', 'deux', '<Strd><CdtrRefInf><Ref>RF18FA12</Ref></CdtrRefInf></Strd>')
    const ref = '<AcctSvcrRef>B77</AcctSvcrRef>'
    const [both] = read(
      camt(statement(entry('34.00', { details, more: ref }) + entry('35.00', { details, more: ref }))),
    ).statements
    expect(
      both!.movements.map(({ line, cents, otherName, bankReference }) => [line, cents, otherName, bankReference]),
    ).toEqual([
      [1, 1000, 'A', 'B77/1'],
      [1, 2400, 'B', 'B77/2'],
      [2, 3500, '', 'B77'],
    ])
    expect(both!.movements[1]!.reference).toBe('RF18FA12 E2E-B')
    expect(both!.movements[2]!.text).toContain('un deux')
  })

  it('holds several accounts, reversals and debits, and leaves what is not booked', () => {
    const file = camt(
      statement(
        entry('34.00', { way: 'DBIT', more: '<RvslInd>true</RvslInd>' }) + entry('1.00', { state: '<Sts>PDNG</Sts>' }),
      ) + statement(entry('5.5'), 'FR02'),
    )
    const { statements } = read(file)
    expect(
      statements.map(({ account, movements }) => [account, movements.map(({ cents, reversal }) => [cents, reversal])]),
    ).toEqual([
      [IBAN, [[-3400, true]]],
      ['FR02', [[550, false]]],
    ])
  })

  it('refuses an entry of another currency, day or amount by its place, and takes the others', () => {
    const entries = [
      entry('1', { currency: 'USD' }),
      entry('2', { on: '2026-02-30' }),
      entry('x'),
      entry('3', { way: 'BOTH' }),
      entry('0.00'),
      entry('4.00'),
    ]
    const [found] = read(camt(statement(entries.join('')))).statements
    expect(found!.refused).toEqual([
      { line: 1, code: 'otherCurrency', detail: 'USD' },
      { line: 2, code: 'dayUnreadable', detail: '2026-02-30' },
      { line: 3, code: 'amountUnreadable', detail: 'x' },
      { line: 4, code: 'directionUnreadable', detail: 'BOTH' },
      { line: 5, code: 'amountOfZero' },
    ])
    expect(found!.movements.map(({ cents }) => cents)).toEqual([400])
  })

  it('grows no entity, and says of other XML that it is no statement', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    expect(() => read(camt(statement('')).replace('<Document', `${bomb}<Document`))).toThrow('xmlBroken')
    expect(() => read('<Document><CstmrCdtTrfInitn/></Document>')).toThrow('notAStatement')
    expect(() => read(`${'<a>'.repeat(100)}`)).toThrow('xmlBroken')
  })

  it('reads Latin letters as the file says they are written', () => {
    const xml = camt(statement(entry('1', { details: detail('1', 'Éloïse', 'reçu') }))).replace('UTF-8', 'ISO-8859-1')
    const [found] = readStatementFile(Buffer.from(xml, 'latin1')).statements
    expect(found!.movements[0]).toMatchObject({ otherName: 'Éloïse', text: 'reçu VIR SEPA' })
  })
})

describe('a CSV of a bank', () => {
  const movementsOf = (text: string | Buffer) => {
    const file = readStatementFile(Buffer.from(text as string))
    return { ...file.statements[0]!, layout: (file as { layout?: object }).layout }
  }

  it('is read with debit and credit columns, decimal commas and French days below a preamble, in Windows-1252', () => {
    const text = `Compte n° 123;\nSolde au 31/03/2026;1 234,56\n\nDate;Date valeur;Libellé;Débit;Crédit\n02/03/2026;03/03/2026;"VIR DUPONT; FACTURE 12";;1 034,00\n04/03/26;;Frais bancaires;-12,50;\n`
    const { movements, refused, layout } = movementsOf(Buffer.from(text, 'latin1'))
    expect(layout).toMatchObject({ encoding: 'windows-1252', separator: ';', headingLine: 4 })
    expect(refused).toEqual([])
    expect(movements.map(({ line, bookedOn, valueOn, cents, text }) => [line, bookedOn, valueOn, cents, text])).toEqual(
      [
        [5, '2026-03-02', '2026-03-03', 103400, 'VIR DUPONT; FACTURE 12'],
        [6, '2026-03-04', null, -1250, 'Frais bancaires'],
      ],
    )
  })

  it('is read with one signed amount, or one with its direction beside, and points', () => {
    expect(
      movementsOf(
        'Booking date,Amount,Counterparty,Description\n2026-03-02,34.00,Dupont,Invoice 12\n2026-03-03,-5.10,Bank,Fee\n',
      ).movements.map(({ cents, otherName }) => [cents, otherName]),
    ).toEqual([
      [3400, 'Dupont'],
      [-510, 'Bank'],
    ])
    expect(
      movementsOf('Date\tMontant\tSens\tLibellé\n20260302\t34,00\tC\tDupont\n20260303\t5,10\tD\tFrais\n').movements.map(
        ({ cents }) => cents,
      ),
    ).toEqual([3400, -510])
  })

  it('refuses a line by its number and reason, and takes the others', () => {
    const { movements, refused } = movementsOf(
      'Date;Libellé;Montant;Devise\n31/02/2026;a;1,00;EUR\n;b;1,00;EUR\n01/03/2026;c;douze;EUR\n01/03/2026;d;;EUR\n01/03/2026;e;1,00;USD\n01/03/2026;"f;2,00;EUR\n01/03/2026;g;3,00-;EUR\n',
    )
    expect(refused).toEqual([
      { line: 2, code: 'dayUnreadable', detail: '31/02/2026' },
      { line: 3, code: 'dayMissing' },
      { line: 4, code: 'amountUnreadable', detail: 'douze' },
      { line: 5, code: 'amountMissing' },
      { line: 6, code: 'otherCurrency', detail: 'USD' },
      { line: 7, code: 'quoteNeverClosed' },
    ])
    expect(movements.map(({ cents, text }) => [cents, text])).toEqual([[-300, 'g']])
  })

  it('says of a picture or a binary file that it is no statement', () => {
    expect(() => readStatementFile(Buffer.from([0x89, 0x50, 0, 0, 1, 2]))).toThrow('notAStatement')
    expect(() => readStatementFile(Buffer.from('PK\x03\x04'))).toThrow('notAStatement')
    expect(() => readStatementFile(Buffer.alloc(0))).toThrow('emptyFile')
  })
})

describe('broken files', () => {
  const good = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      entry(`${at + 1}.00`, { details: detail(`${at + 1}.00`, `N${at}`, `F ${at}`) }),
    )

  it('are refused whole or by their entries, and what is whole is taken: 200 files of XML', () => {
    const broken = fc.constantFrom(
      '<Amt Ccy="EUR">-1</Amt>',
      '<Amt Ccy="CHF">1</Amt>',
      '<Amt>1</Amt>',
      '<Amt Ccy="EUR">1,00</Amt>',
      '',
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.nat(7),
        broken,
        fc.nat(5000),
        fc.boolean(),
        (count, at, amount, cut, whole) => {
          const entries = good(count)
          const bad = at % count
          entries[bad] = entries[bad]!.replace(/<Amt Ccy="EUR">[^<]*<\/Amt>/, amount)
          const xml = camt(statement(entries.join('')))
          if (whole) {
            const [found] = read(xml).statements
            expect(found!.refused.map(({ line }) => line)).toEqual([bad + 1])
            expect(found!.movements).toHaveLength(count - 1)
          } else
            expect(() => read(xml.slice(0, Math.min(cut, xml.length - 5)))).toThrow(
              /xmlBroken|notAStatement|emptyFile|^$/,
            )
        },
      ),
      { numRuns: 200 },
    )
  })

  it('lose no line without saying so: 200 files of CSV', () => {
    const cell = fc.oneof(
      fc.constantFrom('12,00', '-3', '01/03/2026', '32/01/2026', '', 'USD', '1,2,3'),
      fc.string({ maxLength: 12 }).map(text => text.replace(/[;\r\n"\0]/g, '')),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }), lines => {
        const text = `Date;Libellé;Montant\n${lines.map(line => line.join(';')).join('\n')}\n`
        const file = readStatementFile(Buffer.from(text))
        const told = file.statements
          .flatMap(({ movements, refused }) => [...movements, ...refused])
          .map(({ line }) => line)
        const said = lines.flatMap((line, at) => (line.every(one => one.trim() === '') ? [] : [at + 2]))
        for (const line of said) expect(told).toContain(line)
        expect(new Set(told).size).toBe(told.length)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a movement', () => {
  it('is the same whatever file tells it, and two alike on one day are two', () => {
    const file = camt(statement(entry('3.00') + entry('3.00') + entry('4.00')))
    const keys = (xml: string) => keyed(read(xml).statements[0]!.movements).map(({ key }) => key)
    expect(new Set(keys(file)).size).toBe(3)
    expect(keys(camt(statement(entry('4.00') + entry('3.00') + entry('3.00')))).sort()).toEqual(keys(file).sort())
  })
})
