/** Fixed keys; a company may give them words of its own. Source: X-68. */
export const TERM_STATES = ['planned', 'to-invoice', 'drafted', 'issued', 'skipped', 'cancelled'] as const
export type TermState = (typeof TERM_STATES)[number]

export type TermStateNames = { [State in TermState]?: string }
