import { EURO } from '../../../values/currency.ts'
import { isBusiness, isFrench, type Paper, vatInEuros } from './paper.ts'
import type { Seller } from './seller.ts'

/** What the law wants on a document, and somebody may have forgotten. Source: L-3; CGI ann. II art. 242 nonies A, C. com. L441-9, R123-238. */
export const MENTIONS = [
  'seller',
  'seller.address',
  'seller.siren',
  'seller.legalForm',
  'seller.capital',
  'seller.register',
  'seller.vatNumber',
  'buyer.name',
  'buyer.address',
  'buyer.siren',
  'buyer.vatNumber',
  'delivery.address',
  'lines',
  'lines.label',
  'dueOn',
  'credits',
  'reason',
  'rate',
] as const
export type Mention = (typeof MENTIONS)[number]
/** `line`: of which line, from 1. */
export type MissingMention = { mention: Mention; line?: number }

/** `seller.address,lines.label:2`: how a refusal carries them, to be said in any language. */
export const missingCodes = (missing: readonly MissingMention[]): string =>
  missing.map(({ mention, line }) => (line === undefined ? mention : `${mention}:${line}`)).join(',')

/** From this day small companies too send electronic invoices, and must name their customers' SIREN. Source: L-3, L-4. */
export const BUYER_SIREN_FROM = '2027-09-01'

/** Forms that must name their register, and among them those that have a capital. Source: C. com. R123-237, R123-238. */
const REGISTERED = /^(EURL|SARL|SASU|SAS|SA|SNC|SCS|SCA|SCOP|SCIC|SELARL|SELAS|SE|GIE)\b/i
const WITHOUT_CAPITAL = /^(SNC|GIE)\b/i

/** What the law wants on this document and what is not there, by kind of customer, place and day; none: it may be issued. */
export function missingMentions(paper: Paper): MissingMention[] {
  return [...missingOfSeller(paper), ...ofBuyer(paper), ...ofLines(paper), ...ofDocument(paper)]
}

const asked = (mention: Mention, missing: boolean): MissingMention[] => (missing ? [{ mention }] : [])
const isNowhere = ({ postcode, town, lines }: { postcode: string; town: string; lines: string | readonly string[] }) =>
  town.trim() === '' || (postcode.trim() === '' && lines.length === 0)

/** What any document of the company would lack. */
export function missingOfSeller({ seller }: Pick<Paper, 'seller'>): MissingMention[] {
  if (!seller) return [{ mention: 'seller' }]
  return [
    ...asked('seller.address', isNowhere(seller)),
    ...asked('seller.siren', isFrench(seller.country) && seller.siren === ''),
    ...ofForm(seller),
    ...asked('seller.vatNumber', seller.vatScheme === 'normal' && seller.vatNumber === ''),
  ]
}

function ofForm({ legalForm, capitalCents, register, country }: Seller): MissingMention[] {
  const registered = isFrench(country) && REGISTERED.test(legalForm)
  return [
    ...asked('seller.legalForm', capitalCents !== null && legalForm === ''),
    ...asked('seller.capital', registered && !WITHOUT_CAPITAL.test(legalForm) && capitalCents === null),
    ...asked('seller.register', registered && register === ''),
  ]
}

/** A consumer may be written to by name alone; a trader is named with its place and numbers. */
function ofBuyer(paper: Paper): MissingMention[] {
  const { buyer, issuedOn, lines } = paper
  const business = isBusiness(paper)
  const french = isFrench(buyer.address.country)
  const taxedByBuyer = lines.some(({ vatCategory }) => vatCategory === 'K' || vatCategory === 'AE')
  return [
    ...asked('buyer.name', buyer.name.trim() === ''),
    ...asked('buyer.address', business && isNowhere(buyer.address)),
    ...asked('buyer.siren', business && french && buyer.siren === '' && issuedOn >= BUYER_SIREN_FROM),
    ...asked('buyer.vatNumber', taxedByBuyer && buyer.vatNumber === ''),
    ...asked('delivery.address', buyer.delivery !== null && isNowhere(buyer.delivery)),
  ]
}

function ofLines({ lines }: Paper): MissingMention[] {
  return [
    ...asked('lines', lines.length === 0),
    ...lines.flatMap(({ label, position }): MissingMention[] =>
      label.trim() === '' ? [{ mention: 'lines.label', line: position }] : [],
    ),
  ]
}

function ofDocument(paper: Paper): MissingMention[] {
  const { kind, dueOn, credits, reason } = paper
  const creditNote = kind === 'credit-note'
  return [
    ...asked('rate', paper.currency !== EURO && vatInEuros(paper) === null),
    ...asked('dueOn', !creditNote && dueOn === null),
    ...asked('credits', creditNote && credits === null && isBusiness(paper)),
    ...asked('reason', creditNote && credits === null && reason.trim() === ''),
  ]
}
