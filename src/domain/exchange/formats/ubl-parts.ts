import { decimal, leaf, node } from '../../../platform/files/write-xml.ts'
import type { Cents } from '../../../values/money.ts'
import type { AddressLines } from '../../invoicing/rules/document.ts'
import type { ExchangeParty } from '../rules/documents.ts'

/** Electronic addresses by the number of the enterprise, and by mail (Electronic Address Scheme of Peppol). */
const BY_SIREN = '0002'
const BY_MAIL = 'EM'

/** UN/ECE Recommendation 20: one of it. */
export const ONE = 'C62'

const NAMESPACES = [
  ['cac', 'CommonAggregateComponents'],
  ['cbc', 'CommonBasicComponents'],
]
  .map(([prefix, name]) => ` xmlns:${prefix}="urn:oasis:names:specification:ubl:schema:xsd:${name}-2"`)
  .join('')

/** A document of UBL 2.1 with the identifiers of its Peppol specification. */
export const ublDocument = (root: string, [customization, profile]: readonly [string, string], children: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${node(
    root,
    [leaf('cbc:CustomizationID', customization), leaf('cbc:ProfileID', profile), ...children],
    ` xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"${NAMESPACES}`,
  )}\n`

export const money = (name: string, cents: Cents, currency: string) =>
  leaf(name, decimal(cents, 2), ` currencyID="${currency}"`)

/** The price of one: a whole line divided, so that the line alone is exact. */
export function unitPrice(netCents: Cents, quantity: number, currency: string) {
  const tenThousandths = (BigInt(netCents) * 10_000n * 2n + BigInt(quantity)) / (BigInt(quantity) * 2n)
  return node('cac:Price', [leaf('cbc:PriceAmount', decimal(tenThousandths, 6), ` currencyID="${currency}"`)])
}

export const percent = (bps: number) => decimal(bps, 2)

/** Three lines at most: what is more joins the last. */
export const addressParts = ({ lines: [one = '', two = '', ...rest], postcode, town, country }: AddressLines) => [
  leaf('cbc:StreetName', one),
  leaf('cbc:AdditionalStreetName', two),
  leaf('cbc:CityName', town),
  leaf('cbc:PostalZone', postcode),
  node('cac:AddressLine', [leaf('cbc:Line', rest.join(', '))]),
  node('cac:Country', [leaf('cbc:IdentificationCode', country || 'FR')]),
]

/** One of the two who deal with each other. */
export const party = ({ name, siren, vatNumber, email, address }: ExchangeParty) =>
  node('cac:Party', [
    siren
      ? leaf('cbc:EndpointID', siren, ` schemeID="${BY_SIREN}"`)
      : leaf('cbc:EndpointID', email, ` schemeID="${BY_MAIL}"`),
    siren ? node('cac:PartyIdentification', [leaf('cbc:ID', siren, ` schemeID="${BY_SIREN}"`)]) : '',
    node('cac:PartyName', [leaf('cbc:Name', name)]),
    node('cac:PostalAddress', addressParts(address)),
    node('cac:PartyTaxScheme', vatNumber ? [leaf('cbc:CompanyID', vatNumber), VAT_SCHEME] : []),
    node('cac:PartyLegalEntity', [
      leaf('cbc:RegistrationName', name),
      siren ? leaf('cbc:CompanyID', siren, ` schemeID="${BY_SIREN}"`) : '',
    ]),
    node('cac:Contact', [leaf('cbc:ElectronicMail', email)]),
  ])

export const VAT_SCHEME = '<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>'

/** What is ordered or sent: by its code as the seller knows it, and by GTIN. */
export const itemParts = ({
  label,
  description = '',
  code,
  gtin = '',
}: {
  label: string
  description?: string
  code: string
  gtin?: string
}) => [
  leaf('cbc:Description', description),
  leaf('cbc:Name', label),
  node('cac:SellersItemIdentification', [leaf('cbc:ID', code)]),
  node('cac:StandardItemIdentification', [leaf('cbc:ID', gtin, ' schemeID="0160"')]),
]
