import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { DOCUMENT_KINDS, PAYMENT_METHODS } from '../invoicing/rules/document.ts'
import { creditsContract } from './contract/credits.ts'
import { PAYMENT_STATES } from './rules/state.ts'

const text = z.string().trim().max(200)

/** A payment as lists show it. */
export const paymentRow = z.object({
  id,
  number: z.int(),
  receivedOn: isoDay,
  customerId: id,
  customer: z.string(),
  method: z.enum(PAYMENT_METHODS),
  currency: z.string().describe('of its amounts'),
  euroCents: cents
    .nullable()
    .describe('what it is in euros, when it is in another currency; null: it is in euros, or no rate is known'),
  cents: cents.describe('less than zero: paid back'),
  openCents: cents.describe('not allocated yet: credit of the customer'),
  state: z.enum(PAYMENT_STATES),
  reference: z.string(),
  drawer: z.string(),
  bankAccountId: id.nullable(),
  bankAccount: z.string(),
  depositId: id.nullable(),
  depositNumber: z.int().nullable(),
  source: z.string(),
  createdBy: z.string(),
})

const allocated = z.object({
  id: id.describe('of its latest allocation: takes back what is allocated of the one to the other'),
  allocatedOn: isoDay,
  cents,
  paymentId: id.nullable(),
  paymentNumber: z.int().nullable(),
  method: z.enum(PAYMENT_METHODS).nullable(),
  documentId: id.nullable().describe('the document paid'),
  documentNumber: z.string().nullable(),
  documentKind: z.enum(DOCUMENT_KINDS).nullable(),
  creditNoteId: id.nullable().describe('the credit note that pays it'),
  creditNoteNumber: z.string().nullable(),
  refundId: id.nullable().describe('the payment that pays it back'),
  refundNumber: z.int().nullable(),
  customer: z.string().describe('of the document, or who was paid back'),
  canUndo: z.boolean(),
})

export const paymentCard = paymentRow.extend({
  reason: z.string().describe('why it undoes another'),
  undoesId: id.nullable(),
  undoesNumber: z.int().nullable(),
  undoneById: id.nullable(),
  undoneByNumber: z.int().nullable(),
  note: z.string(),
  createdAt: z.string(),
  allocations: z.array(allocated),
})

const filters = {
  customerId: id.optional(),
  method: z.enum(PAYMENT_METHODS).optional(),
  state: z.enum(PAYMENT_STATES).optional(),
  bankAccountId: id.optional(),
  depositId: id.optional(),
  receivedFrom: isoDay.optional(),
  receivedTo: isoDay.optional(),
}

const allocationRefusals = [
  'payments.moreThanPaid',
  'payments.wrongSide',
  'payments.otherCurrency',
  'payments.unknownPayment',
  'payments.unknownInvoice',
  'invoicing.unknownInvoice',
  'invoicing.notIssued',
  'invoicing.settledTooMuch',
] as const

export const paymentRefusals = [
  ...allocationRefusals,
  'payments.nothing',
  'payments.notYet',
  'payments.eurosOfOther',
  'invoicing.unknownCurrency',
  'payments.unknownCustomer',
  'payments.unknownBankAccount',
  'payments.alreadyTaken',
] as const

const toDocument = z.object({ invoiceId: id, cents: cents.describe('less than zero for a credit note') })

/** What is said of money received or paid back, whoever it comes from. */
export const moneyFields = {
  method: z.enum(PAYMENT_METHODS),
  receivedOn: isoDay.optional().describe('today when left out'),
  reference: text.default('').describe('number of the cheque, text of the transfer'),
  drawer: text.default('').describe('bank and name on the cheque, when not the customer’s'),
  bankAccountId: id.nullable().default(null).describe('null: not at a bank yet'),
  note: text.default(''),
}

export const openDocument = z.object({
  id,
  number: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  issuedOn: isoDay,
  dueOn: isoDay.nullable(),
  customerId: id,
  customer: z.string(),
  currency: z.string(),
  grossCents: cents,
  openCents: cents,
  proposedCents: cents.describe('what the amount asked about most probably pays of it'),
})

