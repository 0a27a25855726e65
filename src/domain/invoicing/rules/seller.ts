import { isEmail } from '../../../values/email.ts'
import { bicOf, ibanOf } from '../../../values/iban.ts'
import { sirenOf, siretOf } from '../../../values/siren.ts'
import { vatNumberOf } from '../../../values/vat-number.ts'

/** `franchise`: no VAT is charged, CGI art. 293 B. */
export const VAT_SCHEMES = ['normal', 'franchise'] as const
export type VatScheme = (typeof VAT_SCHEMES)[number]

/** The company as its papers name it. */
export type Seller = {
  legalName: string
  legalForm: string
  capitalCents: number | null
  siren: string
  nic: string
  register: string
  vatNumber: string
  vatScheme: VatScheme
  vatOnDebits: boolean
  /** The day from which sales to consumers of the Union are declared at the one-stop shop (CGI art. 298 sexdecies G); null: none. */
  ossSince: string | null
  lines: string
  postcode: string
  town: string
  country: string
  phone: string
  email: string
  website: string
  iban: string
  bic: string
  electronicAddress: string
  logo: string
  colour: string
  latePenalty: string
  earlyDiscount: string
  footer: string
}

export type SellerFault = { code: string; field: keyof Seller }

/** What was typed in its usual form: a SIRET as SIREN and establishment, numbers without spaces. A fault stays as typed. */
export function tidySeller(typed: Seller): Seller {
  const siret = siretOf(typed.siren)
  return {
    ...typed,
    siren: siret?.siren ?? sirenOf(typed.siren) ?? typed.siren,
    nic: siret?.nic ?? typed.nic,
    vatNumber: vatNumberOf(typed.vatNumber) ?? typed.vatNumber,
    iban: ibanOf(typed.iban) ?? typed.iban,
    bic: bicOf(typed.bic) ?? typed.bic,
    colour: typed.colour.toLowerCase(),
    lines: typed.lines
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
      .join('\n'),
  }
}

const wrong = (text: string, read: (text: string) => unknown) => text !== '' && !read(text)

/** What is wrong with a tidied identity, or undefined. That something is missing is said when a document is issued. */
export function sellerFault(seller: Seller): SellerFault | undefined {
  const { siren, nic, vatNumber, iban, bic, email, lines } = seller
  if (wrong(siren, sirenOf)) return { code: 'invoicing.sirenInvalid', field: 'siren' }
  if (nic !== '' && !siretOf(siren + nic)) return { code: 'invoicing.siretInvalid', field: 'nic' }
  if (wrong(vatNumber, vatNumberOf)) return { code: 'invoicing.vatNumberInvalid', field: 'vatNumber' }
  if (siren !== '' && vatNumber.startsWith('FR') && !vatNumber.endsWith(siren))
    return { code: 'invoicing.vatNumberOfAnother', field: 'vatNumber' }
  if (wrong(iban, ibanOf)) return { code: 'invoicing.ibanInvalid', field: 'iban' }
  if (wrong(bic, bicOf)) return { code: 'invoicing.bicInvalid', field: 'bic' }
  if (wrong(email, isEmail)) return { code: 'invoicing.sellerEmailInvalid', field: 'email' }
  return lines.split('\n').length > 4 ? { code: 'invoicing.fourAddressLines', field: 'lines' } : undefined
}
