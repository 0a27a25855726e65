/** The post office has so many establishments that their numbers check otherwise: the sum of their digits divides by 5. */
const POST_OFFICE = '356000000'

/** `123 456 782`: nine digits, the last one checks the others. Answers them without spaces, or null. Source: INSEE. */
export function sirenOf(typed: string): string | null {
  const digits = compact(typed)
  return /^\d{9}$/.test(digits) && passesLuhn(digits) ? digits : null
}

/** The company and the establishment of a SIRET: `123 456 782 00010` is 00010 of 123456782. Null when it is not one. */
export function siretOf(typed: string): { siren: string; nic: string } | null {
  const digits = compact(typed)
  if (!/^\d{14}$/.test(digits)) return null
  const siren = digits.slice(0, 9)
  const checks = siren === POST_OFFICE ? sumOf(digits) % 5 === 0 || passesLuhn(digits) : passesLuhn(digits)
  return checks && sirenOf(siren) ? { siren, nic: digits.slice(9) } : null
}

const compact = (typed: string) => typed.replace(/[\s.]/g, '')
const sumOf = (digits: string) => [...digits].reduce((sum, digit) => sum + Number(digit), 0)

/** Every second digit from the right counts double, the digits of the double apart. */
function passesLuhn(digits: string): boolean {
  const weighted = [...digits].toReversed().map((digit, at) => (at % 2 === 0 ? Number(digit) : 2 * Number(digit)))
  return weighted.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0
}
