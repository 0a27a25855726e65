import { invoicesIssued } from '../domain/invoicing/actions.ts'
import { purchaseFromInvoices } from '../domain/subscriptions/actions.ts'
import { on, type Reaction } from '../platform/http/reaction.ts'

/** What causes what across slices, in the same transaction: one line a reaction. */
export const reactions: readonly Reaction[] = [on(invoicesIssued, purchaseFromInvoices)]
