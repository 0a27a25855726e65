/** What a document is; EN 16931 calls them 380, 381 and 386 (BT-3). */
export const DOCUMENT_KINDS = ['invoice', 'credit-note', 'deposit'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** What its prices were entered as; the other amounts are derived, and these never move. Source: X-10. */
export type PriceBasis = 'gross' | 'net'

/** Where the end of the month comes in: not at all, after the days are counted, or before. Source: X-65. */
export const MONTH_ENDS = ['none', 'after-days', 'before-days'] as const
export type MonthEnd = (typeof MONTH_ENDS)[number]

export const PAYMENT_METHODS = ['cash', 'cheque', 'transfer', 'card', 'direct-debit'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

/** VAT category of EN 16931 (BT-151): standard, zero, exempt, reverse charge, intra-community, export, outside VAT. */
export const VAT_CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] as const
export type VatCategory = (typeof VAT_CATEGORIES)[number]

/** Where something is delivered, as VAT sees it. Source: L-8; CGI art. 294, 296, 297, 298 septies. */
export const TERRITORIES = ['metropolitan', 'corsica', 'dom', 'guyane-mayotte', 'eu', 'eu-business', 'outside'] as const
export type Territory = (typeof TERRITORIES)[number]

export type AddressLines = { lines: string[]; postcode: string; town: string; country: string }

/** An address in one line; a country only when it is not France. */
export const addressInLine = ({ lines, postcode, town, country }: AddressLines): string =>
  [...lines, `${postcode} ${town}`.trim(), country === 'FR' ? '' : country].filter(Boolean).join(', ')

/** The customer as it stood when the document was issued. */
export type Buyer = {
  number: number
  kind: 'person' | 'organisation'
  name: string
  siren: string
  vatNumber: string
  email: string
  electronicAddress: string
  address: AddressLines
  /** Where it is delivered, when elsewhere. */
  delivery: (AddressLines & { name: string }) | null
}
