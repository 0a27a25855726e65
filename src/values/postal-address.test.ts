import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COUNTRY_CODES, servedByFrenchPost } from './country.ts'
import { MAX_LINES, type PostalAddress, postalLines, upperPostal } from './postal-address.ts'
import { postalFaults } from './postal-faults.ts'

const claire = { honorific: 'Mme', firstName: 'Claire', lastName: 'Martin-Œhl' }
const address = (given: Partial<PostalAddress>): PostalAddress => ({
  line1: '12, rue de l’Église',
  line2: '',
  line3: '',
  postcode: '42000',
  town: 'Saint-Étienne',
  country: 'FR',
  ...given,
})

describe('L-20 the lines of an envelope', () => {
  test('are recipient, street and town, without blank lines', () => {
    expect(postalLines(claire, address({}))).toEqual([
      'MME CLAIRE MARTIN-ŒHL',
      '12 RUE DE L EGLISE',
      '42000 SAINT ETIENNE',
    ])
  })

  test('put the organisation first, then the person in it', () => {
    const lines = postalLines(
      { ...claire, legalName: 'Éditions du Lac' },
      address({ line2: 'BP 12', town: 'Lyon Cedex 3' }),
    )
    expect(lines).toEqual([
      'Éditions du Lac',
      'Mme Claire Martin-Œhl',
      '12 RUE DE L EGLISE',
      'BP 12',
      '42000 LYON CEDEX 3',
    ])
  })

  test.each([
    ['Appt 12', 'Résidence les Pins', ['APPT 12', 'RESIDENCE LES PINS', '12 RUE DE L EGLISE']],
    ['Le Bourg', 'Bât. C', ['BAT C', '12 RUE DE L EGLISE', 'LE BOURG']],
    ['BP 7', 'Kerlouan', ['12 RUE DE L EGLISE', 'KERLOUAN', 'BP 7']],
    ['3e étage', '', ['3E ETAGE', '12 RUE DE L EGLISE']],
    ['Porte B', 'Porte de Bagnolet', ['PORTE B', '12 RUE DE L EGLISE', 'PORTE DE BAGNOLET']],
  ])('in France go from the narrowest to the widest: %s, %s', (line2, line3, expected) => {
    expect(postalLines(claire, address({ line2, line3 })).slice(1, -1)).toEqual(expected)
  })

  test('keep a street called like a building where it was typed', () => {
    const lines = postalLines(
      claire,
      address({ line1: '4 rue de la Tour', line2: 'Tournefeuille', line3: 'Batzendorf' }),
    )
    expect(lines.slice(1, -1)).toEqual(['4 RUE DE LA TOUR', 'TOURNEFEUILLE', 'BATZENDORF'])
  })

  test('abroad keep order and signs, and end with the country in French', () => {
    const abroad = address({ line1: 'Hauptstraße 12/3', line2: 'Top 4', postcode: '1010', town: 'Wien', country: 'AT' })
    expect(postalLines(claire, abroad)).toEqual([
      'Mme Claire Martin-Œhl',
      'HAUPTSTRASSE 12/3',
      'TOP 4',
      '1010 WIEN',
      'AUTRICHE',
    ])
    expect(postalLines(claire, address({ country: 'RE' })).at(-1)).toBe('42000 SAINT ETIENNE')
  })

  test('are never more than 6, or 7 abroad, never blank, and only their length can be at fault', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abé œ,.-°/\u00a0\n12'), maxLength: 60 })
    const anyAddress = fc.record({
      line1: text,
      line2: text,
      line3: text,
      postcode: fc.constantFrom('42000', '97400'),
      town: text.map(town => `Lyon ${town}`),
      country: fc.oneof(fc.constant('FR'), fc.constantFrom(...COUNTRY_CODES)),
    })
    const anyRecipient = fc.record({ honorific: text, firstName: text, lastName: text, legalName: fc.option(text) })
    fc.assert(
      fc.property(anyRecipient, anyAddress, (recipient, where) => {
        const lines = postalLines(
          { ...recipient, lastName: `X${recipient.lastName}` },
          { ...where, line1: `1 ${where.line1}` },
        )
        expect(lines.length).toBeLessThanOrEqual(servedByFrenchPost(where.country) ? MAX_LINES : MAX_LINES + 1)
        expect(lines.every(line => line !== '' && line === line.trim() && !/\s\s|[\n\u00a0]/.test(line))).toBe(true)
        const tooLong = lines.flatMap((line, index) => ([...line].length > 38 ? [index + 1] : []))
        expect(postalFaults(lines, where.country).map(({ line, rule }) => [line, rule])).toEqual(
          tooLong.map(line => [line, 'tooLong']),
        )
      }),
    )
  })
})

test('L-20 a postal line in capitals has no accent, punctuation or double space', () => {
  expect(upperPostal('12 bis,  rue de l’Œuvre – n°3')).toBe('12 BIS RUE DE L OEUVRE N 3')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => upperPostal(upperPostal(text)) === upperPostal(text)))
})
