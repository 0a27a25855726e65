import { remainderBy97 } from '../../../values/iban.ts'

/**
 * A creditor's number (ICS), `FR72ZZZ123456`: country, check digits, three characters of the creditor's own choice that the
 * check leaves out, and its national number. Answers it without spaces, or null. Source: EPC262-08.
 */
export function creditorIdOf(typed: string): string | null {
  const compact = typed.replace(/\s/g, '').toUpperCase()
  const parts = /^([A-Z]{2}\d{2})[A-Z0-9]{3}([A-Z0-9]{1,28})$/.exec(compact)
  return parts && remainderBy97(parts[2]! + parts[1]!) === 1 ? compact : null
}
