import { isCountryCode } from '../../../values/country.ts'
import { isEmail } from '../../../values/email.ts'
import { sirenOf } from '../../../values/siren.ts'
import { textKey } from '../../../values/text-key.ts'
import { vatNumberOf } from '../../../values/vat-number.ts'
import { sortName } from '../../parties/rules/name.ts'
import type { ShopPerson } from './order.ts'

const MAX_LENGTH = 100

/** One line of text as a contact may have it: one space between words, nothing that cannot be written, not too long. */
export const tidied = (text: string, length = MAX_LENGTH): string =>
  [
    ...text
      .toWellFormed()
      .replace(/\p{Cf}/gu, '')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
  ]
    .slice(0, length)
    .join('')
    .trim()

export type Place = { line1: string; line2: string; line3: string; postcode: string; town: string; country: string }

/** Somebody of an order as contacts are kept: capitals as typed, a mail that can be one, an address of three lines. */
export type Person = {
  kind: 'person' | 'organisation'
  lastName: string
  firstName: string
  legalName: string
  email: string
  phone: string
  place: Place
}

export const NOWHERE: Place = { line1: '', line2: '', line3: '', postcode: '', town: '', country: 'FR' }
export const NOBODY: ShopPerson = {
  firstName: '',
  lastName: '',
  company: '',
  line1: '',
  line2: '',
  postcode: '',
  town: '',
  country: '',
  email: '',
  phone: '',
}

/** A company is an organisation, with whoever ordered for it. */
export function personOf(said: ShopPerson): Person {
  const email = tidied(said.email, 254).replace(/^mailto:/i, '')
  const legalName = tidied(said.company)
  return {
    kind: legalName ? 'organisation' : 'person',
    lastName: tidied(said.lastName),
    firstName: tidied(said.firstName),
    legalName,
    email: isEmail(email) ? email : '',
    phone: tidied(said.phone, 40),
    place: placeOf(said),
  }
}

function placeOf({ line1, line2, postcode, town, country }: ShopPerson): Place {
  const code = country.trim().toUpperCase()
  return {
    ...NOWHERE,
    line1: tidied(line1),
    line2: tidied(line2),
    postcode: tidied(postcode, 20),
    town: tidied(town),
    country: isCountryCode(code) ? code : 'FR',
  }
}

export const isNamed = ({ lastName, firstName, legalName }: Pick<Person, 'lastName' | 'firstName' | 'legalName'>) =>
  lastName + firstName + legalName !== ''

export const isSomewhere = ({ line1, postcode, town }: Place) => line1 + postcode + town !== ''

/** The name as contacts are sorted and found by; empty when nothing names them. */
export const nameKey = (person: Pick<Person, 'kind' | 'lastName' | 'firstName' | 'legalName'>): string =>
  isNamed(person) ? sortName({ ...person, number: 0 }) : ''

/** Who a mail is of, whatever its case. */
export const mailKey = (mail: string): string => mail.trim().toLowerCase()

/** Numbers that identify a business, where what was typed is one; a French VAT number holds the SIREN. */
export function businessOf(vatNumber: string): { vatNumber: string; siren: string } {
  const read = vatNumberOf(vatNumber) ?? ''
  return { vatNumber: read, siren: read.startsWith('FR') ? (sirenOf(read.slice(4)) ?? '') : '' }
}

/** Same postcode and town, however written. */
export const sameTown = (a: Place, b: Place): boolean =>
  a.postcode !== '' && compact(a.postcode) === compact(b.postcode) && townKey(a.town) === townKey(b.town)

export const townKey = (town: string): string => textKey(town).replace(/\s+CEDEX\b.*$/, '')

/** Same street, or one of them does not say. */
export const sameStreet = (a: Place, b: Place): boolean => {
  const [one, other] = [textKey(a.line1), textKey(b.line1)]
  return one === '' || other === '' || one === other
}

const compact = (postcode: string) => textKey(postcode).replaceAll(' ', '')
