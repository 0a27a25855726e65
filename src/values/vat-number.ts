import { sirenOf } from './siren.ts'

/** What follows the country in a VAT number. Source: VIES, Directive 2006/112/CE art. 215. */
const FORMS: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[0-9A-Z]\d{7}[0-9A-Z]$/,
  FI: /^\d{8}$/,
  FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
}
/** `FR 44 732 829 320`: the form of its country, and in France the key too. Answers it without spaces, or null. */
export function vatNumberOf(typed: string): string | null {
  const [country, number] = parts(typed)
  const form = FORMS[country]
  if (form) return form.test(number) && (country !== 'FR' || checksInFrance(number)) ? country + number : null
  return /^[A-Z]{2}$/.test(country) && /^[0-9A-Z]{2,13}$/.test(number) ? country + number : null
}

/** Whether it is a number of a member state, Northern Ireland included for goods. */
export const isEuropeanVatNumber = (typed: string): boolean => vatNumberOf(typed) !== null && parts(typed)[0] in FORMS

/** The VAT number that follows from a SIREN. */
export const frenchVatNumber = (siren: string): string => `FR${keyOf(siren)}${siren}`

const parts = (typed: string): [country: string, number: string] => {
  const compact = typed.toUpperCase().replace(/[\s.-]/g, '')
  return [compact.slice(0, 2), compact.slice(2)]
}

const keyOf = (siren: string) => String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')

/** A key of two digits is counted from the SIREN; one with a letter is not checked. Monaco's numbers are no SIREN. */
function checksInFrance(number: string): boolean {
  const key = number.slice(0, 2)
  const siren = number.slice(2)
  return (!/^\d\d$/.test(key) || key === keyOf(siren)) && (siren.startsWith('000') || sirenOf(siren) !== null)
}
