import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { COLLECTED_STATES, DOCUMENT_KINDS } from '../rules/states.ts'

export const collectedRow = z.object({
  id,
  mailId: id,
  mailboxId: id,
  mailbox: z.string(),
  collectedAt: z.string(),
  from: z.string().describe('as the mail says it, proven by nothing'),
  subject: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  number: z.string().describe('as its sender calls it'),
  edition: z.int().nullable(),
  partnerId: id.nullable().describe('who signed it; null: nobody known'),
  partner: z.string(),
  state: z.enum(COLLECTED_STATES),
  reason: z.string().describe('code of why it waits or was refused'),
  why: z.string().describe('the same in words'),
  orderId: id.nullable().describe('what it became, or speaks of'),
  hasMail: z.boolean().describe('the original mail is kept'),
})

export const collectedCard = collectedRow.extend({
  sentAt: z.string().nullable().describe('as the mail says'),
  byteCount: z.int().describe('of the mail'),
  partyId: id.nullable().describe('the contact that the partner is'),
  settledAt: z.string().nullable().describe('when somebody decided'),
  note: z.string().describe('why it was refused'),
  code: z.string().describe('the partner’s code that means nothing here yet; empty: none'),
  codeLabel: z.string(),
})

const one = z.object({ id })
const refusals = ['exchange.alreadySettled', 'exchange.mailNotKept'] as const

/** What came with collected mails, and what became of it. Source: INT-33, X-42, X-46. */
export const collectedContract = {
  ...listContract({
    path: '/collected-documents',
    summary: 'Documents that were collected and what became of each, the latest first',
    right: 'exchange.read',
    row: collectedRow,
    sorts: ['collectedAt'],
    filters: {
      state: z.enum(COLLECTED_STATES).optional(),
      kind: z.enum(DOCUMENT_KINDS).optional(),
      mailboxId: id.optional(),
      partnerId: id.optional(),
      orderId: id.optional(),
      from: isoDay.optional(),
      until: isoDay.optional(),
    },
  }),
  get: contract({
    method: 'GET',
    path: '/collected-documents/{id}',
    summary: 'A collected document with its mail, and what somebody has to say of it',
    right: 'exchange.read',
  })
    .input(one)
    .output(collectedCard),
  again: contract({
    method: 'POST',
    path: '/collected-documents/{id}/again',
    summary: 'Look at a document in quarantine again, as when it came',
    right: 'exchange.write',
    refusals: [...refusals, 'exchange.cannotAccept'],
  })
    .input(one)
    .output(collectedCard),
  accept: contract({
    method: 'POST',
    path: '/collected-documents/{id}/accept',
    summary: 'Take what waits: at its prices, or as of a contact that somebody vouches for',
    right: 'exchange.write',
    refusals: [
      ...refusals,
      'exchange.cannotAccept',
      'exchange.mapFirst',
      'exchange.changeByHand',
      'exchange.askAgain',
      'exchange.sayWhose',
      'exchange.otherSite',
    ],
  })
    .input(one.extend({ partyId: id.optional().describe('of a document that no partner signed') }))
    .output(collectedCard),
  map: contract({
    method: 'POST',
    path: '/collected-documents/{id}/map',
    summary: 'Say once what a partner’s code means here; what waits for it is looked at again',
    right: 'exchange.write',
    refusals: [...refusals, 'exchange.cannotAccept'],
  })
    .input(one.extend({ code: z.string().trim().min(1).max(100), productId: id }))
    .output(collectedCard),
  refuse: contract({
    method: 'POST',
    path: '/collected-documents/{id}/refuse',
    summary: 'Take nothing of it; the order it became is cancelled, and its partner told why',
    right: 'exchange.write',
    refusals: ['exchange.alreadySettled', 'orders.cancelled', 'orders.closed', 'orders.partlyDelivered'],
  })
    .input(one.extend({ note: z.string().trim().min(1).max(1000).describe('why') }))
    .output(collectedCard),
}
