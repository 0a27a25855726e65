import { FileFault } from '../../../platform/files/read-zip.ts'
import { allAt, at, type Element, eachElement, textAt } from '../../../platform/files/xml-tree.ts'
import { day, isoDay } from '../../../values/day.ts'
import type { AddressLines, VatCategory } from '../../invoicing/rules/document.ts'
import { VAT_CATEGORIES } from '../../invoicing/rules/document.ts'
import type { ExchangeParty } from '../rules/documents.ts'
import { Unread } from '../rules/faults.ts'

const UBL_KINDS = ['Order', 'OrderResponse', 'DespatchAdvice'] as const
export type UblKind = (typeof UBL_KINDS)[number]

const NAMESPACE = /^urn:oasis:names:specification:ubl:schema:xsd:(\w+)-2$/
const MOST_TEXT = 2000
const GREATEST = 1_000_000_000_000n

/** The root of a document of UBL, which must be one of those exchanged. Throws `Unread`. */
export function ublRoot(xml: string): { kind: UblKind; root: Element } {
  const found: Element[] = []
  try {
    eachElement(xml, UBL_KINDS, (element, within) => {
      if (within.length === 1) found.push(element)
    })
  } catch (error) {
    if (error instanceof FileFault) throw new Unread('exchange.notXml')
    throw error
  }
  const [root, another] = found
  if (!root || another) throw new Unread('exchange.notUbl')
  const kind = root.tag as UblKind
  const declared = root.attributes.matchAll(/\sxmlns(?::[\w.-]+)?=["']([^"']*)["']/g)
  if (![...declared].some(([, uri]) => NAMESPACE.exec(uri!)?.[1] === kind)) throw new Unread('exchange.notUbl')
  return { kind, root }
}

/** A text that must be there. */
export function needed(from: Element | undefined, path: string, place: string): string {
  const text = said(from, path)
  if (text === '') throw new Unread('exchange.missing', place)
  return text
}

/** A text, empty when it is not said; longer than any honest one is refused. */
export function said(from: Element | undefined, path: string): string {
  const text = textAt(from, path)
  if (text.length > MOST_TEXT) throw new Unread('exchange.tooLong', path, text)
  return text
}

/** A day; null when it is not said. */
export function dayAt(from: Element | undefined, path: string, place: string): string | null {
  const text = said(from, path)
  if (text === '') return null
  const iso = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(text)?.[1]
  try {
    if (iso) return isoDay(day(iso))
  } catch {
    // no such day: told below
  }
  throw new Unread('exchange.notADay', place, text)
}

/** A number of at most so many decimals, counted in the smallest of them; null when it is not said. */
export function countAt(from: Element | undefined, path: string, digits: number, place: string): number | null {
  const text = said(from, path)
  if (allAt(from, path).length > 1) throw new Unread('exchange.saidTwice', place, path)
  if (text === '') return null
  const [, sign, whole, rest = ''] = /^([+-]?)(\d{1,15})(?:\.(\d*))?$/.exec(text) ?? []
  const fraction = rest.replace(/0+$/, '')
  if (whole === undefined || fraction.length > digits) throw new Unread('exchange.notANumber', place, text)
  const count = BigInt(whole + fraction.padEnd(digits, '0'))
  if (count > GREATEST) throw new Unread('exchange.notANumber', place, text)
  return Number(count) * (sign === '-' ? -1 : 1)
}

/** The amount of an element, in the currency of its document. */
export function centsAt(from: Element | undefined, path: string, currency: string, place: string): number | null {
  const unit = currencyAt(from, path)
  if (unit !== undefined && unit !== currency) throw new Unread('exchange.otherCurrency', place, unit)
  return countAt(from, path, 2, place)
}

/** The currency an amount bears; undefined: it bears none. */
export const currencyAt = (from: Element | undefined, path: string): string | undefined =>
  /\scurrencyID\s*=\s*["']\s*([^"']*?)\s*["']/.exec(at(from, path)?.attributes ?? '')?.[1]

/** How many, whole ones only: what is ordered here is counted. */
export function quantityAt(from: Element | undefined, path: string, place: string): number | null {
  const quantity = countAt(from, path, 0, place)
  if (quantity !== null && (quantity < 0 || quantity > 10_000_000))
    throw new Unread('exchange.notAQuantity', place, said(from, path))
  return quantity
}

/** A line's place in its order, where it is a number as ours is. */
export function positionAt(from: Element | undefined, path: string): number | undefined {
  const text = said(from, path)
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined
}

export function addressAt(from: Element | undefined): AddressLines {
  const lines = [
    said(from, 'StreetName'),
    said(from, 'AdditionalStreetName'),
    ...allAt(from, 'AddressLine').map(line => said(line, 'Line')),
  ]
  return {
    lines: lines.filter(line => line !== ''),
    postcode: said(from, 'PostalZone'),
    town: said(from, 'CityName'),
    country: said(from, 'Country/IdentificationCode'),
  }
}

/** Who orders or delivers. */
export function partyAt(root: Element, path: string): ExchangeParty {
  const party = at(root, `${path}/Party`)
  if (!party) throw new Unread('exchange.missing', path)
  const numbers = [...allAt(party, 'EndpointID'), ...allAt(party, 'PartyLegalEntity/CompanyID')]
  const siren = numbers.map(({ text }) => text.replace(/\s/g, '')).find(text => /^\d{9}(\d{5})?$/.test(text)) ?? ''
  return {
    name: said(party, 'PartyName/Name') || said(party, 'PartyLegalEntity/RegistrationName'),
    siren: siren.slice(0, 9),
    vatNumber: said(party, 'PartyTaxScheme/CompanyID'),
    email: said(party, 'Contact/ElectronicMail'),
    address: addressAt(at(party, 'PostalAddress')),
  }
}

export function vatCategoryAt(from: Element | undefined, place: string): VatCategory | undefined {
  const text = said(from, 'ClassifiedTaxCategory/ID')
  if (text === '') return undefined
  const found = VAT_CATEGORIES.find(category => category === text)
  if (!found) throw new Unread('exchange.unknownVatCategory', place, text)
  return found
}
