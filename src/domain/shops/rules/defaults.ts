import type { Meaning, RefundEffect, RefundKind } from './order.ts'

/** What the statuses that every shop has mean, until the user says otherwise. Source: ABO-8. */
export const DEFAULT_MEANINGS: Readonly<Record<string, Meaning>> = {
  pending: 'waits',
  'on-hold': 'waits',
  processing: 'sold',
  completed: 'sold',
  cancelled: 'cancelled',
  failed: 'cancelled',
  refunded: 'refunded',
  trash: 'cancelled',
  'checkout-draft': 'ignored',
}

/** What a refund does to what was sold; of an amount alone it is asked. Source: ABO-82. */
export const DEFAULT_REFUND_EFFECTS: readonly { kind: RefundKind; effect: RefundEffect }[] = [
  { kind: 'whole', effect: 'stop-now' },
  { kind: 'lines', effect: 'stop-now' },
]

/** A status of the shop's own, or of a plug-in: what was paid was sold. Source: W-7. */
export const guessedMeaning = (paid: boolean): Meaning => (paid ? 'sold' : 'waits')
