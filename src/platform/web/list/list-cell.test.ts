import { describe, expect, it } from 'vitest'
import type { Format } from '../format.ts'
import { asTabs, cellText } from './list-cell.ts'
import type { ListColumn } from './list-types.ts'

type Row = { id: string; name: string; startsOn: string | null; netCents: number }
const row: Row = { id: '1', name: 'Marie\tClaire', startsOn: '2023-08-31', netCents: 123456 }
const format = {
  day: (iso: string) => iso.split('-').reverse().join('/'),
  money: (cents: number) => `${cents / 100} €`,
} as unknown as Format
const columns: ListColumn<Row>[] = [
  { key: 'name', header: 'Nom' },
  { key: 'startsOn', header: 'Début', kind: 'day' },
  { key: 'netCents', header: 'Montant HT', kind: 'money' },
]

describe('X-24 copying rows', () => {
  it('gives one line a row and one tab a column, as on screen, for a spreadsheet', () => {
    expect(asTabs([row, { ...row, startsOn: null }], columns, format)).toBe(
      'Marie Claire\t31/08/2023\t1234.56 €\nMarie Claire\t\t1234.56 €',
    )
  })

  it('takes the words of a column rather than its value when it has some', () => {
    expect(cellText(row, { key: 'name', header: 'Nom', text: ({ id }) => `n° ${id}` }, format)).toBe('n° 1')
  })
})
