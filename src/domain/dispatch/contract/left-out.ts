import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { chainRefusals } from '../../subscriptions/contract/holds.ts'

const right = 'dispatch.write'
const which = {
  purchaseIds: z.array(id).min(1).max(200),
  issueId: id.optional().describe('the issue they do not get, of subscriptions; a single issue has its own'),
}

/** Purchases that are not served an issue on purpose, so that a run can be signed off. Source: M-2. */
export const leftOutContract = {
  leaveOut: contract({
    method: 'POST',
    path: '/dispatch/left-out',
    summary: 'Leave purchases out of the runs of one issue, with a reason',
    right,
    refusals: [
      'dispatch.issueAsked',
      'dispatch.unknownIssue',
      'dispatch.unknownPurchase',
      'dispatch.inRun',
      'dispatch.alreadyLeftOut',
      ...chainRefusals,
    ],
  })
    .input(
      z.object({
        ...which,
        reason: z.string().trim().min(1).max(500),
        countsAsServed: z
          .boolean()
          .default(false)
          .describe('true: the copy is lost to them; false: the subscription ends one issue later'),
      }),
    )
    .output(z.object({ count: z.int() })),
  takeBack: contract({
    method: 'POST',
    path: '/dispatch/left-out/take-back',
    summary: 'Let purchases that were left out of an issue be served again',
    right,
    refusals: [
      'dispatch.issueAsked',
      'dispatch.unknownIssue',
      'dispatch.unknownPurchase',
      'dispatch.notLeftOut',
      ...chainRefusals,
    ],
  })
    .input(z.object(which))
    .output(z.object({ count: z.int() })),
}
