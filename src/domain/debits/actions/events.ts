import { event } from '../../../platform/http/reaction.ts'

/** So many debits of a customer in a row came back that the service stops: what these invoices sold is held. */
export const debitsUnpaid = event<{ invoiceIds: readonly string[] }>('debits.unpaid')
