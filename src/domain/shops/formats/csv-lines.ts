import { percentOf, roundHalfAwayFromZero, splitByLargestRemainder } from '../../../values/money.ts'
import type { ShopLine } from '../rules/order.ts'
import { ratesOf, type TaxOfRate } from './csv-rates.ts'
import { centsIn, centsSaid, type Rows, said } from './csv-rows.ts'
import { hundredths, type Part, textOf, wrong } from './reading.ts'

type Money = { netCents: number | null; grossCents: number | null; taxCents: number | null; rateBps: number | null }

/** What was sold, carriage, and what was taken off the whole where the lines do not say it already. */
export function linesOf(order: Rows, totalCents: number): ShopLine[] {
  const sold = order.rows.filter(row =>
    ['lineName', 'lineSku', 'lineNet', 'lineGross', 'unitPrice', 'unitGross'].some(field => textOf(row, field) !== ''),
  )
  const shipped: Money = {
    netCents: centsSaid(order, 'shippingNet'),
    grossCents: centsSaid(order, 'shippingGross'),
    taxCents: centsSaid(order, 'shippingTax'),
    rateBps: null,
  }
  const discount = Math.abs(centsSaid(order, 'discount') ?? 0)
  const money = moneyOf(order, sold, { shipped, discount, totalCents })
  const hasCarriage = shipped.netCents !== null || shipped.grossCents !== null
  const rates = ratesSaid(order, sold, { money, shipped: hasCarriage ? shipped : null, discount })
  const lines = sold.map((row, at) => productOf(row, at, { ...money[at]!, rateBps: rates[at]! }))
  if (hasCarriage) {
    const carriage = taxed({ ...shipped, rateBps: rates[sold.length]! }, order.rows[0]!)
    if (carriage.netCents + carriage.taxCents !== 0)
      lines.push({ ...blank('shipping', 'shipping', 'Port'), ...carriage })
  }
  const sum = lines.reduce((total, { netCents, taxCents }) => total + netCents + taxCents, 0)
  return discount > 0 && sum - discount === totalCents ? [...lines, ...discountsOf(order, lines, discount)] : lines
}

type Whole = { shipped: Money; discount: number; totalCents: number }

/** What the file says that each line costs. */
function moneyOf({ currency }: Rows, sold: readonly Part[], { shipped, discount, totalCents }: Whole): Money[] {
  const prices = sold.map(row => (centsIn(row, 'unitPrice', currency) ?? 0) * quantityOf(row))
  const listed = prices.reduce((sum, cents) => sum + cents, 0) + (shipped.grossCents ?? shipped.netCents ?? 0)
  // A price that does not say so bears its tax when the prices come to the total.
  const bearsTax = [listed, listed - discount].some(sum => Math.abs(sum - totalCents) <= sold.length)
  return sold.map((row, at): Money => {
    const [netCents, taxCents] = [centsIn(row, 'lineNet', currency), centsIn(row, 'lineTax', currency)]
    const unitGross = centsIn(row, 'unitGross', currency)
    const whole = textOf(row, 'unitPrice') === '' ? null : prices[at]!
    const gross = centsIn(row, 'lineGross', currency) ?? (unitGross === null ? null : unitGross * quantityOf(row))
    const ofPrice = netCents === null && gross === null ? whole : null
    return {
      netCents: netCents ?? (bearsTax ? null : ofPrice),
      grossCents: gross ?? (bearsTax ? ofPrice : null),
      taxCents,
      rateBps: rateIn(row),
    }
  })
}

const TAXES = [
  ['taxName', 'taxValue'],
  ['taxName2', 'taxValue2'],
  ['taxName3', 'taxValue3'],
  ['taxName4', 'taxValue4'],
  ['taxName5', 'taxValue5'],
] as const

type Costs = { money: readonly Money[]; shipped: Money | null; discount: number }

/**
 * The rate of each line, and of carriage after them: as the line says, else the one of the order; of several, as what the
 * order was charged of each tells. Null: neither says.
 */
function ratesSaid(order: Rows, sold: readonly Part[], { money, shipped, discount }: Costs): (number | null)[] {
  const all = shipped ? [...money, shipped] : money
  const taxes = TAXES.flatMap(([name, value]): TaxOfRate[] => {
    const rateBps = rateNamed(said(order, name))
    return rateBps ? [{ rateBps, cents: centsSaid(order, value) ?? 0 }] : []
  })
  if (taxes.length < 2 || all.every(({ rateBps, taxCents }) => rateBps !== null || taxCents !== null))
    return all.map(({ rateBps }) => rateBps ?? taxes[0]?.rateBps ?? null)
  const listed = money.reduce((sum, { netCents, grossCents }) => sum + (grossCents ?? netCents ?? 0), 0)
  const amounts = all.map(({ netCents, grossCents }, at) => {
    const row = sold[at]
    const cents = grossCents ?? netCents ?? 0
    return {
      cents: row && listed > 0 ? Math.round((cents * (listed - discount)) / listed) : cents,
      bearsTax: grossCents !== null,
      alike: row ? textOf(row, 'lineSku') || textOf(row, 'lineName') || String(at) : ' carriage',
    }
  })
  return (
    ratesOf(amounts, taxes) ??
    wrong(
      'rateUnknown',
      `${order.rows[0]!.place}taxName`,
      TAXES.map(([name]) => said(order, name))
        .join(' ')
        .trim(),
    )
  )
}

/** What was taken off the whole is shared among the rates of what was sold. */
function discountsOf(order: Rows, lines: readonly ShopLine[], discount: number): ShopLine[] {
  const sold = lines.filter(({ kind }) => kind === 'product')
  const byRate = [...Map.groupBy(sold.length > 0 ? sold : lines, ({ taxes }) => taxes[0]?.rateBps ?? null)]
  const shares = splitByLargestRemainder(
    discount,
    byRate.map(([, those]) => those.reduce((sum, { netCents, taxCents }) => sum + netCents + taxCents, 0)),
  )
  return byRate.flatMap(([rateBps], at) =>
    shares[at] === 0
      ? []
      : {
          ...blank(at === 0 ? 'discount' : `discount:${rateBps ?? 0}`, 'fee', 'Remise'),
          ...taxed({ netCents: null, grossCents: -shares[at]!, taxCents: null, rateBps }, order.rows[0]!),
        },
  )
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
