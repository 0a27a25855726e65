import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { issuingRefusals, pricingRefusals } from '../../invoicing/contract/documents.ts'
import { PAYMENT_METHODS, TERRITORIES } from '../../invoicing/rules/document.ts'
import { INVOICING } from '../rules/contract.ts'
import { TERM_STATES } from '../rules/term-state.ts'

export const termRow = z.object({
  id,
  contractId: id,
  number: z.string().describe('of the contract'),
  title: z.string(),
  customerId: id,
  customer: z.string(),
  payer: z.string(),
  place: z.int(),
  startsOn: isoDay,
  endsOn: isoDay,
  invoiceOn: isoDay.describe('the day its invoice is to bear'),
  state: z.enum(TERM_STATES),
  late: z.boolean().describe('its day is past by more than the time to look at it, without invoice'),
  grossCents: cents
    .nullable()
    .describe('of its invoice, or what that would come to; null: on one with others, or none'),
  currency: z.string(),
  proratedDays: z.int().nullable().describe('charged by day; null: whole'),
  wholeDays: z.int().nullable(),
  invoiceId: id.nullable(),
  invoiceNumber: z.string().nullable().describe('null: none, or a draft'),
  sharedWith: z.int().describe('other terms on the same invoice'),
  earlierInvoices: z.array(z.object({ id, number: z.string().nullable() })),
  skippedReason: z.string(),
  owner: z.string(),
  paymentMethod: z.enum(PAYMENT_METHODS).nullable(),
  invoicing: z.enum(INVOICING),
})

const filters = {
  contractId: id.optional(),
  customerId: id.optional().describe('whose contract it is, or who pays'),
  state: z.enum(TERM_STATES).optional(),
  late: z.stringbool().optional(),
  owner: z.string().max(10).optional(),
  paymentMethod: z.enum(PAYMENT_METHODS).optional(),
  invoicing: z.enum(INVOICING).optional(),
  from: isoDay.optional().describe('to be invoiced from that day on'),
  to: isoDay.optional(),
}

/** Which terms: some of them, or all that filters match. Only those without invoice are taken. */
const which = {
  ids: z.array(id).max(10_000).optional(),
  matching: z.object({ ...filters, late: z.boolean().optional(), search: z.string().max(100).optional() }).optional(),
}
const into = z.enum(['draft', 'issued']).default('draft')

const refused = z.array(
  z.object({
    why: z.string().describe('in words'),
    count: z.int(),
    terms: z.array(z.object({ id, contractId: id, customer: z.string() })).describe('the first of them'),
  }),
)

/** Terms of contracts, and their invoicing. Source: REC-23, REC-26 to REC-33. */
export const contractTermsContract = {
  ...listContract({
    path: '/contract-terms',
    summary: 'Terms of contracts',
    right: 'contracts.read',
    row: termRow,
    sorts: ['invoiceOn', 'startsOn'],
    filters,
  }),
  invoice: contract({
    method: 'POST',
    path: '/contract-terms/{id}/invoice',
    summary: 'Make the invoice of a term, as a draft dated in it, or issued',
    right: 'invoicing.write',
    refusals: ['contracts.termIsDone', ...pricingRefusals, ...issuingRefusals],
  })
    .input(z.object({ id, into }))
    .output(z.object({ invoiceId: id, number: z.string().nullable() })),
  amount: contract({
    method: 'GET',
    path: '/contract-terms/{id}/amount',
    summary: 'How the amount of a term without invoice comes about, line by line',
    right: 'contracts.read',
    refusals: pricingRefusals,
  })
    .input(z.object({ id }))
    .output(
      z
        .object({
          isGross: z.boolean().describe('unit prices with tax'),
          territory: z.enum(TERRITORIES).describe('whose rates of VAT hold'),
          netCents: cents,
          grossCents: cents,
          lines: z.array(
            z.object({
              label: z.string(),
              quantity: z.int(),
              unitCents: cents.nullable().describe('by day, when the term is not whole; null: of a bundle'),
              discountBps: z.int(),
              vatRateBps: z.int(),
              netCents: cents,
              grossCents: cents,
              atListPrice: z.boolean().describe('of the product on the day; else of the contract'),
              priceSince: isoDay.nullable().describe('the day the line holds from; null: since the start'),
            }),
          ),
        })
        .nullable()
        .describe('null: it has its invoice, which says it'),
    ),
  preview: contract({
    method: 'POST',
    path: '/contract-terms/preview',
    summary: 'How many invoices some terms would make, and their sum; nothing is written',
    right: 'contracts.read',
  })
    .input(z.object(which))
    .output(
      z.object({
        termCount: z.int(),
        invoiceCount: z.int(),
        grossCents: cents.nullable().describe('in euros; null: more than a thousand, or in several currencies'),
        aheadCount: z.int().describe('terms whose day has not come: a draft at most'),
      }),
    ),
  invoiceMany: contract({
    method: 'POST',
    path: '/contract-terms/invoice-many',
    summary: 'Make the invoices of many terms; those that cannot be stop no other, each with why',
    right: 'invoicing.write',
  })
    .input(z.object({ ...which, into }))
    .output(
      z.object({
        workId: id.nullable().describe('more than a thousand are long work'),
        count: z.int().describe('terms'),
        done: z.int().describe('documents made'),
        issued: z.int(),
        refused,
      }),
    ),
  skip: contract({
    method: 'POST',
    path: '/contract-terms/{id}/skip',
    summary: 'Decide that a term is not invoiced',
    right: 'contracts.write',
    refusals: ['contracts.termIsDone'],
  })
    .input(z.object({ id, reason: z.string().trim().min(1).max(200) }))
    .output(z.object({ id })),
  unskip: contract({
    method: 'POST',
    path: '/contract-terms/{id}/unskip',
    summary: 'Invoice a term after all that was skipped',
    right: 'contracts.write',
    refusals: ['contracts.termNotSkipped'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
  again: contract({
    method: 'POST',
    path: '/contract-terms/{id}/again',
    summary: 'Invoice a term again whose invoice was wholly taken back: a new draft, the old invoice is kept',
    right: 'invoicing.write',
    refusals: ['contracts.termNotInvoiced', 'contracts.invoiceStands', ...pricingRefusals],
  })
    .input(z.object({ id, reason: z.string().trim().min(1).max(200) }))
    .output(z.object({ invoiceId: id })),
  missed: contract({
    method: 'GET',
    path: '/contract-terms/missed',
    summary: 'Terms that should stand or be invoiced and are not',
    right: 'contracts.read',
  })
    .input(z.object({ contractId: id.optional() }))
    .output(
      z.object({
        absentCount: z.int().describe('contracts whose next terms were not planned'),
        lateCount: z.int().describe('terms past their day by more than the time to look, without invoice'),
      }),
    ),
  stopped: contract({
    method: 'GET',
    path: '/contract-terms/stopped',
    summary: 'Since when what contracts do by themselves at night has not run; cheap enough for every page',
    right: 'contracts.read',
  }).output(z.object({ since: z.string().nullable().describe('instant; null: it runs') })),
  fillMissed: contract({
    method: 'POST',
    path: '/contract-terms/fill-missed',
    summary: 'Plan the terms that are missing, and make drafts of those that are late',
    right: 'invoicing.write',
  })
    .input(z.object({ contractId: id.optional() }))
    .output(
      z.object({
        planned: z.int(),
        workId: id.nullable(),
        done: z.int().describe('drafts made'),
        refused,
      }),
    ),
}
