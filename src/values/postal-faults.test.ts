import { describe, expect, test } from 'vitest'
import { postalFaults } from './postal-faults.ts'

const rules = (lines: string[], country?: string) =>
  postalFaults(lines, country).map(({ line, rule }) => `${line} ${rule}`)

describe('L-20 what an envelope breaks', () => {
  test('is nothing when it follows the standard', () => {
    expect(rules(['M. JEAN DUPONT', '12 RUE DES LILAS', '75011 PARIS'])).toEqual([])
    expect(rules(['SA Lac', 'M. Dupont', 'Bât. C', '12 RUE DES LILAS', 'BP 7', '69003 LYON CEDEX 3'])).toEqual([])
    expect(rules(['M. Dupont', '12 RUE DES ÉCOLES', '2 ALLÉE N', '20000 AJACCIO'])).toEqual([])
  })

  test('says which line, which rule and what it reads', () => {
    expect(postalFaults(['DUPONT', '12, RUE DES LILAS', '75011 PARIS'])).toEqual([
      { line: 2, rule: 'punctuation', text: '12, RUE DES LILAS' },
    ])
  })

  test('is a line over 38 characters, counted as people count them', () => {
    expect(rules(['A'.repeat(38), '1 RUE A', '75011 PARIS'])).toEqual([])
    expect(rules(['A'.repeat(39), '1 RUE A', '75011 PARIS'])).toEqual(['1 tooLong'])
  })

  test('is a seventh line in France, an eighth abroad', () => {
    const six = ['A', 'B', 'C', '1 RUE A', 'BP 1', '75011 PARIS']
    expect(rules(['Z', ...six])).toEqual(['7 tooManyLines'])
    expect(rules([...six, 'BELGIQUE'], 'BE')).toEqual([])
    expect(rules(['Z', ...six, 'BELGIQUE'], 'BE')).toEqual(['8 tooManyLines'])
  })

  test('is a blank line, punctuation from line 4, small letters in the last three', () => {
    expect(rules(['A', '', '1 RUE A', '75011 PARIS'])).toEqual(['2 blankLine'])
    expect(rules(['A', 'B.', 'C.', 'D.', '1 RUE A', '75011 PARIS'])).toEqual(['4 punctuation'])
    expect(rules(['Anne', 'Bât 1', 'Hall 2', '1 Rue A', '75011 Paris'])).toEqual([
      '3 notCapitals',
      '4 notCapitals',
      '5 notCapitals',
    ])
  })

  test.each([
    [['A', '1 RUE A', 'PARIS'], '3 missingPostcode'],
    [['A', '1 RUE A', '75011'], '3 missingTown'],
    [['A', '1 RUE A', '7501 PARIS'], '3 badPostcode'],
    [['A', '1 RUE A', '2A000 AJACCIO'], '3 badPostcode'],
    [['A', '1 RUE A', 'F 75011 PARIS'], '3 missingPostcode'],
    [[], '1 missingPostcode'],
  ])('%j: %s', (lines, expected) => expect(rules(lines)).toEqual([expected]))

  test('abroad is only what concerns the country line and lengths', () => {
    expect(rules(['J. Smith', '12/3 High St.', 'LONDON SW1A 1AA', 'ROYAUME UNI'], 'GB')).toEqual([])
    expect(rules(['J. Smith', 'LONDON SW1A 1AA', 'Royaume-Uni'], 'GB')).toEqual(['3 punctuation', '3 notCapitals'])
  })
})
