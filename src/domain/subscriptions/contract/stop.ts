import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { chainRefusals } from './holds.ts'

const stopped = z.object({ id, number: z.int() })
const said = {
  id,
  reason: z.string().trim().min(1).max(500),
  on: isoDay.optional().describe('today when left out'),
}

/** Stops a subscription without touching its invoice, and takes a stop back. Source: X-23. */
export const stopSubscriptionContract = {
  remaining: contract({
    method: 'GET',
    path: '/subscriptions/remaining',
    summary: 'What a purchase, or an invoice with all it sold, was served and is still owed',
    right: 'subscriptions.read',
  })
    .input(z.object({ purchaseId: id.optional(), invoiceId: id.optional() }))
    .output(
      z.object({
        titleIds: z.array(id).describe('titles of what was sold'),
        copiesServed: z.int(),
        issuesLeft: z.int().nullable().describe('issues still to serve, a single issue is one; null: without end'),
      }),
    ),
  stop: contract({
    method: 'POST',
    path: '/subscriptions/{id}/stop',
    summary: 'Stop a subscription, now or after an issue; what was served stays',
    right: 'subscriptions.write',
    refusals: ['subscriptions.alreadyStopped', 'catalog.issueOfAnotherTitle'],
  })
    .input(
      z.object({ ...said, lastIssueId: id.optional().describe('the last issue still served; else none any more') }),
    )
    .output(stopped),
  resume: contract({
    method: 'POST',
    path: '/subscriptions/{id}/resume',
    summary: 'Take back the stop of a subscription',
    right: 'subscriptions.write',
    refusals: [
      'subscriptions.notStopped',
      'subscriptions.alreadyRenewed',
      'subscriptions.renewedHasEnd',
      ...chainRefusals,
    ],
  })
    .input(z.object({ id }))
    .output(stopped),
}

export const stopSingleIssueContract = {
  stop: contract({
    method: 'POST',
    path: '/single-issues/{id}/stop',
    summary: 'Stop a single-issue purchase: it is not served any more',
    right: 'subscriptions.write',
    refusals: ['subscriptions.alreadyStopped'],
  })
    .input(z.object(said))
    .output(stopped),
  resume: contract({
    method: 'POST',
    path: '/single-issues/{id}/resume',
    summary: 'Take back the stop of a single-issue purchase',
    right: 'subscriptions.write',
    refusals: ['subscriptions.notStopped'],
  })
    .input(z.object({ id }))
    .output(stopped),
}
