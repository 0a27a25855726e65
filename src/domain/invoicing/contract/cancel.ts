import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { VAT_CATEGORIES } from '../rules/document.ts'
import { issuingRefusals } from './documents.ts'

/** What becomes of what a cancelled invoice sold. Source: X-23. */
export const SERVICES_AFTER = ['stop-now', 'stop-after-issue', 'keep'] as const
export type ServiceAfter = (typeof SERVICES_AFTER)[number]

const creditRefusals = [
  'invoicing.notIssued',
  'invoicing.alreadyCancelled',
  'invoicing.cancelledBeforeIssued',
  'invoicing.creditOfCreditNote',
  'invoicing.historyCreditedWhole',
  'invoicing.lastIssueAsked',
  'invoicing.unknownIssue',
  'invoicing.unknownLine',
  'invoicing.nothingLeft',
  'invoicing.moreThanLeft',
  ...issuingRefusals,
] as const

const why = {
  id,
  reason: z.string().trim().min(1).max(500),
  on: isoDay.optional().describe('the day of the credit note; today when left out'),
  lastIssueId: id.optional().describe('the last issue still served, when it stops after one'),
}
const credited = z.object({
  id,
  number: z.string(),
  cancelledOn: isoDay.nullable().describe('the day all of it was taken back; null: not all'),
  creditNote: z
    .object({ id, number: z.string() })
    .nullable()
    .describe('null: an invoice of before, which is only marked'),
})

export const cancelInvoiceContract = {
  cancel: contract({
    method: 'POST',
    path: '/invoices/{id}/cancel',
    summary: 'Cancel an invoice by a credit note of all that is left, and say what becomes of what it sold',
    right: 'invoicing.write',
    refusals: creditRefusals,
  })
    .input(
      z.object({
        ...why,
        service: z
          .enum(SERVICES_AFTER)
          .describe('no copy any more, none after an issue, or as if nothing had happened'),
      }),
    )
    .output(credited),
  credit: contract({
    method: 'POST',
    path: '/invoices/{id}/credit',
    summary: 'Correct an invoice by a credit note of some lines, or of an amount at a VAT rate',
    right: 'invoicing.write',
    refusals: creditRefusals,
  })
    .input(
      z.object({
        ...why,
        service: z.enum(SERVICES_AFTER).default('keep').describe('of what the credited lines sold'),
        lines: z
          .array(
            z.object({
              lineId: id,
              quantity: z
                .int()
                .min(1)
                .optional()
                .describe('so many of the line; all that is left when nothing is said'),
              cents: cents.min(1).optional().describe('or an amount of it, tax included'),
            }),
          )
          .max(500)
          .default([]),
        amounts: z
          .array(
            z.object({
              vatCategory: z.enum(VAT_CATEGORIES),
              vatRateBps: z.int().min(0),
              supply: z.enum(['goods', 'services']).optional().describe('of what was sold at it; else of both'),
              cents: cents.min(1).describe('tax included'),
            }),
          )
          .max(20)
          .default([])
          .describe('of no line in particular'),
      }),
    )
    .output(credited),
}
