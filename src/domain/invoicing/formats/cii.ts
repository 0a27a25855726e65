import { amount, day102, leaf, node } from '../../../platform/files/write-xml.ts'
import { EURO } from '../../../values/currency.ts'
import { EXEMPTION_CODES, exemptionOf } from '../rules/exemptions.ts'
import {
  electronicAddressOf,
  footOf,
  isBusiness,
  isFrench,
  type Paper,
  type PaperAllowance,
  periodOf,
  supplyOf,
  type VatGroup,
  vatGroups,
  vatInEuros,
} from '../rules/paper.ts'
import type { Seller } from '../rules/seller.ts'
import { ciiLine, percent } from './cii-lines.ts'

/** Texts of the paper that also stand in the data. */
export type CiiTexts = {
  notes: readonly { code: string; text: string }[]
  terms: string
  exemption(group: VatGroup): string
}

/** The profile EN 16931 of Factur-X. */
const GUIDELINE = 'urn:cen.eu:en16931:2017'
const TYPE_CODES = { invoice: '380', 'credit-note': '381', deposit: '386' } as const
const PAYMENT_MEANS = { transfer: '30', 'direct-debit': '59', cash: '10', cheque: '20', card: '48' } as const
const SUPPLY_LETTER = { goods: 'B', services: 'S', both: 'M' } as const

/** BT-23 as France asks: goods, services or both; a final invoice after deposits ends in 4. */
const processCode = (paper: Paper): string => `${SUPPLY_LETTER[supplyOf(paper)]}${paper.deposits.length > 0 ? 4 : 1}`

/** A document as UN/CEFACT Cross Industry Invoice, profile EN 16931 of Factur-X. Refuses nothing: see `brokenRules`. */
export function cii(paper: Paper, texts: CiiTexts): string {
  const seller = paper.seller!
  return `<?xml version="1.0" encoding="UTF-8"?>\n${node(
    'rsm:CrossIndustryInvoice',
    [
      node('rsm:ExchangedDocumentContext', [
        node('ram:BusinessProcessSpecifiedDocumentContextParameter', [leaf('ram:ID', processCode(paper))]),
        node('ram:GuidelineSpecifiedDocumentContextParameter', [leaf('ram:ID', GUIDELINE)]),
      ]),
      node('rsm:ExchangedDocument', [
        leaf('ram:ID', paper.number ?? ''),
        leaf('ram:TypeCode', TYPE_CODES[paper.kind]),
        node('ram:IssueDateTime', [day102('udt', paper.issuedOn)]),
        ...texts.notes.map(({ code, text }) =>
          node('ram:IncludedNote', [leaf('ram:Content', text), leaf('ram:SubjectCode', code)]),
        ),
      ]),
      node('rsm:SupplyChainTradeTransaction', [
        ...paper.lines.map(line => ciiLine(line, paper)),
        agreement(paper, seller),
        delivery(paper),
        settlement(paper, seller, texts),
      ]),
    ],
    NAMESPACES,
  )}\n`
}

const NAMESPACES = [
  ['rsm', 'CrossIndustryInvoice'],
  ['ram', 'ReusableAggregateBusinessInformationEntity'],
  ['qdt', 'QualifiedDataType'],
  ['udt', 'UnqualifiedDataType'],
]
  .map(([prefix, name]) => ` xmlns:${prefix}="urn:un:unece:uncefact:data:standard:${name}:100"`)
  .join('')

type Place = { lines: readonly string[]; postcode: string; town: string; country: string }

/** Three lines at most: what is more joins the last. */
function address({ lines, postcode, town, country }: Place): string {
  const [one = '', two = '', ...rest] = lines
  return node('ram:PostalTradeAddress', [
    leaf('ram:PostcodeCode', postcode),
    leaf('ram:LineOne', one),
    leaf('ram:LineTwo', two),
    leaf('ram:LineThree', rest.join(', ')),
    leaf('ram:CityName', town),
    leaf('ram:CountryID', country),
  ])
}

const electronic = (id: string, scheme: string) =>
  node('ram:URIUniversalCommunication', [leaf('ram:URIID', id, ` schemeID="${scheme}"`)])
const taxNumber = (id: string, scheme: 'VA' | 'FC') =>
  node('ram:SpecifiedTaxRegistration', [leaf('ram:ID', id, ` schemeID="${scheme}"`)])

