import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { chainRefusals } from '../../subscriptions/contract/holds.ts'
import { KINDS, which, whichRefusals } from '../contract.ts'

export const NOT_IN_REASONS = [
  'served',
  'left-out',
  'held',
  'starts-later',
  'used-up',
  'stopped',
  'cancelled',
  'not-on-sale',
] as const
export type NotInReason = (typeof NOT_IN_REASONS)[number]

const person = {
  number: z.int().describe('of the purchase'),
  recipientId: id,
  honorific: z.string(),
  lastName: z.string(),
  firstName: z.string(),
  legalName: z.string(),
}

export const notInRow = z.object({
  id: id.describe('of the purchase'),
  ...person,
  copies: z.int(),
  productCode: z.string(),
  issueNumber: z.string(),
  why: z.enum(NOT_IN_REASONS),
  reason: z.string().describe('what was said of it: of a hold, a cancellation'),
  on: isoDay.nullable().describe('the day that goes with it: served, starting, ended, cancelled'),
  runId: id.nullable().describe('that served it'),
  runNumber: z.int().nullable(),
})

export const CHANGES = ['came', 'gone', 'address', 'held', 'released'] as const

export const changeRow = z.object({
  id,
  purchaseId: id,
  purchaseKind: z.enum(KINDS),
  ...person,
  change: z.enum(CHANGES),
  reason: z.string(),
  at: z.string(),
  by: z.string(),
})

export const ANSWERS = ['separate', 'together', 'duplicate'] as const

export const duplicateRow = z.object({
  id,
  answer: z.enum(ANSWERS).nullable().describe('what somebody said of it; null: not answered'),
  cause: z.enum(['recipient', 'address']).describe('the same recipient, or another of the same name and address'),
  firstId: id,
  firstNumber: z.int(),
  firstRecipientId: id,
  firstCopies: z.int(),
  secondId: id,
  secondNumber: z.int(),
  secondRecipientId: id,
  secondCopies: z.int(),
  lastName: z.string(),
  firstName: z.string(),
  legalName: z.string(),
  line1: z.string(),
  postcode: z.string(),
  town: z.string(),
  issueNumber: z.string(),
})

const notIn = listContract({
  path: '/dispatch/not-in',
  summary: 'Who is not in a run, and why',
  right: 'dispatch.read',
  row: notInRow,
  sorts: ['number', 'name'],
  filters: { ...which, why: z.enum(NOT_IN_REASONS).optional() },
})

const changes = listContract({
  path: '/dispatch/changes',
  summary: 'What changed since the last run of this issue: who came and went, addresses, holds, by whom and when',
  right: 'dispatch.read',
  row: changeRow,
  sorts: ['at'],
  filters: which,
})

const duplicates = listContract({
  path: '/dispatch/duplicates',
  summary: 'Purchases of a run that are probably one: same name, same address, same issue, not answered yet',
  right: 'dispatch.read',
  row: duplicateRow,
  sorts: ['name'],
  filters: { ...which, answered: z.boolean().optional().describe('those answered, to take an answer back') },
})

/** What is looked at before a run is made. */
export const watchContract = {
  notIn: notIn.list,
  notInCount: notIn.count,
  changes: changes.list,
  changesCount: changes.count,
  duplicates: duplicates.list,
  duplicatesCount: duplicates.count,
  answerDuplicate: contract({
    method: 'POST',
    path: '/dispatch/duplicates/answer',
    summary: 'Say what two purchases that look like one are; the question is not asked again',
    right: 'dispatch.write',
    refusals: [
      'dispatch.unknownPurchase',
      'dispatch.notAlike',
      'subscriptions.alreadyAnswered',
      ...chainRefusals,
      ...whichRefusals,
    ],
  })
    .input(
      z.object({
        firstId: id,
        secondId: id.describe('of a duplicate, the one too many'),
        issueId: id.optional().describe('from which a paid duplicate is held; of single issues, their own'),
        answer: z
          .enum(ANSWERS)
          .describe(
            '`separate`: two envelopes; `together`: the second travels in the parcel of the first; `duplicate`: the second is not served',
          ),
      }),
    )
    .output(
      z.object({ id: id.describe('of the second purchase'), done: z.enum(['kept', 'joined', 'cancelled', 'held']) }),
    ),
  takeBackAnswer: contract({
    method: 'POST',
    path: '/dispatch/duplicates/take-back',
    summary: 'Take an answer back, with what followed from it: the purchase is served again, in an envelope of its own',
    right: 'dispatch.write',
    refusals: ['dispatch.notAnswered'],
  })
    .input(z.object({ firstId: id, secondId: id }))
    .output(z.object({ firstId: id, secondId: id })),
}
