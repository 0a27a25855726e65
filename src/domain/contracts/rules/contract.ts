export const UNITS = ['day', 'week', 'month', 'year'] as const
export type Unit = (typeof UNITS)[number]

/** The day that terms begin on: that of the start, the last of the month, or a fixed day of the month. Source: A2. */
export const DAY_RULES = ['same', 'last', 'fixed'] as const
export type DayRule = (typeof DAY_RULES)[number]

/** The day an invoice bears: that its term begins or ends on, days before, or a day of the month. Source: X-62. */
export const INVOICE_ON = ['start', 'end', 'before', 'day'] as const
export type InvoiceOn = (typeof INVOICE_ON)[number]

/** Who makes the invoices of a contract: a person; itself, as drafts; itself, issued after a time to look. Source: X-60. */
export const INVOICING = ['manual', 'draft', 'issue'] as const
export type Invoicing = (typeof INVOICING)[number]

/** What happens at its end. Source: X-66. */
export const RENEWALS = ['none', 'proposed', 'tacit'] as const
export type Renewal = (typeof RENEWALS)[number]

/** What a contract is on a day; derived. Source: REC-8. */
export const CONTRACT_STATES = ['draft', 'upcoming', 'active', 'paused', 'ended', 'terminated'] as const
export type ContractState = (typeof CONTRACT_STATES)[number]
