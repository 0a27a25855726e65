import { skipToken, useQueries } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { bundlePrice, type Component, inForce, inForceOrFirst, sharesOf } from '../../catalog/rules/bundle.ts'
import { invoicingWords } from '../labels/screens.ts'
import { type Amounts, discounted, lineAmounts, sumOf, unitPrice } from '../rules.ts'
import classes from './sale-lines.module.css'

const products = apiOf('catalog', catalogContract).products
type Product = Awaited<ReturnType<typeof products.get.call>>

/** With what a subscription begins. */
export const SALE_STARTS = ['sale', 'current', 'next', 'issue', 'day'] as const

/** One line of a sale as it is typed. */
export type SaleLine = {
  key: string
  productId: string | null
  quantity: number | null
  /** What was typed instead of the product's price; undefined: nothing was. */
  unitGrossCents: number | null | undefined
  recipientId: string | null
  gift: boolean
  start: (typeof SALE_STARTS)[number]
  startsOn: string | null
  startIssueId: string | null
  renewalContactId: string | null
  renewsId: string | null
}

/** A product of a bundle with its part of the price of the line. */
export type SoldPart = Component & { amounts: Amounts }

/** A line with what follows from its product: no amounts until there is one; of a bundle, what it is made of that day. */
export type PricedLine = SaleLine & {
  product: Product | undefined
  amounts: Amounts | undefined
  parts: SoldPart[] | undefined
}

/** The lines with their products and what they come to, an agency's discount taken off. */
export const usePricedLines = (lines: readonly SaleLine[], discountBps: number, on: string | null): PricedLine[] =>
  useQueries({
    queries: lines.map(({ productId }) =>
      products.get.queryOptions({ input: productId === null ? skipToken : { id: productId }, staleTime: 60_000 }),
    ),
    combine: read =>
      lines.map((line, at) => priced(line, line.productId ? read[at]?.data : undefined, { discountBps, on })),
  })

type Terms = { discountBps: number; on: string | null }

function priced(line: SaleLine, found: Product | undefined, { discountBps, on }: Terms): PricedLine {
  if (!found) return { ...line, product: undefined, amounts: undefined, parts: undefined }
  const product = discountedProduct(found, { discountBps, on })
  const quantity = line.quantity && line.quantity > 0 ? line.quantity : undefined
  const price = unitPrice(line, found, discountBps)
  if (found.kind !== 'bundle')
    return {
      ...line,
      product,
      amounts: quantity === undefined ? undefined : lineAmounts(price, quantity),
      parts: undefined,
    }
  const components = inForce(found.compositions, on ?? '')?.components ?? []
  const whole = { ...price, priceCents: price.priceCents * (quantity ?? 1) }
  const shares = components.length > 0 ? sharesOf(whole, components) : []
  const parts = components.map((component, at) => ({ ...component, amounts: shares[at]! }))
  return { ...line, product, amounts: quantity && parts.length > 0 ? sumOf(shares) : undefined, parts }
}

function discountedProduct(product: Product, { discountBps, on }: Terms): Product {
  if (discountBps === 0) return product
  const price = discounted(product, discountBps)
  const components = inForceOrFirst(product.compositions, on ?? '')?.components
  return { ...price, ...(components ? bundlePrice(price, components) : lineAmounts(price, 1)) }
}

/** What the sale comes to, said again whenever it changes. */
export function SaleTotals({ lines }: { lines: readonly PricedLine[] }) {
  const words = useLabels(invoicingWords)
  const format = useFormat()
  const total = sumOf(lines.flatMap(({ amounts }) => amounts ?? []))
  return (
    <dl className={classes.totals} aria-live="polite">
      <dt>{words.totalNet}</dt>
      <dd>{format.money(total.netCents)}</dd>
      <dt>{words.vat}</dt>
      <dd>{format.money(total.vatCents)}</dd>
      <dt className={classes.gross}>{words.totalGross}</dt>
      <dd className={classes.gross}>{format.money(total.grossCents)}</dd>
    </dl>
  )
}
