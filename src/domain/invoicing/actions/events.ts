import { event } from '../../../platform/http/reaction.ts'
import type { ServiceAfter } from '../contract/cancel.ts'

/** Invoices and deposit invoices were issued: their lines may owe something to somebody. */
export const invoicesIssued = event<{ invoiceIds: readonly string[] }>('invoicing.issued')

/**
 * It was said which product some lines of text are: they may owe something, as of the day they were sold. `kept` are those
 * that were taken back since and are served all the same.
 */
export const linesIdentified = event<{ lineIds: readonly string[]; kept: readonly string[] }>('invoicing.identified')

/** Credit notes were issued: each pays what is open of the invoice it credits, and the rest is to be paid back. */
export const creditNotesIssued = event<{ creditNoteIds: readonly string[] }>('invoicing.credited')

export type Cancellation = {
  reason: string
  on: string
  service: ServiceAfter
  lastIssueId?: string | undefined
}

/** Invoices, or only some of their lines, were taken back: what they sold may no longer be served. */
export const invoicesCancelled = event<
  Cancellation & { invoiceIds: readonly string[]; lineIds?: readonly string[] | undefined }
>('invoicing.cancelled')

/** Drafts are about to be deleted: what they were made of is free again. */
export const draftsDiscarded = event<{ draftIds: readonly string[] }>('invoicing.discarded')
