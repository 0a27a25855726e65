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
}

/** Which product and price each line gets, and what somebody must look at. Source: X-44, D7. */
export function settleLines(
  { lines }: Pick<ExchangeOrder, 'lines'>,
  known: ReadonlyMap<number, KnownProduct>,
  policy: PricePolicy,
): SettledLine[] {
  return lines.map(line => {
    const product = known.get(line.position)
    if (!product) return { line, productId: null, price: 'theirs', doubt: 'unknownProduct' }
    const { productId, netCents } = product
    const doubt = policy === 'ask' && netCents !== line.netCents ? 'otherPrice' : null
    return { line, productId, price: policy === 'ours' ? 'ours' : 'theirs', doubt }
  })
}

/** How a code is compared: as it is written here. */
export const codeKey = (code: string): string => code.trim().toUpperCase()
