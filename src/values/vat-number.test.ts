import { describe, expect, it } from 'vitest'
import { frenchVatNumber, isEuropeanVatNumber, vatNumberOf } from './vat-number.ts'

describe('a VAT number', () => {
  it('L-3 is checked by its key in France, and follows from the SIREN', () => {
    expect(frenchVatNumber('732829320')).toBe('FR44732829320')
    expect(vatNumberOf('fr 44 732 829 320')).toBe('FR44732829320')
    expect(vatNumberOf('FR45732829320')).toBeNull()
    expect(vatNumberOf('FR44732829321')).toBeNull()
    expect(vatNumberOf('FR 83 404 833 048')).toBe('FR83404833048')
    expect(vatNumberOf('FR53000004605')).toBe('FR53000004605') // of Monaco: no SIREN
  })

  it.each([
    ['DE 123 456 789', 'DE123456789'],
    ['be0123.456.789', 'BE0123456789'],
    ['ATU12345678', 'ATU12345678'],
    ['NL123456789B01', 'NL123456789B01'],
    ['ESX1234567L', 'ESX1234567L'],
    ['IE1234567FA', 'IE1234567FA'],
    ['EL123456789', 'EL123456789'],
    ['XI123456789', 'XI123456789'],
  ])('L-3 has the form of its country: %s', (typed, written) => {
    expect(vatNumberOf(typed)).toBe(written)
    expect(isEuropeanVatNumber(typed)).toBe(true)
  })

  it.each(['DE12345678', 'ATX12345678', 'NL123456789', 'LU1234567', 'BE9123456789', '', 'FR', '12345678901'])(
    'L-3 is refused when its form is another: «%s»',
    typed => {
      expect(vatNumberOf(typed)).toBeNull()
      expect(isEuropeanVatNumber(typed)).toBe(false)
    },
  )

  it('L-3 of another country is taken as it is, and is not European', () => {
    expect(vatNumberOf('CHE-123.456.789')).toBe('CHE123456789')
    expect(isEuropeanVatNumber('CHE123456789')).toBe(false)
  })
})