function agreement(paper: Paper, seller: Seller): string {
  // A document outside VAT names no VAT number (BR-O-02).
  const inVat = !paper.lines.some(({ vatCategory }) => vatCategory === 'O')
  return node('ram:ApplicableHeaderTradeAgreement', [
    leaf('ram:BuyerReference', paper.buyerReference),
    sellerParty(seller, inVat),
    buyerParty(paper, inVat),
    node('ram:BuyerOrderReferencedDocument', [leaf('ram:IssuerAssignedID', paper.purchaseOrder)]),
    node('ram:ContractReferencedDocument', [leaf('ram:IssuerAssignedID', paper.contractReference)]),
  ])
}

function sellerParty(seller: Seller, inVat: boolean): string {
  const { siren, nic, vatNumber, phone, email } = seller
  return node('ram:SellerTradeParty', [
    siren && nic ? leaf('ram:GlobalID', siren + nic, ' schemeID="0009"') : '',
    leaf('ram:Name', seller.legalName),
    node('ram:SpecifiedLegalOrganization', [leaf('ram:ID', siren, ' schemeID="0002"')]),
    node('ram:DefinedTradeContact', [
      phone || email ? leaf('ram:PersonName', seller.legalName) : '',
      node('ram:TelephoneUniversalCommunication', [leaf('ram:CompleteNumber', phone)]),
      node('ram:EmailURIUniversalCommunication', [leaf('ram:URIID', email)]),
    ]),
    address({ ...seller, lines: seller.lines.split('\n') }),
    electronic(electronicAddressOf(seller), '0225'),
    inVat ? taxNumber(vatNumber, 'VA') : '',
    // Without a VAT number the SIREN is the number the tax office knows it by.
    inVat && !vatNumber ? taxNumber(siren, 'FC') : '',
  ])
}

function buyerParty({ buyer }: Paper, inVat: boolean): string {
  const french = buyer.kind === 'organisation' && isFrench(buyer.address.country)
  const reached = buyer.kind === 'organisation' ? electronicAddressOf(buyer) : buyer.electronicAddress
  return node('ram:BuyerTradeParty', [
    leaf('ram:ID', String(buyer.number)),
    leaf('ram:Name', buyer.name),
    french ? node('ram:SpecifiedLegalOrganization', [leaf('ram:ID', buyer.siren, ' schemeID="0002"')]) : '',
    address(buyer.address),
    reached ? electronic(reached, '0225') : electronic(buyer.email, 'EM'),
    inVat ? taxNumber(buyer.vatNumber, 'VA') : '',
  ])
}

function delivery(paper: Paper): string {
  const { buyer, suppliedOn, issuedOn, lines } = paper
  const abroad = lines.some(({ vatCategory }) => vatCategory === 'K') // the country of delivery must stand (BR-IC-12)
  const place = buyer.delivery ?? (abroad ? { ...buyer.address, name: buyer.name } : null)
  const on = suppliedOn ?? (periodOf(paper) ? null : issuedOn)
  return node(
    'ram:ApplicableHeaderTradeDelivery',
    [
      place ? node('ram:ShipToTradeParty', [leaf('ram:Name', place.name), address(place)]) : '',
      on ? node('ram:ActualDeliverySupplyChainEvent', [node('ram:OccurrenceDateTime', [day102('udt', on)])]) : '',
    ],
    '',
    { keep: true },
  )
}

function settlement(paper: Paper, seller: Seller, texts: CiiTexts): string {
  const period = periodOf(paper)
  const references = [...(paper.credits ? [paper.credits] : []), ...paper.deposits]
  return node('ram:ApplicableHeaderTradeSettlement', [
    leaf('ram:PaymentReference', paper.number ?? ''),
    leaf('ram:TaxCurrencyCode', paper.currency === EURO ? '' : EURO),
    leaf('ram:InvoiceCurrencyCode', paper.currency),
    paymentMeans(paper, seller),
    ...vatGroups(paper).map(group => tax(group, paper, texts)),
    period
      ? node('ram:BillingSpecifiedPeriod', [
          node('ram:StartDateTime', [day102('udt', period.from)]),
          node('ram:EndDateTime', [day102('udt', period.to)]),
        ])
      : '',
    ...paper.allowances.map(allowance),
    node('ram:SpecifiedTradePaymentTerms', [
      leaf('ram:Description', texts.terms),
      paper.dueOn ? node('ram:DueDateDateTime', [day102('udt', paper.dueOn)]) : '',
    ]),
    totals(paper),
    ...references.map(({ number, issuedOn }) =>
      node('ram:InvoiceReferencedDocument', [
        leaf('ram:IssuerAssignedID', number),
        node('ram:FormattedIssueDateTime', [day102('qdt', issuedOn)]),
      ]),
    ),
  ])
}

