/** What becomes of a document, from draft to paid. */
export const DOCUMENT_STATES = ['draft', 'open', 'partly-paid', 'overdue', 'paid', 'cancelled'] as const
export type DocumentState = (typeof DOCUMENT_STATES)[number]

type Facts = {
  issuedOn: string | null
  cancelledOn: string | null
  dueOn: string | null
  grossCents: number
  openCents: number
}

/** A document with nothing to pay is paid; one wholly credited is cancelled, though some may still be to be paid back. */
export function stateOf({ issuedOn, cancelledOn, dueOn, grossCents, openCents }: Facts, today: string): DocumentState {
  if (issuedOn === null) return 'draft'
  if (cancelledOn !== null) return 'cancelled'
  if (openCents === 0) return 'paid'
  if (openCents > 0 && dueOn !== null && dueOn < today) return 'overdue'
  return Math.abs(openCents) < Math.abs(grossCents) ? 'partly-paid' : 'open'
}
