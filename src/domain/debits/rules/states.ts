/** Core: a consumer, who is refunded for 8 weeks on request; B2B: a business, whose bank checks the mandate. Source: L-16. */
export const SCHEMES = ['core', 'b2b'] as const
export type Scheme = (typeof SCHEMES)[number]

export const FREQUENCIES = ['recurrent', 'one-off'] as const

/** Used: a one-off mandate that was collected by. Source: L-14. */
export const MANDATE_STATES = ['unsigned', 'valid', 'used', 'lapsed', 'revoked'] as const
export type MandateState = (typeof MANDATE_STATES)[number]

export const NOTICE_CHANNELS = ['mail', 'letter', 'invoice', 'schedule'] as const
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number]

/**
 * Whether an invoice to be collected is, or the first reason why not: `to-notice` wants a notice first, `noticed` waits for
 * its day, `ready` may go into a batch for it now.
 */
export const VERDICTS = [
  'ready',
  'noticed',
  'to-notice',
  'collecting',
  'no-mandate',
  'unsigned',
  'used',
  'lapsed',
  'revoked',
  'given-up',
  'other-currency',
] as const
export type Verdict = (typeof VERDICTS)[number]

/** Whether a day of collection means something yet. */
export const hasDay = (verdict: Verdict): boolean =>
  verdict === 'ready' || verdict === 'noticed' || verdict === 'to-notice' || verdict === 'collecting'

export const BATCH_STATES = ['planned', 'handed-over', 'collected', 'cancelled'] as const
export type BatchState = (typeof BATCH_STATES)[number]

export const DEBIT_STATES = ['planned', 'sent', 'collected', 'returned', 'cancelled'] as const

export const RETURN_KINDS = ['reject', 'return', 'refund', 'reversal', 'cancellation'] as const
export type ReturnKind = (typeof RETURN_KINDS)[number]

export const RETURN_FORMATS = ['pain.002', 'camt.053', 'camt.054'] as const

export const PROOF_KINDS = ['scan', 'electronic', 'other'] as const
