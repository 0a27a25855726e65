import { event } from '../../../platform/http/reaction.ts'

/** So many debits of a customer in a row came back that the service stops: what these invoices sold is held. */
export const debitsUnpaid = event<{ invoiceIds: readonly string[] }>('debits.unpaid')

/** Direct debits came back, and the bank charges for them. */
export const returnsCharged = event<{ returnIds: readonly string[] }>('debits.charged')

/** All that had come back of a customer is paid: what these invoices sold may be served again. */
export const debitsPaid = event<{ invoiceIds: readonly string[] }>('debits.paid')
