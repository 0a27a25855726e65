/** How prices of a received order are settled when they are not ours. Source: X-44. */
export const PRICE_POLICIES = ['ours', 'theirs', 'ask'] as const
export type PricePolicy = (typeof PRICE_POLICIES)[number]

/** How far a partner and we know each other. `plain`: without Facteur, it reads our mails as a person. */
export const PARTNER_STATES = ['plain', 'invited', 'to-confirm', 'paired', 'revoked'] as const
export type PartnerState = (typeof PARTNER_STATES)[number]

/** How an order that we sent stands with who got it. */
export const SENT_STATES = [
  'sent',
  'received',
  'accepted',
  'changed',
  'refused',
  'part-dispatched',
  'dispatched',
] as const
export type SentState = (typeof SENT_STATES)[number]

/** What travels between two sites. `reply`: what a person wrote back, which is read by a person. */
export const DOCUMENT_KINDS = ['order', 'answer', 'despatch', 'catalogue', 'invitation', 'reply', 'none'] as const
export type ExchangeKind = (typeof DOCUMENT_KINDS)[number]

/** What became of a document that was collected. `ignored`: a mail that holds none. */
export const COLLECTED_STATES = ['taken', 'repeated', 'quarantined', 'refused', 'ignored'] as const
export type CollectedState = (typeof COLLECTED_STATES)[number]
