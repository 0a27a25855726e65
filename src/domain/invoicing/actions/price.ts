import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal, refuse } from '../../../platform/http/refusal.ts'
import { EURO, isCurrency } from '../../../values/currency.ts'
import { grossFromNet, percentOf } from '../../../values/money.ts'
import { type ProductFound, productsById } from '../../catalog/queries.ts'
import { pressAllowed } from '../../catalog/rules/tax.ts'
import { type Customer, customersById } from '../queries/customers.ts'
import { depositsLeft, type Left } from '../queries/deposits.ts'
import { currentSeller } from '../queries/seller.ts'
import type { Allowance } from '../rules/allowances.ts'
import type { PriceBasis, Territory } from '../rules/document.ts'
import {
  type Amounts,
  amountsOf,
  type DocumentSaid,
  type Entered,
  inBasis,
  type LineSaid,
  type Vat,
  vatElsewhere,
} from '../rules/draft.ts'
import type { VatScheme } from '../rules/seller.ts'
import { type DocumentToTotal, totalsFault, totalsOf } from '../rules/totals.ts'
import { territoryOf, vatOf } from '../rules/vat.ts'
import { allTaken } from './allowances.ts'
import { componentLines, titlesOfStarts } from './bundle-lines.ts'

/** A document with all that it comes to. */
export type Priced = {
  id: string
  said: DocumentSaid
  currency: string
  basis: PriceBasis
  language: 'fr' | 'en'
  territory: Territory
  lines: PricedLine[]
  allowances: (Allowance & Amounts & { typed: number })[]
  total: Amounts
  /** By category and rate, the highest first. */
  breakdown: (Vat & Amounts)[]
}
export type PricedLine = Entered &
  Amounts & {
    id: string
    said: LineSaid
    /** Which of the lines it comes from, from 0. */
    typed: number
    label: string
    supply: 'goods' | 'services'
    unitCents: number | null
    discountCents: number
    bundle: { id: string; group: number } | null
  }
type Counted = Omit<PricedLine, 'id' | keyof Amounts> & { amounts: Amounts | undefined }

type Known = {
  products: ReadonlyMap<string, ProductFound>
  customers: ReadonlyMap<string, Customer>
  titles: ReadonlyMap<string, string>
  deposits: ReadonlyMap<string, Left>
  scheme: VatScheme
}

/** What documents come to, from what is said of them: nothing is written. `ids` are those they have, in their order. */
export async function priceDocuments(
  ctx: Ctx,
  documents: readonly DocumentSaid[],
  ids: readonly string[] = [],
): Promise<Priced[]> {
  const known = await knownOf(ctx, documents, ids)
  return documents.map((said, at) => priced(ctx, said, ids[at] ?? newId(), known))
}

