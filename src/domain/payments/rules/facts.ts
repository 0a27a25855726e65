import { EURO } from '../../../values/currency.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'

export type PaymentRow = {
  id: string
  number: number
  customerId: string
  method: PaymentMethod
  receivedOn: string
  cents: number
  currency: string
  reference: string
  drawer: string
  bankAccountId: string | null
  undoesId: string | null
  reason: string
  source: string
  sourceReference: string | null
}

export type AllocationRow = {
  id: string
  invoiceId: string | null
  refundId: string | null
  paymentId: string | null
  creditNoteId: string | null
  cents: number
  /** Of what pays and of what is paid. */
  currency: string
  allocatedOn: string
}

/** What is sealed of a payment: all that was written of it. Source: L-1. */
export const factsOfPayment = ({ id: _, ...written }: PaymentRow) => inItsCurrency(written)

/** What is sealed of an allocation. Source: L-1. */
export const factsOfAllocation = ({ id: _, ...written }: AllocationRow) => inItsCurrency(written)

/** Euros are not said: what was sealed before there were other currencies stays what it was. */
const inItsCurrency = <Written extends { currency: string }>({ currency, ...written }: Written) =>
  currency === EURO ? written : { ...written, currency }
