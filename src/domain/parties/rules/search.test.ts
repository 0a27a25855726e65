import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heads, prefixRange, type Searchable, searchEntries, searchOf } from './search.ts'

const florence: Searchable = {
  kind: 'person',
  number: 1043,
  lastName: 'Dupont',
  firstName: 'Florence',
  legalName: '',
  emails: ['f.dupont@copytop.fr'],
  phones: ['+33 6 12 34 56 78'],
  addresses: [{ line1: '7 rue des Marronniers', line2: '', line3: '', postcode: '75011', town: 'Paris' }],
}
const headsOf = (party: Searchable) => searchEntries(party).map(entry => entry.split(' ')[0])

describe('a party is found by', () => {
  test('its names, number, postcode, town, street and mail, not by what any street has', () => {
    expect(headsOf(florence)).toEqual([
      'DUPONT',
      'FLORENCE',
      '1043',
      '75011-',
      'PARIS-',
      'F-',
      'COPYTOP-',
      'MARRONNIERS-',
      'FDUPONTCOPYTOPFR-',
      '0612345678-',
    ])
  })

  test('all its words beside the one that leads, its sort name first', () => {
    expect(searchEntries(florence)[0]).toBe('DUPONT DUPONT FLORENCE 1043 75011 PARIS F COPYTOP MARRONNIERS 7 RUE DES')
  })

  test('its name before the same word in an address', () => {
    const [name] = searchEntries({ ...florence, lastName: 'Paris' })
    const place = searchEntries(florence).find(entry => entry.startsWith('PARIS'))!
    expect(name!.startsWith('PARIS ')).toBe(true)
    expect(name! < place).toBe(true)
    expect(place < 'PARISOT').toBe(true)
  })

  test('a bounded number of words, however long its address', () => {
    const line1 = Array.from({ length: 100 }, (_, at) => `mot${at + 10_000}`).join(' ')
    const entries = searchEntries({ ...florence, addresses: [{ ...florence.addresses[0]!, line1 }] })
    expect(entries.length).toBeLessThanOrEqual(42)
    expect(entries[0]!.split(' ')).toHaveLength(41)
  })
})

describe('what is typed', () => {
  test('is cut in words; one that begins another says nothing more', () => {
    expect(searchOf(" d'Éloïse  MARTIN mar")).toEqual({ words: ['D', 'ELOISE', 'MARTIN'], alone: undefined })
    expect(searchOf('--')).toEqual({ words: [], alone: undefined })
  })

  test('is led by the longest word that not every street has', () => {
    expect(heads(searchOf('12 rue de Fontenay 75011'))).toEqual(['FONTENAY', '75011'])
    expect(heads(searchOf('boulev lyon'))).toEqual(['LYON'])
    expect(heads(searchOf('le'))).toEqual(['LE'])
  })

  test('may be a mail or a phone number, however written', () => {
    expect(searchOf('f.dupont@copy')).toEqual({ words: [], alone: 'FDUPONTCOPY' })
    for (const phone of ['06 12 34 56 78', '0612345678', '+33612345678', '+33 6.12.34.56.78', '0033 6 12 34 56 78'])
      expect(searchOf(phone)).toEqual({ words: [], alone: '0612345678' })
    expect(searchOf('75011')).toEqual({ words: ['75011'], alone: undefined })
    expect(searchOf('01000')).toEqual({ words: ['01000'], alone: undefined })
  })

  test('finds exactly the words that begin with it', () => {
    const word = fc.stringMatching(/^[A-Z0-9]{1,6}$/)
    fc.assert(
      fc.property(word, word, (prefix, other) => {
        const { from, before } = prefixRange(prefix)
        const entry = `${other} X`
        expect(entry >= from && entry < before).toBe(entry.startsWith(prefix))
      }),
    )
  })

  test('finds every party by the beginning of any of its words', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z]{2,12}$/),
        fc.stringMatching(/^[A-Z]{2,12}$/),
        fc.nat(10),
        (lastName, firstName, cut) => {
          const entries = searchEntries({ ...florence, lastName, firstName })
          const typed = firstName.slice(0, Math.max(1, cut))
          const { from, before } = prefixRange(typed)
          expect(entries.some(entry => entry >= from && entry < before && entry.includes(` ${lastName}`))).toBe(true)
        },
      ),
    )
  })
})
