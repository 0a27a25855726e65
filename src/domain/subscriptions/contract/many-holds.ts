import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { NOT_HELD } from '../rules/many-holds.ts'
import { holdFields } from './holds.ts'
import { subscriptionFilters } from './subscription-filters.ts'

const { purchaseIds, ...hold } = holdFields
const which = {
  purchaseIds: purchaseIds.optional().describe('those subscriptions'),
  matching: z
    .object({ ...subscriptionFilters, search: z.string().max(100).optional() })
    .optional()
    .describe('all that those filters of subscriptions match'),
}
const refused = z
  .array(
    z.object({
      why: z.enum(NOT_HELD),
      count: z.int(),
      purchases: z.array(z.object({ id, number: z.int() })).describe('the first fifty'),
    }),
  )
  .describe('those that cannot be, by reason; the others are')
const told = {
  workId: id.nullable().describe('of many, the work that goes on; what it did is told at its end'),
  done: z.int(),
  refused,
}
const refusals = ['subscriptions.whichAsked'] as const
const rangeRefusals = ['subscriptions.holdRangeAsked', 'subscriptions.holdEndsBefore'] as const

/** Many subscriptions suspended or resumed at once: those that cannot be are told, the others are. Source: CIR-15. */
export const manyHoldsContract = {
  previewMany: contract({
    method: 'POST',
    path: '/holds/many/preview',
    summary: 'How many subscriptions a suspension of many would hold, and which not and why',
    right: 'subscriptions.write',
    refusals: [...refusals, ...rangeRefusals],
  })
    .input(z.object({ ...which, ...hold }))
    .output(
      z.object({
        count: z.int(),
        done: z.int().nullable().describe('how many would be suspended; null: too many to look at each beforehand'),
        missed: z.array(z.object({ number: z.string(), countedOn: isoDay, subscriptions: z.int() })),
        refused,
      }),
    ),
  placeMany: contract({
    method: 'POST',
    path: '/holds/many',
    summary: 'Suspend many subscriptions: those chosen, or all that filters match',
    right: 'subscriptions.write',
    refusals: [...refusals, ...rangeRefusals, 'subscriptions.reasonOfHold'],
  })
    .input(z.object({ ...which, ...hold }))
    .output(z.object({ ...told, togetherId: id.describe('what those suspended are found and resumed by') })),
  liftMany: contract({
    method: 'POST',
    path: '/holds/many/lift',
    summary: 'Resume many subscriptions that somebody asked to suspend, from the first issue still open',
    right: 'subscriptions.write',
    refusals,
  })
    .input(z.object(which))
    .output(z.object(told)),
}