export const paymentsContract = {
  ...listContract({
    path: '/payments',
    summary: 'Payments received and paid back',
    right: 'payments.read',
    row: paymentRow,
    sorts: ['number', 'receivedOn'],
    filters,
  }),
  totals: contract({
    method: 'GET',
    path: '/payments/totals',
    summary: 'What payments sum to',
    right: 'payments.read',
  })
    .input(z.object({ search: z.string().max(100).optional(), ...filters }))
    .output(z.object({ cents, openCents: cents })),
  get: contract({
    method: 'GET',
    path: '/payments/{id}',
    summary: 'A payment and what it pays',
    right: 'payments.read',
  })
    .input(z.object({ id }))
    .output(paymentCard),
  record: contract({
    method: 'POST',
    path: '/payments',
    summary: 'Record money received, or paid back, with what it pays',
    right: 'payments.write',
    refusals: paymentRefusals,
  })
    .input(
      z.object({
        customerId: id,
        cents: cents.describe('less than zero: paid back'),
        currency: z.string().length(3).optional().describe('ISO 4217; euros when left out'),
        euroCents: cents
          .optional()
          .describe('what the bank made of another currency; else what it is at the rate of its day'),
        ...moneyFields,
        allocations: z
          .union([z.literal('auto'), z.array(toDocument).max(10_000)])
          .default('auto')
          .describe('documents paid, of any customer; auto: what was most probably meant'),
        paysBack: z
          .array(z.object({ paymentId: id, cents: cents.min(1) }))
          .max(100)
          .default([])
          .describe('payments whose open amount it pays back'),
        source: z.string().trim().min(1).max(40).optional(),
        sourceReference: z.string().trim().min(1).max(100).optional(),
      }),
    )
    .output(paymentCard),
  proposal: contract({
    method: 'GET',
    path: '/payments/proposal',
    summary: 'Open documents of a customer, with what an amount most probably pays of each',
    right: 'payments.read',
  })
    .input(
      z.object({
        customerId: id,
        cents: z.coerce.number().int().default(0),
        currency: z.string().length(3).default('EUR').describe('documents in this currency alone'),
        text: z.string().max(1000).default('').describe('written with the money: the numbers in it are paid first'),
      }),
    )
    .output(z.array(openDocument)),
  allocate: contract({
    method: 'POST',
    path: '/payments/{id}/allocations',
    summary: 'Let what is open of a payment pay documents',
    right: 'payments.write',
    refusals: allocationRefusals,
  })
    .input(z.object({ id, on: isoDay.optional(), allocations: z.array(toDocument).min(1).max(10_000) }))
    .output(paymentCard),
  allocateCreditNote: contract({
    method: 'POST',
    path: '/invoices/{id}/credit-allocations',
    summary: 'Let what is open of a credit note pay invoices',
    right: 'payments.write',
    refusals: allocationRefusals,
  })
    .input(z.object({ id, on: isoDay.optional(), allocations: z.array(toDocument).min(1).max(1000) }))
    .output(z.array(allocated)),
  ofDocument: contract({
    method: 'GET',
    path: '/invoices/{id}/payments',
    summary: 'What paid a document, and what a credit note pays',
    right: 'payments.read',
  })
    .input(z.object({ id }))
    .output(z.array(allocated)),
  ...creditsContract,
  undoAllocation: contract({
    method: 'POST',
    path: '/payment-allocations/{id}/undo',
    summary: 'Take back what a payment or credit note pays of a document',
    right: 'payments.write',
    refusals: ['payments.notAllocated', 'payments.undoneForGood'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
  undo: contract({
    method: 'POST',
    path: '/payments/{id}/undo',
    summary: 'Undo a payment by its opposite: what it paid is open again',
    right: 'payments.write',
    refusals: ['payments.alreadyUndone', 'payments.undoesItself', 'payments.undoneBefore', 'payments.notYet'],
  })
    .input(z.object({ id, reason: text.min(1), on: isoDay.optional().describe('today when left out') }))
    .output(paymentCard),
  note: contract({
    method: 'PATCH',
    path: '/payments/{id}',
    summary: 'Note something on a payment',
    right: 'payments.write',
  })
    .input(z.object({ id, note: text }))
    .output(paymentCard),
}
