import { percentOf, roundHalfAwayFromZero } from '../../../values/money.ts'
import type { ShopLine } from '../rules/order.ts'
import { centsIn, centsSaid, type Rows, said } from './csv-rows.ts'
import { hundredths, type Part, textOf, wrong } from './reading.ts'

type Money = { netCents: number | null; grossCents: number | null; taxCents: number | null; rateBps: number | null }

/** What was sold, carriage, and what was taken off the whole where the lines do not say it already. */
export function linesOf(order: Rows, totalCents: number): ShopLine[] {
  const { currency } = order
  const rate = rateNamed(said(order, 'taxName'))
  const sold = order.rows.filter(row =>
    ['lineName', 'lineSku', 'lineNet', 'lineGross', 'unitPrice', 'unitGross'].some(field => textOf(row, field) !== ''),
  )
  const carriage = {
    net: centsSaid(order, 'shippingNet'),
    gross: centsSaid(order, 'shippingGross'),
    tax: centsSaid(order, 'shippingTax'),
  }
  const discount = Math.abs(centsSaid(order, 'discount') ?? 0)
  const prices = sold.map(row => (centsIn(row, 'unitPrice', currency) ?? 0) * quantityOf(row))
  const listed = prices.reduce((sum, cents) => sum + cents, 0) + (carriage.gross ?? carriage.net ?? 0)
  // A price that does not say so bears its tax when the prices come to the total.
  const bearsTax = [listed, listed - discount].some(sum => Math.abs(sum - totalCents) <= sold.length)
  const money = sold.map((row, at): Money => {
    const [netCents, taxCents] = [centsIn(row, 'lineNet', currency), centsIn(row, 'lineTax', currency)]
    const unitGross = centsIn(row, 'unitGross', currency)
    const whole = textOf(row, 'unitPrice') === '' ? null : prices[at]!
    const gross = centsIn(row, 'lineGross', currency) ?? (unitGross === null ? null : unitGross * quantityOf(row))
    const ofPrice = netCents === null && gross === null ? whole : null
    return {
      netCents: netCents ?? (bearsTax ? null : ofPrice),
      grossCents: gross ?? (bearsTax ? ofPrice : null),
      taxCents,
      rateBps: rateIn(row) ?? rate,
    }
  })
  const lines = sold.map((row, at) => productOf(row, at, money[at]!))
  if (carriage.net !== null || carriage.gross !== null) {
    const shipped = taxed(
      { netCents: carriage.net, grossCents: carriage.gross, taxCents: carriage.tax, rateBps: rate },
      order.rows[0]!,
    )
    if (shipped.netCents + shipped.taxCents !== 0) lines.push({ ...blank('shipping', 'shipping', 'Port'), ...shipped })
  }
  const sum = lines.reduce((total, { netCents, taxCents }) => total + netCents + taxCents, 0)
  if (discount > 0 && sum - discount === totalCents)
    lines.push({
      ...blank('discount', 'fee', 'Remise'),
      ...taxed({ netCents: null, grossCents: -discount, taxCents: null, rateBps: rate }, order.rows[0]!),
    })
  return lines
}

const blank = (externalId: string, kind: ShopLine['kind'], name: string) => ({
  externalId,
  kind,
  name,
  quantity: 1,
  product: null,
  sku: '',
  recipient: null,
})

function productOf(row: Part, at: number, money: Money): ShopLine {
  const [productId, variationId] = [textOf(row, 'productId', 100), textOf(row, 'variationId', 100).replace(/^0$/, '')]
  const sku = textOf(row, 'lineSku')
  const kind = { shipping: 'shipping', fee: 'fee' }[textOf(row, 'lineKind').toLowerCase()] as
    | ShopLine['kind']
    | undefined
  // A file that has no ids of products knows them by what it calls them.
  const known = productId.replace(/^0$/, '') || (productId === '0' ? '' : sku)
  return {
    externalId: textOf(row, 'lineId', 100) || String(at + 1),
    kind: kind ?? 'product',
    name: textOf(row, 'lineName') || sku,
    quantity: quantityOf(row),
    product: kind || !known ? null : { externalId: known, variationId: variationId || null },
    sku,
    ...taxed(money, row),
    recipient: null,
  }
}

function quantityOf(row: Part): number {
  const text = textOf(row, 'quantity', 20).replace(',', '.')
  if (text === '') return 1
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : wrong('notAQuantity', `${row.place}quantity`, text)
}

/** `20`, `20 %`, `5,5`, or the part it is: `0.2`, `0.055`. */
function rateIn(row: Part): number | null {
  const text = textOf(row, 'lineRate', 30).replace('%', '').replace(',', '.').trim()
  if (text === '') return null
  if (!/^\d{1,2}(\.\d{1,6})?$/.test(text)) return wrong('notAnAmount', `${row.place}lineRate`, text)
  const isPart = Number(text) < 0.5
  return Math.round(Number(text) * (isPart ? 10_000 : 100))
}

/** `FR TVA 5.5%` of Shopify. */
const rateNamed = (name: string) => hundredths((/(\d+(?:[.,]\d+)?)\s*%/.exec(name)?.[1] ?? '').replace(',', '.'))

/** The rates of the Union, the commonest of France first: what a tax is the part of. */
const RATES = [
  2000, 550, 1000, 210, 2100, 1900, 600, 900, 700, 2200, 2300, 2500, 1700, 1200, 1300, 800, 500, 400, 300, 850, 105,
  2400, 2550, 2700, 1800, 770, 810, 260,
]

function taxed(
  { netCents: net, grossCents: gross, taxCents: tax, rateBps }: Money,
  row: Part,
): Pick<ShopLine, 'netCents' | 'taxCents' | 'taxes'> {
  const counted = tax ?? (net !== null && gross !== null ? gross - net : taxOf(net, gross, rateBps))
  const netCents = net ?? (gross ?? 0) - counted
  if (counted === 0) return { netCents, taxCents: 0, taxes: rateBps ? [{ rateBps, label: 'TVA', cents: 0 }] : [] }
  const rate =
    rateBps ??
    RATES.find(bps => Math.abs(percentOf(netCents, bps) - counted) <= 1) ??
    wrong('rateUnknown', `${row.place}lineTax`, String(counted))
  return { netCents, taxCents: counted, taxes: [{ rateBps: rate, label: 'TVA', cents: counted }] }
}

const taxOf = (net: number | null, gross: number | null, rateBps: number | null): number =>
  !rateBps
    ? 0
    : net !== null
      ? percentOf(net, rateBps)
      : gross! - roundHalfAwayFromZero((gross ?? 0) * 10_000, 10_000 + rateBps)
