import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { recipientRow } from '../contract.ts'

const title = z.string().trim().min(1).max(60).optional().describe('code or id; all titles when left out')

export const missedRow = recipientRow.extend({
  id: z.string().describe('of the purchase and the issue'),
  purchaseId: id,
  issueId: id,
  titleName: z.string(),
})

const missed = listContract({
  path: '/missed-copies',
  summary: 'Copies of issues that left, owed to somebody and neither sent nor left out',
  right: 'dispatch.read',
  row: missedRow,
  sorts: ['number', 'name'],
  filters: { title, issueId: id.optional() },
})

/** Zero missed copies. Source: M-2, X-6, ABO-9. */
export const missedContract = {
  ...missed,
  byIssue: contract({
    method: 'GET',
    path: '/missed-copies/by-issue',
    summary: 'Missed copies of each issue that left',
    right: 'dispatch.read',
  })
    .input(z.object({ title }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            issueId: id,
            issueNumber: z.string(),
            titleId: id,
            titleName: z.string(),
            coverOn: isoDay,
            count: z.int(),
            copies: z.int(),
          }),
        ),
      }),
    ),
}
