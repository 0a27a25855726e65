import { skipToken, useQueries } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { invoicingWords } from '../labels/screens.ts'
import { type Amounts, discounted, lineAmounts, sumOf } from '../rules.ts'
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

/** A line with what follows from its product: no amounts until there is one. */
export type PricedLine = SaleLine & { product: Product | undefined; amounts: Amounts | undefined }

/** The lines with their products and what they come to, an agency's discount taken off. */
export const usePricedLines = (lines: readonly SaleLine[], discountBps: number): PricedLine[] =>
  useQueries({
    queries: lines.map(({ productId }) =>
      products.get.queryOptions({ input: productId === null ? skipToken : { id: productId }, staleTime: 60_000 }),
    ),
    combine: read => lines.map((line, at) => priced(line, line.productId ? read[at]?.data : undefined, discountBps)),
  })

function priced(line: SaleLine, found: Product | undefined, discountBps: number): PricedLine {
  const product = found && discountedProduct(found, discountBps)
  if (!product || !line.quantity || line.quantity < 0) return { ...line, product, amounts: undefined }
  const { unitGrossCents } = line
  const price =
    typeof unitGrossCents === 'number' ? { ...product, priceBasis: 'gross', priceCents: unitGrossCents } : product
  return { ...line, product, amounts: lineAmounts(price, line.quantity) }
}

function discountedProduct(product: Product, discountBps: number): Product {
  if (discountBps === 0) return product
  const price = discounted(product, discountBps)
  return { ...price, ...lineAmounts(price, 1) }
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
