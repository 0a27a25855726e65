/** Ordinary stages stand in a line; the final one takes the order off the list; the cancelled one is off the line. Source: X-51. */
export const STAGE_KINDS = ['normal', 'final', 'cancelled'] as const
export type StageKind = (typeof STAGE_KINDS)[number]

/** Whether entering a stage writes to the customer: never, when somebody has looked at the mail, or by itself. Source: X-52. */
export const SENDINGS = ['none', 'ask', 'auto'] as const

/**
 * How an order came to a stage. A jump forward passes each stage between, marked as skipped; a mail stays where the order is.
 * Source: X-56.
 */
export const DIRECTIONS = ['first', 'next', 'skipped', 'back', 'cancel', 'restore', 'mail'] as const
export type Direction = (typeof DIRECTIONS)[number]
