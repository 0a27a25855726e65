import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { REASONS } from '../rules/causes.ts'
import { REQUEST_STATES } from '../rules/state.ts'

/** A copy asked for again, as lists show it. Source: CIR-17. */
export const replacementRow = z.object({
  id,
  askedOn: isoDay,
  state: z.enum(REQUEST_STATES),
  reason: z.enum(REASONS),
  note: z.string(),
  copies: z.int(),
  forcedReason: z.string().describe('why it was granted beyond the limit'),
  refusedReason: z.string(),
  purchaseId: id,
  purchaseNumber: z.int(),
  purchaseKind: z.enum(['subscription', 'single-issue']),
  recipientId: id,
  name: z.string(),
  titleId: id,
  titleName: z.string(),
  issueId: id,
  issueNumber: z.string(),
  inStock: z.int().nullable(),
  runId: id.nullable(),
  runNumber: z.int().nullable(),
  given: z.int().describe('copies granted to this purchase in the 12 months until then'),
  suspicious: z.boolean().describe('asks so often that it deserves a look'),
  createdBy: z.string(),
})

export const replacementsContract = {
  ...listContract({
    path: '/replacements',
    summary: 'Copies asked for again',
    right: 'dispatch.read',
    row: replacementRow,
    sorts: ['askedOn'],
    filters: {
      state: z.enum(REQUEST_STATES).optional(),
      purchaseId: id.optional(),
      titleId: id.optional(),
      recipientId: id.optional(),
    },
  }),
  get: contract({
    method: 'GET',
    path: '/replacements/{id}',
    summary: 'A copy asked for again',
    right: 'dispatch.read',
  })
    .input(z.object({ id }))
    .output(replacementRow),
  ask: contract({
    method: 'POST',
    path: '/replacements',
    summary: 'Ask for a copy again: it waits for a run of replacements',
    right: 'dispatch.write',
    refusals: [
      'returns.limitReached',
      'returns.mayNotForce',
      'returns.neverSent',
      'returns.alreadyAsked',
      'returns.noteAsked',
    ],
  })
    .input(
      z.object({
        purchaseId: id,
        issueId: id,
        reason: z.enum(REASONS),
        note: z.string().trim().max(200).default(''),
        copies: z.int().min(1).max(100_000).optional().describe('as many as the purchase has when left out'),
        forcedReason: z.string().trim().max(200).optional().describe('why, beyond the limit of the title'),
      }),
    )
    .output(replacementRow),
  refuse: contract({
    method: 'POST',
    path: '/replacements/{id}/refuse',
    summary: 'Refuse a copy asked for again, and say why',
    right: 'dispatch.write',
    refusals: ['returns.answeredAlready'],
  })
    .input(z.object({ id, reason: z.string().trim().min(1).max(200) }))
    .output(replacementRow),
  send: contract({
    method: 'POST',
    path: '/replacements/send',
    summary: 'Send every copy that waits for a title in one run, not deducted from what is owed',
    right: 'dispatch.write',
    refusals: ['returns.nobodyWaits', 'returns.stockShort'],
  })
    .input(z.object({ titleId: id, on: isoDay.optional().describe('today when left out') }))
    .output(z.object({ id, number: z.int(), label: z.string(), shipmentCount: z.int(), copyCount: z.int() })),
}
