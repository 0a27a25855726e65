import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { moneyFields, paymentCard, paymentRefusals } from '../contract.ts'
import { MOVEMENTS } from '../rules/movement.ts'

const ages = {
  notDueCents: cents,
  to30Cents: cents,
  to60Cents: cents,
  to90Cents: cents,
  olderCents: cents,
  owedCents: cents.describe('sum of them'),
  creditCents: cents.describe('credit notes and payments not allocated, less than zero'),
  balanceCents: cents.describe('owed, less the credit'),
}

/** What a customer owes by how long it is overdue; the id is the customer's. */
export const ageingRow = z.object({
  id,
  number: z.int(),
  customer: z.string(),
  ...ages,
  oldestDueOn: isoDay.nullable(),
  documents: z.int().describe('documents still to be paid'),
})

export const statementRow = z.object({
  id,
  on: isoDay,
  kind: z.enum(MOVEMENTS),
  number: z.string(),
  label: z.string().describe('what was written with it, or who else it concerns'),
  method: z.enum(PAYMENT_METHODS).nullable(),
  dueOn: isoDay.nullable(),
  currency: z.string(),
  debitCents: cents,
  creditCents: cents,
  balanceCents: cents,
})

export const balancesContract = {
  ...listContract({
    path: '/ageing',
    summary: 'What customers owe, by how long it is overdue',
    right: 'payments.read',
    row: ageingRow,
    sorts: ['customer', 'owed', 'older', 'balance'],
    filters: {
      on: isoDay.optional().describe('as it stood at the end of that day; today when left out'),
      overdue: z.boolean().optional().describe('only those with something overdue'),
    },
  }),
  totals: contract({
    method: 'GET',
    path: '/ageing/totals',
    summary: 'What all customers together owe, by how long it is overdue',
    right: 'payments.read',
  })
    .input(
      z.object({
        search: z.string().max(100).optional(),
        on: isoDay.optional(),
        overdue: z.boolean().optional(),
      }),
    )
    .output(z.object(ages)),
  get: contract({
    method: 'GET',
    path: '/customers/{id}/balance',
    summary: 'What a customer owes and has to his credit',
    right: 'payments.read',
  })
    .input(z.object({ id }))
    .output(
      z.object({
        owedCents: cents,
        overdueCents: cents,
        creditCents: cents,
        balanceCents: cents,
        oldestDueOn: isoDay.nullable(),
        lastPaidOn: isoDay.nullable(),
        currencies: z.array(z.string()).describe('other currencies than the euro in which the customer bought'),
      }),
    ),
}

/** Documents and payments of a customer between two days, with the balance after each. */
export const accountStatementsContract = listContract({
  path: '/account-statements',
  summary: 'Statement of account of a customer, the balance at the beginning first',
  right: 'payments.read',
  row: statementRow,
  sorts: ['turn'],
  filters: {
    customerId: id.optional().describe('whose account; nothing when left out'),
    currency: z.string().length(3).optional().describe('what is in this currency; euros when left out'),
    from: isoDay.optional().describe('since ever when left out'),
    to: isoDay.optional().describe('today when left out'),
  },
})

export const cashInContract = {
  cashIn: contract({
    method: 'POST',
    path: '/invoices/{id}/cash-in',
    summary: 'Issue a draft, or take an invoice, and record its payment at once',
    right: 'payments.write',
    refusals: [...paymentRefusals, 'invoicing.notReady', 'invoicing.issuedAhead', 'payments.nothingOpen'],
  })
    .input(
      z.object({
        id,
        ...moneyFields,
        method: z.enum(PAYMENT_METHODS),
        cents: cents.min(1).optional().describe('what is open of it when left out; what is more stays open'),
      }),
    )
    .output(z.object({ invoiceId: id, number: z.string(), payment: paymentCard })),
  cashInMany: contract({
    method: 'POST',
    path: '/invoices/cash-in',
    summary: 'Record a payment of each of these invoices, for all that is open of it, on one day and in one way',
    right: 'payments.write',
    refusals: [...paymentRefusals, 'payments.noneOpen'],
  })
    .input(z.object({ ids: z.array(id).min(1).max(1000), ...moneyFields, method: z.enum(PAYMENT_METHODS) }))
    .output(z.object({ count: z.int().describe('payments recorded') })),
}
