/** Why a shop and the documents here differ. */
export const GAPS = [
  'notInvoiced',
  'totalChanged',
  'refundWaits',
  'refundLost',
  'cancelled',
  'creditedByHand',
  'unexplained',
] as const

/** An order of a shop beside its documents and money here. */
export type Compared = {
  orderId: string
  orderNumber: string
  currency: string
  totalCents: number
  reason: string | null
  /** Null: it has no invoice. */
  invoiceCents: number | null
  /** What charges again what had been taken back. */
  againCents: number
  refunds: readonly { externalId: string; cents: number; stateReason: string | null; credited: boolean }[]
  /** As its document tells; null: it does not say. */
  told: readonly { externalId: string; cents: number }[] | null
  creditNotes: readonly { number: string; cents: number; by: 'refund' | 'cancellation' | 'hand' }[]
  receivedCents: number
  openCents: number
}

export type Gap = { why: (typeof GAPS)[number]; said: string; cents: number }

const sum = (all: readonly { cents: number }[]) => all.reduce((total, { cents }) => total + cents, 0)

/** What was sold less what was refunded, less what its documents come to. */
export const gapOf = ({ totalCents, refunds, told, invoiceCents, againCents, creditNotes }: Compared): number =>
  totalCents - sum(refundsOf(refunds, told)) - ((invoiceCents ?? 0) + againCents - sum(creditNotes))

/** Those kept, and those that the order tells of and are not. */
const refundsOf = (refunds: Compared['refunds'], told: Compared['told']) => [...refunds, ...lostOf(refunds, told)]

const lostOf = (refunds: Compared['refunds'], told: Compared['told']) =>
  (told ?? []).filter(({ externalId }) => !refunds.some(one => one.externalId === externalId))

/** Each reason for a gap of an order, to the cent; what none explains comes last. Source: M-4. */
export function gapsOf(order: Compared): Gap[] {
  const { totalCents, invoiceCents, againCents, refunds, told, creditNotes, reason } = order
  const gaps: Gap[] = []
  const add = (why: Gap['why'], said: string, cents: number) => cents !== 0 && gaps.push({ why, said, cents })
  if (invoiceCents !== null) add('totalChanged', '', totalCents - invoiceCents)
  // Of what was not understood, the total may not be known either.
  else if (reason !== null || totalCents !== 0) gaps.push({ why: 'notInvoiced', said: reason ?? '', cents: totalCents })
  for (const { externalId, cents, stateReason, credited } of refunds)
    if (!credited) add('refundWaits', stateReason ?? externalId, -cents)
  for (const { externalId, cents } of lostOf(refunds, told)) add('refundLost', externalId, -cents)
  let restored = againCents
  for (const { number, cents, by } of creditNotes) {
    if (by === 'refund') continue
    const taken = by === 'cancellation' ? Math.max(0, cents - restored) : cents
    if (by === 'cancellation') restored = Math.max(0, restored - cents)
    add(by === 'cancellation' ? 'cancelled' : 'creditedByHand', number, taken)
  }
  add('unexplained', '', gapOf(order) - sum(gaps))
  return gaps
}
