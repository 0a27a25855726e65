import type { ExchangeLine, ExchangeOrder } from './documents.ts'
import type { PricePolicy } from './states.ts'

/** What a line of a received order is here; its price is null where nobody asks about it. */
export type KnownProduct = { productId: string; netCents: number | null }

/** Why somebody must look at a line. */
export type LineDoubt = 'unknownProduct' | 'otherPrice'

export type SettledLine = {
  line: ExchangeLine
  productId: string | null
  /** Whose amounts it is written with. */
  price: 'ours' | 'theirs'
  doubt: LineDoubt | null
  /** Without tax, where the doubt is about it. */
  ourCents: number | null
}

/** Which product and price each line gets, and what somebody must look at. Source: X-44, D7. */
export function settleLines(
  { lines }: Pick<ExchangeOrder, 'lines'>,
  known: ReadonlyMap<number, KnownProduct>,
  policy: PricePolicy,
): SettledLine[] {
  return lines.map(line => {
    const product = known.get(line.position)
    if (!product) return { line, productId: null, price: 'theirs', doubt: 'unknownProduct', ourCents: null }
    const { productId, netCents } = product
    const doubt = policy === 'ask' && netCents !== line.netCents ? 'otherPrice' : null
    const price = policy === 'ours' ? 'ours' : 'theirs'
    return { line, productId, price, doubt, ourCents: doubt === null ? null : netCents }
  })
}

/** What is said of the first line that somebody must look at, and how many others there are; undefined: there is none. */
export function doubtOf(settled: readonly SettledLine[], currency: string) {
  const [first, ...others] = settled.filter(({ doubt }) => doubt !== null)
  if (!first) return undefined
  const { line, doubt, ourCents } = first
  const { code, gtin, label, quantity, netCents } = line
  const prices = ourCents === null ? {} : { quantity, currency, theirCents: netCents, ourCents, others: others.length }
  return { reason: `exchange.${doubt}`, values: inWords({ code: code || gtin, label, ...prices }) }
}

const inWords = (values: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))

/** How a code is compared: as it is written here. */
export const codeKey = (code: string): string => code.trim().toUpperCase()
