import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'

/** Purchases of "the latest issue", when a newer one came out before they were shipped. Source: X-8. */
export const latestIssueContract = {
  serveLatest: contract({
    method: 'POST',
    path: '/single-issues/serve-latest',
    summary: 'Serve purchases of the latest issue the one that came out since they were ordered, all or none',
    right: 'subscriptions.write',
    refusals: ['subscriptions.unknownSingleIssue', 'subscriptions.latestAlreadyServed', 'subscriptions.noNewerIssue'],
  })
    .input(z.object({ purchaseIds: z.array(id).min(1).max(500) }))
    .output(
      z.object({
        purchases: z.array(z.object({ id, number: z.int(), issueId: id, issueNumber: z.string() })),
      }),
    ),
}
