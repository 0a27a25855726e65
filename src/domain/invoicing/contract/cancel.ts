import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'

/** What becomes of what a cancelled invoice sold. Source: X-23. */
export const SERVICES_AFTER = ['stop-now', 'stop-after-issue', 'keep'] as const
export type ServiceAfter = (typeof SERVICES_AFTER)[number]

export const cancelInvoiceContract = {
  cancel: contract({
    method: 'POST',
    path: '/invoices/{id}/cancel',
    summary: 'Cancel an invoice, and say what becomes of what it sold',
    right: 'invoicing.write',
    refusals: [
      'invoicing.alreadyCancelled',
      'invoicing.cancelledBeforeIssued',
      'invoicing.lastIssueAsked',
      'invoicing.unknownIssue',
    ],
  })
    .input(
      z.object({
        id,
        reason: z.string().trim().min(1).max(500),
        on: isoDay.optional().describe('today when left out'),
        service: z
          .enum(SERVICES_AFTER)
          .describe('no copy any more, none after an issue, or as if nothing had happened'),
        lastIssueId: id.optional().describe('the last issue still served, when it stops after one'),
      }),
    )
    .output(z.object({ id, number: z.string(), cancelledOn: isoDay })),
}
