/** Fixed keys; a company may give them words of its own. Source: X-68. */
export const TERM_STATES = ['planned', 'to-invoice', 'drafted', 'issued', 'skipped', 'cancelled'] as const
export type TermState = (typeof TERM_STATES)[number]

export type TermStateNames = { [State in TermState]?: string }

/** What a term is made: a draft without number, or an invoice at once. Source: X-67. */
export type Into = 'draft' | 'issued'
