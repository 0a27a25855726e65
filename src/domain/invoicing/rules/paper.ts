import { EURO, inEuros, type PerEuroMicros } from '../../../values/currency.ts'
import type { Cents } from '../../../values/money.ts'
import type { Buyer, DocumentKind, MonthEnd, PaymentMethod, PriceBasis, Territory, VatCategory } from './document.ts'
import type { Seller } from './seller.ts'

/** Printed copies are goods, access is a service. Source: L-3, L-7. */
export type Supply = 'goods' | 'services'

export type PaperLine = {
  /** From 1. */
  position: number
  label: string
  description: string
  /** Who receives it, when not the customer; empty: the customer. */
  recipient: string
  supply: Supply
  quantity: number
  /** Of one, in the basis of the document, before discount; null: only what the line costs is known. */
  unitCents: Cents | null
  discountBps: number | null
  /** In the basis of the document. */
  discountCents: Cents
  discountReason: string
  vatCategory: VatCategory
  vatRateBps: number
  netCents: Cents
  vatCents: Cents
  grossCents: Cents
  periodFrom: string | null
  periodTo: string | null
}

/** Off or on the whole document. */
export type PaperAllowance = {
  kind: 'discount' | 'charge'
  reason: string
  percentBps: number | null
  vatCategory: VatCategory
  vatRateBps: number
  netCents: Cents
  vatCents: Cents
  grossCents: Cents
}

export type Reference = { number: string; issuedOn: string }
export type PaperDeposit = Reference & { netCents: Cents; vatCents: Cents; grossCents: Cents }

/**
 * All that stands on the paper of a document, and nothing else. Amounts of a credit note are more than zero: its kind
 * says that they are given back. A draft is as it would be if it were issued that day.
 */
export type Paper = {
  id: string
  kind: DocumentKind
  /** Null: a draft. */
  number: string | null
  issuedOn: string
  suppliedOn: string | null
  dueOn: string | null
  language: 'fr' | 'en'
  currency: string
  /** Millionths of its currency for one euro, to say its VAT in euros; null: it is in euros, or no rate is known. */
  perEuroMicros: PerEuroMicros | null
  priceBasis: PriceBasis
  territory: Territory
  /** Null: the company said nothing of itself yet. */
  seller: Seller | null
  buyer: Buyer
  buyerReference: string
  purchaseOrder: string
  contractReference: string
  note: string
  paymentDays: number
  paymentMonthEnd: MonthEnd
  paymentMethod: PaymentMethod | null
  lines: readonly PaperLine[]
  allowances: readonly PaperAllowance[]
  /** Deposit invoices taken off what is to be paid. */
  deposits: readonly PaperDeposit[]
  /** The invoice a credit note corrects. */
  credits: Reference | null
  /** Why it corrects it. */
  reason: string
  netCents: Cents
  vatCents: Cents
  grossCents: Cents
}

export type VatGroup = { category: VatCategory; rateBps: number; netCents: Cents; vatCents: Cents }

const sum = <T>(rows: readonly T[], cents: (row: T) => Cents): Cents =>
  rows.reduce((total, row) => total + cents(row), 0)
const signed = ({ kind }: PaperAllowance) => (kind === 'charge' ? 1 : -1)

/** What is taxed and its VAT, for each category and rate, highest rate first (BG-23). */
export function vatGroups({ lines, allowances }: Pick<Paper, 'lines' | 'allowances'>): VatGroup[] {
  const rows = [
    ...lines.map(line => ({ ...line, sign: 1 })),
    ...allowances.map(allowance => ({ ...allowance, sign: signed(allowance) })),
  ]
  const groups = Map.groupBy(rows, ({ vatCategory, vatRateBps }) => `${vatCategory} ${vatRateBps}`)
  return [...groups.values()]
    .map(group => ({
      category: group[0]!.vatCategory,
      rateBps: group[0]!.vatRateBps,
      netCents: sum(group, ({ netCents, sign }) => sign * netCents),
      vatCents: sum(group, ({ vatCents, sign }) => sign * vatCents),
    }))
    .sort((a, b) => b.rateBps - a.rateBps || (a.category < b.category ? -1 : 1))
}

/** VAT of a document in another currency, in euros, each rate by itself; null: it is in euros, or no rate is known. Source: L-3; CGI ann. II art. 242 nonies A. */
export function vatInEuros(
  paper: Pick<Paper, 'currency' | 'perEuroMicros' | 'lines' | 'allowances' | 'vatCents'>,
): Cents | null {
  const { currency, perEuroMicros, vatCents } = paper
  if (currency === EURO) return null
  if (perEuroMicros === null) return vatCents === 0 ? 0 : null
  return sum(vatGroups(paper), group => inEuros(group.vatCents, perEuroMicros))
}

/** The totals of the foot (BG-22), of what the rows say. */
export function footOf({ lines, allowances, deposits, netCents, vatCents, grossCents }: Paper) {
  const ofKind = (kind: PaperAllowance['kind']) => allowances.filter(one => one.kind === kind)
  const prepaidCents = sum(deposits, deposit => deposit.grossCents)
  return {
    linesNetCents: sum(lines, line => line.netCents),
    discountsNetCents: sum(ofKind('discount'), one => one.netCents),
    chargesNetCents: sum(ofKind('charge'), one => one.netCents),
    netCents,
    vatCents,
    grossCents,
    prepaidCents,
    dueCents: grossCents - prepaidCents,
  }
}

/** What the document sells, as e-invoicing asks (BT-23). Source: L-3, L-7. */
export function supplyOf({ lines }: Pick<Paper, 'lines'>): Supply | 'both' {
  const kinds = new Set(lines.map(({ supply }) => supply))
  return kinds.size > 1 ? 'both' : (lines[0]?.supply ?? 'goods')
}

/** From the first to the last day its lines are for (BG-14), or null. */
export function periodOf({ lines }: Pick<Paper, 'lines'>): { from: string; to: string } | null {
  const from = lines.flatMap(({ periodFrom }) => periodFrom ?? []).sort()[0]
  const to = lines
    .flatMap(({ periodTo }) => periodTo ?? [])
    .sort()
    .at(-1)
  return from && to && from <= to ? { from, to } : null
}

/** A company, public body or association; e-invoicing and the rules between traders are for them. */
export const isBusiness = ({ buyer }: Pick<Paper, 'buyer'>): boolean => buyer.kind === 'organisation'

const FRENCH_TERRITORY = new Set('FR GP MQ GF RE YT'.split(' '))
/** Established where the INSEE gives a SIREN and electronic invoices are due. */
export const isFrench = (country: string): boolean => FRENCH_TERRITORY.has(country)

/** Where electronic invoices reach it: an address given, else that of every French company, its SIREN (scheme 0225). */
export const electronicAddressOf = ({
  electronicAddress,
  siren,
}: Pick<Seller, 'electronicAddress' | 'siren'>): string => electronicAddress || siren

/** A draft with a number as it may get one, so that only what is its own fault is found. */
export const asIssued = (paper: Paper): Paper => ({ ...paper, number: paper.number ?? 'X' })
