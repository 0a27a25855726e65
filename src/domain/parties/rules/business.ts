import { sirenOf, siretOf } from '../../../values/siren.ts'
import { vatNumberOf } from '../../../values/vat-number.ts'
import type { Fault } from './faults.ts'

/** What invoices need of a customer beyond name and address. Source: L-3. */
export type Business = { siren: string; vatNumber: string; electronicAddress: string }

/** What was typed, in its usual form: a SIRET as its SIREN, numbers without spaces. What cannot be read stays as typed. */
export const tidyBusiness = <B extends Business>(typed: B): B => ({
  ...typed,
  siren: siretOf(typed.siren)?.siren ?? sirenOf(typed.siren) ?? typed.siren.trim(),
  vatNumber: vatNumberOf(typed.vatNumber) ?? typed.vatNumber.trim(),
  electronicAddress: typed.electronicAddress.trim(),
})

/** What is wrong with what was tidied, or undefined. */
export function businessFault({ siren, vatNumber }: Pick<Business, 'siren' | 'vatNumber'>): Fault | undefined {
  if (siren !== '' && !sirenOf(siren)) return { code: 'parties.sirenInvalid', field: 'siren' }
  if (vatNumber === '') return undefined
  const read = vatNumberOf(vatNumber)

  if (!read) return { code: 'parties.vatNumberInvalid', field: 'vatNumber' }
  return read.startsWith('FR') && siren !== '' && !read.endsWith(siren)
    ? { code: 'parties.vatNumberOfAnother', field: 'vatNumber' }
    : undefined
}
