import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { issuingRefusals } from './documents.ts'
import { documentFilters } from './filters.ts'

/** Issues many drafts; those that cannot be stay drafts, and stop no other. */
export const issueManyContract = {
  issueMany: contract({
    method: 'POST',
    path: '/invoices/drafts/issue-many',
    summary: 'Issue many drafts in the order of their days; those that may not be issued stay drafts, each with why',
    right: 'invoicing.write',
    refusals: issuingRefusals,
  })
    .input(
      z.object({
        ids: z.array(id).max(10_000).optional().describe('those drafts'),
        matching: z
          .object({ ...documentFilters, search: z.string().max(100).optional() })
          .optional()
          .describe('or all drafts that those filters match'),
      }),
    )
    .output(
      z.object({
        workId: id.nullable().describe('more than a thousand are long work, whose end tells what stays a draft'),
        count: z.int(),
        done: z.int(),
        refused: z.array(
          z.object({
            why: z.string().describe('in words'),
            count: z.int(),
            documents: z.array(z.object({ id, customer: z.string() })).describe('the first of them'),
          }),
        ),
      }),
    ),
}
