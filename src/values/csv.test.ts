import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvSeparator, csvLine, UTF8_BOM } from './csv.ts'

describe('X-28 a line of a CSV file', () => {
  test('ends with CRLF and separates by semicolons, or by tabs when asked', () => {
    expect(csvLine(['12', 'Dupont', 3, null, undefined])).toBe('12;Dupont;3;;\r\n')
    expect(csvLine(['12', 'a;b'], { separator: '\t' })).toBe('12\ta;b\r\n')
  })

  test('quotes what would break the line, and doubles quotes', () => {
    expect(csvLine(['a;b', 'dit "le Grand"', 'deux\nlignes', ' bord '])).toBe(
      '"a;b";"dit ""le Grand""";"deux\nlignes"; bord \r\n',
    )
    expect(csvLine(['a\tb'], { separator: '\t' })).toBe('"a\tb"\r\n')
  })

  test('of one empty cell is not an empty line', () => expect(csvLine([''])).toBe('""\r\n'))

  test('is read back by an independent reader as it was written', () => {
    const anyCell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', ';', '\t', '\r', '\n', ' ', 'é', '\ufeff') }),
    )
    const anyFile = fc
      .integer({ min: 1, max: 6 })
      .chain(columns => fc.array(fc.array(anyCell, { minLength: columns, maxLength: columns }), { minLength: 1 }))
    fc.assert(
      fc.property(anyFile, fc.constantFrom<CsvSeparator>(';', '\t'), (records, separator) => {
        const file = UTF8_BOM + records.map(record => csvLine(record, { separator })).join('')
        expect(parse(file, { bom: true, delimiter: separator, record_delimiter: '\r\n' })).toEqual(records)
      }),
    )
  })
})
