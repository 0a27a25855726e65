import { amount, day102, decimal, leaf, node } from '../../../platform/files/write-xml.ts'
import { percentOf } from '../../../values/money.ts'
import type { VatCategory } from '../rules/document.ts'
import type { Paper, PaperLine } from '../rules/paper.ts'

/** No rate is said of what is outside VAT (BR-O-05). */
export const percent = (category: VatCategory, rateBps: number): string =>
  category === 'O' ? '' : leaf('ram:RateApplicablePercent', decimal(rateBps, 2))

const PRICE_DIGITS = 6 // BR-FR-DEC-03
const priceText = (millionths: bigint): string => decimal(millionths, PRICE_DIGITS).replace(/0{1,4}$/, '')
const SCALE = 10n ** 4n // from cents to millionths

/** Above it, millionths times the quantity no longer find the cent again: the price is said of the whole quantity. */
const MOST_PRICED_BY_ONE = 5000

/** The price of one without VAT in millionths, a half going up. */
const perUnit = (netCents: bigint, quantity: bigint): bigint => (2n * netCents * SCALE + quantity) / (2n * quantity)

type Prices = { net: bigint; gross: bigint; of: number }

/**
 * What one costs without VAT, after discount and before it (BT-146, BT-148): quantity times the first is the line again,
 * to the cent. The second comes of the price as entered, whatever the basis.
 */
export function pricesOf(line: PaperLine, { priceBasis }: Pick<Paper, 'priceBasis'>): Prices {
  const { quantity, netCents, unitCents, vatRateBps } = line
  const exact = (BigInt(netCents) * SCALE) % BigInt(quantity) === 0n
  const of = exact || quantity <= MOST_PRICED_BY_ONE ? 1 : quantity
  const net = of === 1 ? perUnit(BigInt(netCents), BigInt(quantity)) : BigInt(netCents) * SCALE
  if (unitCents === null || !hasDiscount(line)) return { net, gross: net, of }
  const taxed = 10_000n + BigInt(priceBasis === 'gross' ? vatRateBps : 0)
  const listed = perUnit(BigInt(unitCents) * BigInt(of) * 10_000n, taxed)
  return { net, gross: listed > net ? listed : net, of }
}

export const hasDiscount = ({ discountCents, discountBps, unitCents, quantity }: PaperLine): boolean =>
  discountCents > 0 || (discountBps !== null && unitCents !== null && percentOf(unitCents * quantity, discountBps) > 0)

export function ciiLine(line: PaperLine, paper: Paper): string {
  const { net, gross, of } = pricesOf(line, paper)
  const basis = of === 1 ? '' : leaf('ram:BasisQuantity', String(of), ' unitCode="C62"')
  const price = (millionths: bigint) => leaf('ram:ChargeAmount', priceText(millionths))
  return node('ram:IncludedSupplyChainTradeLineItem', [
    node('ram:AssociatedDocumentLineDocument', [leaf('ram:LineID', String(line.position))]),
    node('ram:SpecifiedTradeProduct', [leaf('ram:Name', line.label), leaf('ram:Description', line.description)]),
    node('ram:SpecifiedLineTradeAgreement', [
      gross > net
        ? node('ram:GrossPriceProductTradePrice', [
            price(gross),
            basis,
            node('ram:AppliedTradeAllowanceCharge', [
              node('ram:ChargeIndicator', [leaf('udt:Indicator', 'false')]),
              leaf('ram:ActualAmount', priceText(gross - net)),
            ]),
          ])
        : '',
      node('ram:NetPriceProductTradePrice', [price(net), basis]),
    ]),
    node('ram:SpecifiedLineTradeDelivery', [leaf('ram:BilledQuantity', String(line.quantity), ' unitCode="C62"')]),
    lineSettlement(line),
  ])
}

function lineSettlement({ vatCategory, vatRateBps, periodFrom, periodTo, netCents }: PaperLine): string {
  const end = (name: string, on: string | null) => (on ? node(name, [day102('udt', on)]) : '')
  return node('ram:SpecifiedLineTradeSettlement', [
    node('ram:ApplicableTradeTax', [
      leaf('ram:TypeCode', 'VAT'),
      leaf('ram:CategoryCode', vatCategory),
      percent(vatCategory, vatRateBps),
    ]),
    node('ram:BillingSpecifiedPeriod', [end('ram:StartDateTime', periodFrom), end('ram:EndDateTime', periodTo)]),
    node('ram:SpecifiedTradeSettlementLineMonetarySummation', [leaf('ram:LineTotalAmount', amount(netCents))]),
  ])
}
