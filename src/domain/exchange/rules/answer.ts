import type { AnsweredLine, ExchangeDespatch } from './documents.ts'

/** A line of a received order as it stands here, the lines of a bundle being one. */
export type StandingLine = { quantity: number; netCents: number; deliverOn: string | null }
/** A line as it was sent, by the place that answers name it by. */
export type SentLine = { position: number; quantity: number; label: string }
/** What was asked of it. */
export type AskedLine = { position: number; quantity: number; netCents: number }

/**
 * What is said of each line: accepted where it is what was asked, changed where quantity or price are others. Lines that stand
 * here in another number than was asked cannot be told apart: nothing is said of any.
 */
export function answeredLines(asked: readonly AskedLine[], standing: readonly StandingLine[]): AnsweredLine[] {
  if (asked.length !== standing.length) return []
  return asked.map(({ position, quantity, netCents }, at) => {
    const now = standing[at]!
    const otherQuantity = now.quantity !== quantity
    const otherPrice = now.netCents !== netCents
    return {
      position,
      answer: otherQuantity || otherPrice ? 'changed' : 'accepted',
      quantity: otherQuantity ? now.quantity : null,
      netCents: otherQuantity || otherPrice ? now.netCents : null,
      deliverOn: now.deliverOn,
      note: '',
    }
  })
}

/** What left of each line of an order so far, by its place, with what a notice adds. */
export function despatchedSoFar(
  before: Readonly<Record<string, number>>,
  lines: ExchangeDespatch['lines'],
): Record<string, number> {
  const so = { ...before }
  for (const { position, quantity } of lines) so[position] = (so[position] ?? 0) + quantity
  return so
}

/** Whether all that was ordered left. */
export const isAllDespatched = (
  sent: readonly Pick<SentLine, 'position' | 'quantity'>[],
  despatched: Readonly<Record<string, number>>,
): boolean => sent.every(({ position, quantity }) => (despatched[position] ?? 0) >= quantity)