function paymentMeans({ paymentMethod, kind }: Paper, { iban, bic, legalName }: Seller): string {
  const method = paymentMethod ?? (iban && kind !== 'credit-note' ? 'transfer' : null)
  if (!method || (method === 'transfer' && !iban)) return ''
  const account = method === 'transfer'
  return node('ram:SpecifiedTradeSettlementPaymentMeans', [
    leaf('ram:TypeCode', PAYMENT_MEANS[method]),
    account
      ? node('ram:PayeePartyCreditorFinancialAccount', [leaf('ram:IBANID', iban), leaf('ram:AccountName', legalName)])
      : '',
    account ? node('ram:PayeeSpecifiedCreditorFinancialInstitution', [leaf('ram:BICID', bic)]) : '',
  ])
}

/** When VAT falls due: with the invoice by the option on debits, else at delivery of goods and payment of services (BT-8). */
function vatDueCode(paper: Paper): string {
  if (paper.seller?.vatOnDebits) return '5'
  const supply = supplyOf(paper)
  return supply === 'both' ? '' : supply === 'goods' ? '29' : '72'
}

function tax(group: VatGroup, paper: Paper, texts: CiiTexts): string {
  const exemption = exemptionOf(group.category, paper)
  return node('ram:ApplicableTradeTax', [
    leaf('ram:CalculatedAmount', amount(group.vatCents)),
    leaf('ram:TypeCode', 'VAT'),
    leaf('ram:ExemptionReason', exemption ? texts.exemption(group) : ''),
    leaf('ram:BasisAmount', amount(group.netCents)),
    leaf('ram:CategoryCode', group.category),
    leaf('ram:ExemptionReasonCode', exemption ? EXEMPTION_CODES[exemption] : ''),
    leaf('ram:DueDateTypeCode', group.category === 'S' ? vatDueCode(paper) : ''),
    percent(group.category, group.rateBps),
  ])
}

function allowance(one: PaperAllowance): string {
  return node('ram:SpecifiedTradeAllowanceCharge', [
    node('ram:ChargeIndicator', [leaf('udt:Indicator', String(one.kind === 'charge'))]),
    leaf('ram:ActualAmount', amount(one.netCents)),
    leaf('ram:Reason', one.reason),
    node('ram:CategoryTradeTax', [
      leaf('ram:TypeCode', 'VAT'),
      leaf('ram:CategoryCode', one.vatCategory),
      percent(one.vatCategory, one.vatRateBps),
    ]),
  ])
}

function totals(paper: Paper): string {
  const foot = footOf(paper)
  const some = (kind: PaperAllowance['kind']) => paper.allowances.some(one => one.kind === kind)
  return node('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    leaf('ram:LineTotalAmount', amount(foot.linesNetCents)),
    some('charge') ? leaf('ram:ChargeTotalAmount', amount(foot.chargesNetCents)) : '',
    some('discount') ? leaf('ram:AllowanceTotalAmount', amount(foot.discountsNetCents)) : '',
    leaf('ram:TaxBasisTotalAmount', amount(foot.netCents)),
    leaf('ram:TaxTotalAmount', amount(foot.vatCents), ` currencyID="${paper.currency}"`),
    vatInEuros(paper) === null ? '' : leaf('ram:TaxTotalAmount', amount(vatInEuros(paper)!), ` currencyID="${EURO}"`),
    leaf('ram:GrandTotalAmount', amount(foot.grossCents)),
    paper.deposits.length > 0 ? leaf('ram:TotalPrepaidAmount', amount(foot.prepaidCents)) : '',
    leaf('ram:DuePayableAmount', amount(foot.dueCents)),
  ])
}

/** For whom a French platform takes it (note BAR). */
export const treatmentOf = (paper: Paper): 'B2B' | 'B2BINT' | 'B2C' =>
  !isBusiness(paper) ? 'B2C' : isFrench(paper.buyer.address.country) ? 'B2B' : 'B2BINT'
