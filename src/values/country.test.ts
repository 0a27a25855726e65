import { describe, expect, test } from 'vitest'
import { COUNTRY_CODES, countries, countryName, isCountryCode, servedByFrenchPost } from './country.ts'

describe('the list of countries', () => {
  test('has the 249 codes of ISO 3166-1, once each and in order', () => {
    expect(COUNTRY_CODES).toHaveLength(249)
    expect(COUNTRY_CODES).toEqual([...new Set(COUNTRY_CODES)].sort())
  })

  test.each(['fr', 'en'] as const)('names every country in %s, in alphabetical order', language => {
    const list = countries(language)
    expect(list.filter(({ code, name }) => name === code || name === '')).toEqual([])
    expect(list.map(({ name }) => name)).toEqual(
      list.map(({ name }) => name).toSorted(new Intl.Collator(language).compare),
    )
    expect(list).toHaveLength(249)
  })

  test('names in the language asked, and sorts É with E', () => {
    expect(countryName('DE')).toBe('Allemagne')
    expect(countryName('DE', 'en')).toBe('Germany')
    const french = countries('fr').map(({ code }) => code)
    expect(french.indexOf('EG')).toBeLessThan(french.indexOf('FI'))
  })

  test('refuses a code that is not assigned', () => {
    for (const code of ['', 'fr', 'XX', 'UK', 'EU', 'FRA']) expect(isCountryCode(code)).toBe(false)
    expect(() => countryName('UK')).toThrow('Not a country code: "UK"')
  })

  test('knows where a French postcode is used', () => {
    expect(['FR', 'RE', 'NC', 'MC', 'BE'].map(servedByFrenchPost)).toEqual([true, true, true, true, false])
    expect(COUNTRY_CODES.filter(servedByFrenchPost)).toHaveLength(13)
  })
})
