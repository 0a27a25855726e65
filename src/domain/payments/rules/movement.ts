/** What moves the account of a customer; a payment of another, or for another, is passed on. */
export const MOVEMENTS = ['opening', 'invoice', 'deposit', 'credit-note', 'payment', 'passed-on'] as const
export type Movement = (typeof MOVEMENTS)[number]
