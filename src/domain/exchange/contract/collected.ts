import { z } from 'zod'
import { id, isoDay } from '../../../platform/http/contract.ts'
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

/** What came with collected mails, and what became of it. Source: INT-33, X-42, X-46. */
export const collectedContract = listContract({
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
})
