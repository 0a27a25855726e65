import { isCountryCode } from '../../../values/country.ts'
import { isEmail } from '../../../values/email.ts'
import { isNameless, type Named } from './name.ts'

export type Purpose = 'billing' | 'shipping' | 'temporary'

export type Address = {
  purpose: Purpose
  line1: string
  line2: string
  line3: string
  postcode: string
  town: string
  country: string
}

export type AddressInput = { [K in keyof Address]?: Address[K] | undefined }

/** Addresses as they are kept; one without any line is none. */
export const placed = (given: readonly AddressInput[]): Address[] =>
  given
    .map(({ purpose = 'billing', line1 = '', line2 = '', line3 = '', postcode = '', town = '', country = 'FR' }) => ({
      purpose,
      line1,
      line2,
      line3,
      postcode,
      town,
      country,
    }))
    .filter(({ line1, line2, line3, postcode, town }) => line1 + line2 + line3 + postcode + town !== '')

type Checked = Named & { emails: readonly string[]; addresses: readonly Address[] }
export type Fault = { code: string; field: string; values?: Record<string, string> }

/** The first thing that forbids keeping a party, or undefined. */
export function partyFault({ emails, addresses, ...named }: Checked): Fault | undefined {
  if (isNameless(named))
    return { code: 'parties.nameless', field: named.kind === 'organisation' ? 'legalName' : 'lastName' }
  const badEmail = emails.findIndex(email => !isEmail(email))
  if (badEmail >= 0)
    return { code: 'parties.emailInvalid', field: `emails.${badEmail}`, values: { email: emails[badEmail]! } }
  const lost = addresses.findIndex(({ country }) => !isCountryCode(country))
  if (lost >= 0)
    return {
      code: 'parties.countryUnknown',
      field: `addresses.${lost}.country`,
      values: { country: addresses[lost]!.country },
    }
  const purposes = new Set(addresses.map(({ purpose }) => purpose))
  return purposes.size < addresses.length ? { code: 'parties.addressTwice', field: 'addresses' } : undefined
}
