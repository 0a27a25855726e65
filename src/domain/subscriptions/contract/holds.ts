import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { HOLD_KINDS } from '../rules/holds.ts'
import { ISSUE_STATES } from '../rules/ledger.ts'

const range = {
  fromIssueId: id.optional().describe('first issue held'),
  toIssueId: id.optional().describe('last issue held; none: until it is lifted'),
  fromOn: isoDay.optional().describe('instead of an issue: those counted from this day on'),
  toOn: isoDay.optional().describe('last day; none: until it is lifted'),
}
export const holdFields = {
  purchaseIds: z.array(id).min(1).max(5000).describe('subscriptions'),
  ...range,
  kind: z.enum(HOLD_KINDS).default('customer'),
  reason: z.string().trim().max(500).default(''),
  countsAsServed: z.boolean().default(false).describe('true: what is missed is lost; else it comes at the end'),
}
const rangeRefusals = [
  'subscriptions.holdRangeAsked',
  'subscriptions.holdEndsBefore',
  'catalog.issueOfAnotherTitle',
] as const
/** Of what moves the end of a subscription. */
export const chainRefusals = ['subscriptions.renewalStarted', 'subscriptions.servedInstead'] as const
const none = z.object({})
const issue = z.object({ issueId: id.nullable(), number: z.string(), countedOn: isoDay, closesOn: isoDay.nullable() })

export const holdsContract = {
  place: contract({
    method: 'POST',
    path: '/holds',
    summary: 'Suspend subscriptions for some issues, or until further notice',
    right: 'subscriptions.write',
    refusals: [
      ...rangeRefusals,
      'subscriptions.tooLateToHold',
      'subscriptions.reasonOfHold',
      'subscriptions.unknownSubscription',
      ...chainRefusals,
    ],
  })
    .input(z.object(holdFields))
    .output(z.object({ placed: z.int() })),
  preview: contract({
    method: 'POST',
    path: '/holds/preview',
    summary: 'What a suspension would do: what is missed, how the end moves',
    right: 'subscriptions.write',
    refusals: [...rangeRefusals, 'subscriptions.unknownSubscription'],
  })
    .input(z.object(holdFields))
    .output(
      z.object({
        subscriptions: z.int(),
        firstStoppable: issue.nullable().describe('the next issue to come out whose file is still open'),
        missed: z.array(z.object({ number: z.string(), countedOn: isoDay, subscriptions: z.int() })),
        ends: z
          .array(z.object({ id, number: z.int(), before: z.string(), after: z.string() }))
          .describe('last issue before and after, of the first fifty whose end moves'),
      }),
    ),
  update: contract({
    method: 'PATCH',
    path: '/holds/{id}',
    summary: 'Change a suspension, or say when it ends',
    right: 'subscriptions.write',
    refusals: [...rangeRefusals, 'subscriptions.reasonOfHold', ...chainRefusals],
  })
    .input(
      z.object({
        id,
        ...range,
        reason: holdFields.reason.removeDefault().optional(),
        countsAsServed: z.boolean().optional(),
      }),
    )
    .output(none),
  end: contract({
    method: 'POST',
    path: '/holds/{id}/end',
    summary: 'Resume a suspended subscription from an issue on',
    right: 'subscriptions.write',
    refusals: ['catalog.issueOfAnotherTitle', ...chainRefusals],
  })
    .input(z.object({ id, fromIssueId: id.optional().describe('the first issue still open when left out') }))
    .output(z.object({ resumesWith: z.string() })),
  remove: contract({
    method: 'DELETE',
    path: '/holds/{id}',
    summary: 'Take a suspension away, as if it had never been',
    right: 'subscriptions.write',
    refusals: chainRefusals,
  })
    .input(z.object({ id }))
    .output(none),
}

