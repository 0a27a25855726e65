import { wellFormed } from '../../invoicing/rules/settings.ts'
import type { DeliveryKind, OrderKind } from './order.ts'

export type OrderPatterns = Record<OrderKind | DeliveryKind, string>

/** How a company that said nothing numbers its orders and delivery notes. */
export const DEFAULT_PATTERNS: OrderPatterns = {
  customer: 'CC-{yyyy}-{n:5}',
  supplier: 'CF-{yyyy}-{n:5}',
  delivery: 'BL-{yyyy}-{n:5}',
  receipt: 'BR-{yyyy}-{n:5}',
}

const ONE_YEAR = /\{yy(?:yy)?\}/
const ONE_NUMBER = /\{n:[3-9]\}/
const FIELDS = ['customer', 'supplier', 'delivery', 'receipt'] as const

/** What is wrong with the patterns, or undefined: each needs one year and one place, and no two may write the same number. */
export function patternsFault(patterns: OrderPatterns): { code: string; field: keyof OrderPatterns } | undefined {
  for (const field of FIELDS) if (!wellFormed(patterns[field])) return { code: 'orders.patternInvalid', field }
  const seen = new Set<string>()
  for (const field of FIELDS) {
    const key = patterns[field].replace(ONE_YEAR, '{y}').replace(ONE_NUMBER, '{n}').toUpperCase()
    if (seen.has(key)) return { code: 'orders.patternsAlike', field }
    seen.add(key)
  }
  return undefined
}
