import type { ShopLine, ShopTax } from '../rules/order.ts'
import {
  centsIfSaid,
  centsOf,
  hundredths,
  idOf,
  listOf,
  ownId,
  type Part,
  quantityOf,
  textOf,
  wrong,
} from './reading.ts'
import { type Meta, metaOf } from './woocommerce-meta.ts'
import { recipientOf } from './woocommerce-people.ts'

type Rate = { bps: number | null; label: string }
type Rates = ReadonlyMap<string, Rate>

/** Products, carriage and fees, in the order of the document. */
export function linesOf(order: Part): ShopLine[] {
  const rates = ratesOf(order)
  const lines = [
    ...listOf(order, 'line_items').map(line => productLine(line, rates)),
    ...listOf(order, 'shipping_lines').map(line => otherLine(line, rates, 'shipping')),
    ...listOf(order, 'fee_lines').map(line => otherLine(line, rates, 'fee')),
  ]
  const seen = new Set<string>()
  for (const { externalId, kind } of lines) {
    if (seen.has(externalId)) wrong('sameTwice', `${kind === 'product' ? 'line_items' : `${kind}_lines`}`, externalId)
    seen.add(externalId)
  }
  return lines
}

function productLine(line: Part, rates: Rates): ShopLine {
  const productId = idOf(line, 'product_id')
  return {
    ...amounts(line, rates),
    kind: 'product',
    name: textOf(line, 'name'),
    quantity: quantityOf(line, 'quantity'),
    product: productId ? { externalId: productId, variationId: idOf(line, 'variation_id') } : null,
    sku: textOf(line, 'sku'),
    recipient: recipientOf(metaOf(line)),
  }
}

const otherLine = (line: Part, rates: Rates, kind: 'shipping' | 'fee'): ShopLine => ({
  ...amounts(line, rates),
  kind,
  name: textOf(line, kind === 'fee' ? 'name' : 'method_title'),
  quantity: 1,
  product: null,
  sku: '',
  recipient: null,
})

/** After discounts and without tax, whatever prices say. Source: W-13, W-16. */
function amounts(line: Part, rates: Rates) {
  const taxCents = centsIfSaid(line, 'total_tax') ?? 0
  return { externalId: ownId(line), netCents: centsOf(line, 'total'), taxCents, taxes: taxesOf(line, rates, taxCents) }
}

/** The rate is what the order says of it, not what the amounts come to; "" is a tax that was not asked. Source: W-15. */
function taxesOf(line: Part, rates: Rates, taxCents: number): ShopTax[] {
  const taxes = listOf(line, 'taxes').flatMap(tax => {
    const cents = centsIfSaid(tax, 'total')
    if (cents === null) return []
    const rate = rates.get(idOf(tax, 'id') ?? '')
    if (rate?.bps != null) return [{ rateBps: rate.bps, label: rate.label, cents }]
    return cents === 0 ? [] : wrong('rateUnknown', `${tax.place}id`, tax.of.id)
  })
  if (taxes.length > 0 || taxCents === 0) return taxes
  const [only, ...others] = [...rates.values()]
  if (only?.bps != null && others.length === 0) return [{ rateBps: only.bps, label: only.label, cents: taxCents }]
  return wrong('rateUnknown', `${line.place}taxes`, line.of.total_tax)
}

const ratesOf = (order: Part): Rates =>
  new Map(
    listOf(order, 'tax_lines').map(line => {
      const label = textOf(line, 'label') || textOf(line, 'rate_code')
      return [idOf(line, 'rate_id') ?? '', { bps: rateBps(line, label), label }] as const
    }),
  )

const PERCENT = /(\d{1,2}(?:[.,]\d{1,4})?)\s*%/

/** Of an older shop, which does not say the rate, that of the name it gave it. */
function rateBps({ of }: Part, label: string): number | null {
  const said = of.rate_percent ?? PERCENT.exec(label)?.[1]?.replace(',', '.') ?? ''
  const bps = hundredths(said)
  return bps !== null && bps >= 0 && bps <= 10_000 ? bps : null
}

export type RefundedLine = { lineId: string | null; quantity: number; netCents: number; taxCents: number }

/** What was given back of each line, more than zero; `lineId` is null where it does not say of which. Source: W-9. */
export const refundedLines = (refund: Part): RefundedLine[] =>
  ['line_items', 'shipping_lines', 'fee_lines']
    .flatMap(list => listOf(refund, list))
    .map(line => ({
      lineId: originOf(metaOf(line)),
      quantity: Math.abs(line.of.quantity == null ? 0 : quantityOf(line, 'quantity')),
      netCents: 0 - centsOf(line, 'total'),
      taxCents: 0 - (centsIfSaid(line, 'total_tax') ?? 0),
    }))
    .filter(line => line.quantity !== 0 || line.netCents !== 0 || line.taxCents !== 0)

function originOf(meta: Meta): string | null {
  const value = meta.find(({ key }) => key === '_refunded_item_id')?.value
  const id = String(value ?? '')
  return /^[1-9]\d{0,15}$/.test(id) ? id : null
}
