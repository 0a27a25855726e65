import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textKey, words } from './text-key.ts'

describe('the key of a text', () => {
  test.each([
    ["L'Œuvre d'Éloïse", 'L OEUVRE D ELOISE'],
    ['Łódź', 'LODZ'],
    ['Straße', 'STRASSE'],
    ['e\u0301te\u0301', 'ETE'],
    ['n°12 – Été/Automne', 'N 12 ETE AUTOMNE'],
    ['  M.  DUPONT-AIGNAN ', 'M DUPONT AIGNAN'],
    ['Ｆｕｌｌ ﬁn', 'FULL FIN'],
    ['Здравствуй', 'ZDRAVSTVUY'],
    ['…', ''],
  ])('%j is %j', (text, expected) => expect(textKey(text)).toBe(expected))

  test('has only capitals, digits and single spaces inside', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => /^(?:[A-Z0-9]+(?: [A-Z0-9]+)*)?$/.test(textKey(text))))
  })

  test('of a key is itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => textKey(textKey(text)) === textKey(text)))
  })

  test('does not depend on how accents are encoded', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => textKey(text.normalize('NFD')) === textKey(text)))
  })
})

describe('the words of a text', () => {
  test('come once each, in reading order', () => {
    expect(words('Saint-Étienne, saint Etienne du Bois')).toEqual(['SAINT', 'ETIENNE', 'DU', 'BOIS'])
    expect(words(' – ')).toEqual([])
  })

  test('are cut at 30 characters', () => {
    expect(words('a'.repeat(40))).toEqual(['A'.repeat(30)])
    expect(words(`${'a'.repeat(35)} ${'a'.repeat(31)}`)).toEqual(['A'.repeat(30)])
  })
})
