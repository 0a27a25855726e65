import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COUNTRY_CODES, countryName, servedByFrenchPost } from './country.ts'
import type { PostalAddress, PostalRecipient } from './postal-address.ts'
import { envelope } from './postal-print.ts'
import { textKey } from './text-key.ts'

const claire = { honorific: 'Mme', firstName: 'Claire', lastName: 'Martin' }
const at = (given: Partial<PostalAddress>): PostalAddress => ({
  line1: '12, rue de l’Église',
  line2: '',
  line3: '',
  postcode: '42000',
  town: 'Saint-Étienne',
  country: 'FR',
  ...given,
})
const printed = (recipient: PostalRecipient, address: Partial<PostalAddress>) => {
  const { lines, faults } = envelope(recipient, at(address))
  return [...lines, ...faults.map(({ line, rule }) => `! ${line} ${rule}`)]
}

/** Files of a mailing house were written by these: a change of one of them needs a new `POSTAL_VERSION`. */
const GOLDEN: [string, PostalRecipient, Partial<PostalAddress>, string[]][] = [
  ['an ordinary address', claire, {}, ['MME CLAIRE MARTIN', '12 RUE DE L EGLISE', '42000 SAINT ETIENNE']],
  [
    'a boulevard that does not fit, abbreviated no further than it must be',
    claire,
    { line1: '117 bis boulevard du Maréchal de Lattre de Tassigny' },
    ['Mme Claire Martin', '117 BIS BD DU MAL DE LATTRE DE', 'TASSIGNY', '42000 SAINT ETIENNE'],
  ],
  [
    'a residence typed behind the street, moved above it',
    claire,
    { line1: '4 avenue des Grands Champs résidence les Peupliers bâtiment B' },
    ['Mme Claire Martin', 'RES LES PEUPLIERS BAT B', '4 AV DES GD CHAMPS', '42000 SAINT ETIENNE'],
  ],
  [
    'an organisation with a long name, in two lines',
    { legalName: 'Association départementale des bibliothèques et médiathèques rurales' },
    {},
    ['Asso Dépt. des bibliothèques et', 'MÉDIATHÈQUES RURALES', '12 RUE DE L EGLISE', '42000 SAINT ETIENNE'],
  ],
  [
    'a town with its CEDEX',
    { legalName: 'Éditions du Lac', ...claire },
    { line2: 'BP 12', postcode: '69003', town: 'Lyon Cédex 3' },
    ['Éditions du Lac', 'Mme Claire Martin', '12 RUE DE L EGLISE', 'BP 12', '69003 LYON CEDEX 3'],
  ],
  [
    'a town with a name longer than a line',
    claire,
    { postcode: '51300', town: 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson' },
    ['MME CLAIRE MARTIN', '12 RUE DE L EGLISE', '51300 ST REMY EN BOUZEMONT ST GENEST ET ISSON', '! 3 tooLong'],
  ],
  [
    'an address abroad, its signs as typed and the country last',
    claire,
    { line1: 'Hauptstraße 12/3', line2: 'Top 4', postcode: '1010', town: 'Wien', country: 'AT' },
    ['Mme Claire Martin', 'HAUPTSTRASSE 12/3', 'TOP 4', '1010 WIEN', 'AUTRICHE'],
  ],
  [
    'an island that La Poste serves, without its country',
    claire,
    { postcode: '97400', town: 'Saint-Denis', country: 'RE' },
    ['MME CLAIRE MARTIN', '12 RUE DE L EGLISE', '97400 SAINT DENIS'],
  ],
  ['nobody', {}, {}, ['12 RUE DE L EGLISE', '42000 SAINT ETIENNE', '! 1 missingName']],
  ['no street', claire, { line1: '' }, ['MME CLAIRE MARTIN', '42000 SAINT ETIENNE', '! 2 missingStreet']],
]

describe('L-20, M-11 an envelope is fitted to the standard', () => {
  test.each(GOLDEN)('%s', (_what, recipient, address, expected) =>
    expect(printed(recipient, address)).toEqual(expected),
  )

  const text = fc.string({
    unit: fc.constantFrom(...'abé œ,.-°/ 12 boulevard résidence bât '.split('')),
    maxLength: 80,
  })
  const anyRecipient = fc.record({
    honorific: fc.constantFrom('M.', 'Mme', ''),
    firstName: text,
    lastName: text,
    legalName: text,
  })
  const anyAddress = fc.record({
    line1: text,
    line2: text,
    line3: text,
    postcode: fc.constantFrom('42000', '97400', '4200', ''),
    town: text,
    country: fc.oneof(fc.constant('FR'), fc.constantFrom(...COUNTRY_CODES)),
  })
  const wordsOf = (lines: string[]) => textKey(lines.join(' ')).replaceAll(' ', '')

  test('whatever is typed, a line that breaks the standard is a fault that says so', () => {
    fc.assert(
      fc.property(anyRecipient, anyAddress, (recipient, address) => {
        const { lines, faults } = envelope(recipient, address)
        const french = servedByFrenchPost(address.country)
        if (lines.length > (french ? 6 : 7)) expect(faults.map(({ rule }) => rule)).toContain('tooManyLines')
        for (const [index, line] of lines.entries()) {
          const said = faults.filter(fault => fault.line === index + 1).map(({ rule }) => rule)
          expect(line.trim()).toBe(line)
          if ([...line].length > 38) expect(said).toContain('tooLong')
          if (french && index >= 3) expect(line).toMatch(/^[A-Z0-9 ]*$/)
          if (index >= lines.length - 3) expect(line).toBe(line.toUpperCase())
        }
      }),
      { numRuns: 500 },
    )
  })

  test('no word is lost: words are abbreviated and moved, in order within each part', () => {
    const plain = fc.array(fc.constantFrom('RUE', 'LILAS', '12', 'GRENADE', 'PEUPLIER', 'ORANGE'), { maxLength: 12 })
    fc.assert(
      fc.property(plain, plain, fc.constantFrom('FR', 'BE'), (name, street, country) => {
        const { lines } = envelope({ lastName: name.join(' ') }, at({ line1: street.join(' '), country }))
        const whole = [...name, ...street, country === 'FR' ? '42000 SAINT ETIENNE' : '42000 SAINT-ÉTIENNE']
        expect(wordsOf(lines)).toBe(wordsOf(country === 'FR' ? whole : [...whole, countryName('BE')]))
      }),
      { numRuns: 500 },
    )
  })
})
