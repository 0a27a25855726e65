import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.ts'
import { CsvReader, guessedSeparator } from './read-csv.ts'

const read = (text: string, separator: ';' | ',' | '\t' | '|' = ';') => {
  const reader = new CsvReader(separator)
  return [...reader.push(text), ...reader.end()]
}
const cells = (text: string) => read(text).map(record => record.cells)

describe('reading CSV', () => {
  it('takes quotes, separators and ends of line inside quotes, and every kind of end of line', () => {
    expect(cells('a;"b;c";"d ""e"""\r\nf;"g\nh";i\nj;;k\rl')).toEqual([
      ['a', 'b;c', 'd "e"'],
      ['f', 'g\nh', 'i'],
      ['j', '', 'k'],
      ['l'],
    ])
  })

  it('tells the line each record begins on, and leaves out empty ones', () => {
    expect(read('a\r\n\r\n"b\nc"\n;\nd').map(({ line }) => line)).toEqual([1, 3, 6])
  })

  it('loses only the line whose quote is never closed', () => {
    expect(read('a;b\n"c;d\ne;f\ng;h')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['"c;d'], fault: 'quoteNeverClosed' },
      { line: 3, cells: ['e', 'f'] },
      { line: 4, cells: ['g', 'h'] },
    ])
  })

  it('keeps a quote inside a plain cell', () => {
    expect(cells('a "b";5"\n')).toEqual([['a "b"', '5"']])
  })

  it('refuses a record of a million characters and goes on', () => {
    const [long, next] = read(`${'x'.repeat(1_000_000)}\nb`)
    expect(long).toMatchObject({ line: 1, fault: 'tooLong' })
    expect(next).toEqual({ line: 2, cells: ['b'] })
  })

  it('reads back whatever we write, cut anywhere', () => {
    const cell = fc.stringMatching(/^[a;"\n\r é]{0,8}$/)
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        fc.array(fc.nat(60), { maxLength: 5 }),
        (rows, cuts) => {
          const text = rows.map(row => csvLine(row)).join('')
          const reader = new CsvReader(';')
          const ends = [...cuts.filter(cut => cut < text.length).sort((a, b) => a - b), text.length]
          const records = ends.flatMap((end, at) => reader.push(text.slice(ends[at - 1] ?? 0, end)))
          expect([...records, ...reader.end()].map(record => record.cells)).toEqual(
            rows.filter(row => row.some(one => one !== '')),
          )
        },
      ),
    )
  })

  it('never fails and never loses a line feed, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        for (const { line } of read(text)) expect(line).toBeGreaterThan(0)
      }),
    )
  })

  it('guesses the separator most lines agree on', () => {
    expect(guessedSeparator('Id;Nom, Prénom;Montant\n1;Dupont, Jean;9,00\n')).toBe(';')
    expect(guessedSeparator('id,name,amount\n1,"Dupont; Jean",9.00\n')).toBe(',')
    expect(guessedSeparator('id\tname\n1\tDupont\n')).toBe('\t')
    expect(guessedSeparator('')).toBe(';')
  })
})