export const adjustmentsContract = {
  make: contract({
    method: 'POST',
    path: '/adjustments',
    summary: 'Give issues to subscriptions, or take some, with a reason',
    right: 'subscriptions.write',
    refusals: [
      'subscriptions.takesTooMany',
      'subscriptions.adjustsNoEnd',
      'subscriptions.unknownSubscription',
      ...chainRefusals,
    ],
  })
    .input(
      z.object({
        purchaseIds: holdFields.purchaseIds,
        issues: z
          .int()
          .min(-99)
          .max(99)
          .refine(issues => issues !== 0)
          .describe('more: given, less than zero: taken'),
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .output(z.object({ adjusted: z.int() })),
  remove: contract({
    method: 'DELETE',
    path: '/adjustments/{id}',
    summary: 'Take an adjustment back',
    right: 'subscriptions.write',
    refusals: ['subscriptions.takesTooMany', ...chainRefusals],
  })
    .input(z.object({ id }))
    .output(none),
}

const dated = z.object({ issueId: id.nullable(), number: z.string(), countedOn: isoDay })
const entry = dated.extend({
  state: z.enum(ISSUE_STATES),
  uses: z.int().describe('issues of the term it uses up'),
  runNumber: z.int().nullable(),
  sentOn: isoDay.nullable(),
})
const heldFor = z.object({
  id,
  kind: z.enum(HOLD_KINDS),
  reason: z.string(),
  countsAsServed: z.boolean(),
  fromNumber: z.string().nullable(),
  toNumber: z.string().nullable(),
  fromOn: isoDay.nullable(),
  toOn: isoDay.nullable(),
})

export const ledgerContract = {
  ledger: contract({
    method: 'GET',
    path: '/subscriptions/{id}/ledger',
    summary: 'Issue by issue, what a subscription was served and is owed',
    right: 'subscriptions.read',
  })
    .input(z.object({ id }))
    .output(
      z.object({
        number: z.int(),
        titleId: id,
        credited: z.int().nullable().describe('issues owed in all; null: without end'),
        used: z.int(),
        left: z.int().nullable().describe('issues still to serve; null: without end'),
        lastNumber: z.string().describe('the last issue owed; empty: not known yet'),
        formerNumber: z.int().nullable(),
        renewalNumber: z.int().nullable(),
        firstStoppable: issue.nullable(),
        issues: z.array(entry),
        holds: z.array(heldFor),
        adjustments: z.array(z.object({ id, issues: z.int(), reason: z.string(), madeOn: isoDay, madeBy: z.string() })),
      }),
    ),
  why: contract({
    method: 'GET',
    path: '/subscriptions/why',
    summary: 'Why somebody is owed an issue, was served it, or neither',
    right: 'subscriptions.read',
    refusals: ['subscriptions.whoseAsked', 'subscriptions.unknownPurchase', 'subscriptions.unknownIssue'],
  })
    .input(
      z.object({
        id: id.optional(),
        number: z.int().optional().describe('of the purchase'),
        contact: z.int().optional().describe('number of the subscriber: all his subscriptions'),
        issue: z.string().describe('its number or its id'),
      }),
    )
    .output(
      z.object({
        answers: z.array(
          z.object({
            id,
            number: z.int(),
            issue: z.string(),
            state: z.enum(ISSUE_STATES),
            facts: z.array(z.object({ fact: z.string(), sentence: z.string() })),
          }),
        ),
      }),
    ),
  starts: contract({
    method: 'GET',
    path: '/subscriptions/starts',
    summary: 'The issues a subscription may start with on a day, and those it is too late for',
    right: 'subscriptions.read',
  })
    .input(z.object({ titleId: id, on: isoDay.optional().describe('today when left out') }))
    .output(
      z.object({
        current: issue.extend({ inStock: z.int().nullable() }).nullable(),
        next: issue.nullable(),
        usual: issue.nullable().describe('when none is asked; null: the first one from the day on'),
        tooLateFor: z.array(issue),
        others: z.array(issue).describe('that can be chosen'),
      }),
    ),
}
