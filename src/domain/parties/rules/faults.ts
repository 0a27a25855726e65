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

export type AddressInput = { [K in keyof (Address & Period)]?: (Address & Period)[K] | undefined }
/** From when until when, and from which issue: see rules/addresses.ts. */
export type Period = { validFrom: string | null; validTo: string | null; issuesFrom: string | null }

const blank = { line1: '', line2: '', line3: '', postcode: '', town: '', country: 'FR' }
const always = { validFrom: null, validTo: null, issuesFrom: null }

/** Addresses as they are kept; one without any line is none. */
export const placed = (given: readonly AddressInput[]): (Address & Period)[] =>
  given
    .map(address => {
      const said = Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined))
      return { purpose: 'billing', ...blank, ...always, ...said } as Address & Period
    })
    .filter(({ line1, line2, line3, postcode, town }) => line1 + line2 + line3 + postcode + town !== '')

/** Whether two addresses read the same on an envelope. */
export const samePlace = (a: Omit<Address, 'purpose'>, b: Omit<Address, 'purpose'>): boolean =>
  (Object.keys(blank) as (keyof typeof blank)[]).every(line => a[line] === b[line])

type Checked = Named & { emails: readonly string[]; addresses: readonly (Address & Partial<Period>)[] }
export type Fault = { code: string; field: string; values?: Record<string, string> }

/** The first thing that forbids keeping a party, or undefined. */
export function partyFault({ emails, addresses, ...named }: Checked): Fault | undefined {
  if (isNameless(named))
    return { code: 'parties.nameless', field: named.kind === 'organisation' ? 'legalName' : 'lastName' }
  const badEmail = emails.findIndex(email => !isEmail(email))
  if (badEmail >= 0)
    return { code: 'parties.emailInvalid', field: `emails.${badEmail}`, values: { email: emails[badEmail]! } }
  return addressesFault(addresses)
}

function addressesFault(addresses: Checked['addresses']): Fault | undefined {
  const lost = addresses.findIndex(({ country }) => !isCountryCode(country))
  if (lost >= 0)
    return {
      code: 'parties.countryUnknown',
      field: `addresses.${lost}.country`,
      values: { country: addresses[lost]!.country },
    }
  const endless = addresses.findIndex(
    ({ purpose, validFrom, validTo }) => purpose === 'temporary' && !(validFrom && validTo),
  )
  if (endless >= 0) return { code: 'parties.temporaryAddressEnds', field: `addresses.${endless}.validTo` }
  const open = addresses.filter(({ purpose, validTo }) => purpose !== 'temporary' && !validTo)
  const told = new Set(open.map(({ purpose, issuesFrom }) => `${purpose} ${issuesFrom ?? ''}`))
  return told.size < open.length ? { code: 'parties.addressTwice', field: 'addresses' } : undefined
}