/** The same, where one that is refused stops no other: its refusal stands in its place. */
export async function priceEach(
  ctx: Ctx,
  documents: readonly DocumentSaid[],
  ids: readonly string[] = [],
): Promise<(Priced | Refusal)[]> {
  const known = await knownOf(ctx, documents, ids)
  return documents.map((said, at) => {
    try {
      return priced(ctx, said, ids[at] ?? newId(), known)
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  })
}

/** What must be read to price documents, in as many statements however many they are. */
async function knownOf(ctx: Ctx, documents: readonly DocumentSaid[], ids: readonly string[]): Promise<Known> {
  const all = <T>(of: (document: DocumentSaid) => readonly T[]) => [...new Set(documents.flatMap(of))]
  return {
    products: await productsById(
      ctx,
      all(({ lines }) => lines.flatMap(({ productId }) => productId ?? [])),
    ),
    customers: await customersById(
      ctx,
      all(({ customerId }) => [customerId]),
    ),
    titles: await titlesOfStarts(ctx, documents),
    deposits: await depositsLeft(
      ctx,
      all(({ allowances = [] }) => allowances.flatMap(({ depositId }) => depositId ?? [])),
      { except: ids },
    ),
    scheme: (await currentSeller(ctx))?.vatScheme ?? 'normal',
  }
}

function priced({ today }: Ctx, said: DocumentSaid, id: string, known: Known): Priced {
  const currency = currencyOf(said)
  const basis = said.priceBasis ?? basisOf(said, known)
  const customer = known.customers.get(said.customerId) ?? refuse('invoicing.unknownCustomer', { field: 'customerId' })
  const on = said.draftedOn ?? today
  const { scheme } = known
  const territory = territoryOf({ ...(said.deliveryAddress ?? customer), vatNumber: customer.vatNumber })
  const within = { said, basis, on, customer, known, territory, scheme }
  const counted = said.lines.flatMap((line, index) => linesOf(line, { ...within, index }))
  const taken = allTaken({ said, basis, lines: counted, deposits: known.deposits })
  const document: DocumentToTotal = { priceBasis: basis, lines: counted.map(counting), allowances: taken.map(counting) }
  const fault = totalsFault(document)
  if (fault) refuse(fault.code, { field: fault.field })
  const totals = totalsOf(document)
  const { netCents, vatCents, grossCents, breakdown } = totals
  return {
    id,
    said,
    currency,
    basis,
    language: said.language ?? customer.language,
    territory,
    lines: counted.map(({ amounts: _, ...line }, at) => ({ ...line, id: newId(), ...amountsOf(totals.lines[at]!) })),
    allowances: taken.map(({ amounts: _, ...one }, at) => ({ ...one, ...amountsOf(totals.allowances[at]!) })),
    total: { netCents, vatCents, grossCents },
    breakdown,
  }
}

/** A deposit waits in the books at the rate of its day, and a final invoice would take it off at another: it is in euros. */
function currencyOf({ currency = EURO, kind }: DocumentSaid): string {
  if (!isCurrency(currency)) refuse('invoicing.unknownCurrency', { field: 'currency', values: { currency } })
  if (kind === 'deposit' && currency !== EURO) refuse('invoicing.depositInEuros', { field: 'currency' })
  return currency
}

/** By its amount, unless all its amounts are settled. */
const counting = <One extends Entered & { amounts?: Amounts | undefined }>({ amounts, ...one }: One) =>
  amounts ? { ...one, amounts } : one

/** As the prices of its products were entered, and with tax when they differ. */
function basisOf({ lines }: DocumentSaid, { products }: Known): PriceBasis {
  const found = lines.flatMap(({ productId }) => products.get(productId ?? '') ?? [])
  return found.length > 0 && found.every(({ priceBasis }) => priceBasis === 'net') ? 'net' : 'gross'
}

type Within = {
  index: number
  said: DocumentSaid
  basis: PriceBasis
  on: string
  customer: Customer
  known: Known
  territory: Territory
  scheme: VatScheme
}
type Taxed = Pick<ProductFound, 'label' | 'taxClass' | 'vatRateBps' | 'supply' | 'registered'>

function linesOf(line: LineSaid, within: Within): Counted[] {
  const { index, said, basis, on, known } = within
  const field = (name: string) => `lines.${index}.${name}`
  refuseUnclear(line, said.customerId, index)
  const product = known.products.get(line.productId ?? '')
  if (!product && line.productId) refuse('invoicing.unknownProduct', { field: field('productId') })
  if (!product && !line.amounts && (line.unitCents === undefined || !line.label))
    refuse('invoicing.lineSaysNothing', { field: field(line.label ? 'unitCents' : 'label') })
  if (said.kind === 'deposit' && product && product.kind !== 'other')
    refuse('invoicing.depositSellsNothing', { field: field('productId') })
  if (product && said.currency && said.currency !== EURO && !line.amounts && line.unitCents === undefined)
    refuse('invoicing.priceInCurrency', { field: field('unitCents'), values: { currency: said.currency } })
  const unit = unitOf(line, product, within)
  const { cents, discountCents } = line.amounts
    ? { cents: inBasis(line.amounts, basis), discountCents: 0 }
    : lessDiscount(line, unit, field)
  if (product?.kind === 'bundle')
    return componentLines(line, product, { on, basis, cents, index, titles: known.titles }).map(
      ({ component, cents, bundle, ...part }) => ({
        ...vatAt(component, part, within),
        said: part,
        typed: index,
        label: part.label ?? '',
        supply: component.supply,
        cents,
        unitCents: null,
        discountCents: 0,
        bundle,
        amounts: amountsSaid(part),
      }),
    )
  return [
    {
      ...vatAt(product, line, within),
      said: line,
      typed: index,
      label: line.label ?? product?.label ?? '',
      supply: product?.supply ?? 'goods',
      cents,
      unitCents: line.amounts ? null : unit,
      discountCents,
      bundle: null,
      amounts: amountsSaid(line),
    },
  ]
}

const amountsSaid = ({ amounts }: LineSaid): Amounts | undefined => {
  if (!amounts) return undefined
  return amountsOf(amounts)
}

/** Which VAT a line bears: what it bore elsewhere, that of its product where it goes on that day, or what was typed. */
function vatAt(product: Taxed | undefined, line: LineSaid, { index, on, territory, scheme }: Within): Vat {
  if (line.amounts) return vatElsewhere(line.amounts)
  const { taxClass, vatRateBps, supply, registered } = product ?? {
    taxClass: null,
    vatRateBps: line.vatRateBps ?? 0,
    supply: 'goods',
    registered: null,
  }
  const vat = vatOf(
    { taxClass, vatRateBps, supply },
    { territory, on, scheme, pressAllowed: pressAllowed(registered, on) },
  )
  if ('fault' in vat)
    refuse(vat.fault, {
      field: `lines.${index}.productId`,
      values: { product: product?.label ?? '', title: registered?.name ?? '', on },
    })
  return { vatCategory: vat.vatCategory, vatRateBps: vat.vatRateBps }
}

/** What one costs on the side of the document: what was said, else the product's price less what an agency does not pay. */
function unitOf(line: LineSaid, product: ProductFound | undefined, { basis, customer }: Within): number {
  if (line.unitCents !== undefined) return line.unitCents
  if (!product) return 0
  const price = priceIn(basis, product)
  return price - percentOf(price, customer.discountBps)
}

function priceIn(basis: PriceBasis, { kind, priceBasis, priceCents, netCents, grossCents, vatRateBps }: ProductFound) {
  if (priceBasis === basis) return priceCents
  if (basis === 'net') return netCents
  return kind === 'bundle' ? grossCents : grossFromNet(priceCents, vatRateBps)
}

function lessDiscount(line: LineSaid, unit: number, field: (name: string) => string) {
  const whole = unit * line.quantity
  const discountCents = line.discountBps === undefined ? (line.discountCents ?? 0) : percentOf(whole, line.discountBps)
  if (discountCents > whole) refuse('invoicing.discountBeyondLine', { field: field('discountCents') })
  return { cents: whole - discountCents, discountCents }
}

/** A gift goes to somebody else, a term starts in one way. */
function refuseUnclear(line: LineSaid, customerId: string, index: number) {
  const field = (name: string) => ({ field: `lines.${index}.${name}` })
  if (line.gift && (line.recipientId ?? customerId) === customerId)
    refuse('invoicing.giftToOneself', field('recipientId'))
  if ([line.startsOn, line.startsWith, line.startIssueId].filter(said => said !== undefined).length > 1)
    refuse('invoicing.startTwice', field('startsOn'))
  if (line.periodFrom && line.periodTo && line.periodTo < line.periodFrom)
    refuse('invoicing.periodEndsBefore', field('periodTo'))
}
