import { z } from 'zod'
import { contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { chainRefusals } from '../subscriptions/contract/holds.ts'
import { CAUSES } from './rules/causes.ts'
import { NAMED_BY, OUTCOMES } from './rules/lines.ts'
import { RETURN_STATES } from './rules/state.ts'

/** One envelope that came back, as lists show it. Source: CIR-18. */
export const returnedRow = z.object({
  id,
  given: z.string().describe('what was scanned, typed or pasted'),
  batchId: id,
  receivedOn: isoDay,
  cause: z.enum(CAUSES),
  state: z.enum(RETURN_STATES),
  shipmentId: id.nullable(),
  shipmentNumber: z.int().nullable(),
  issueNumber: z.string(),
  recipientId: id.nullable(),
  contactNumber: z.int().nullable(),
  name: z.string(),
  postcode: z.string(),
  town: z.string(),
  email: z.string(),
  phone: z.string(),
  returns: z.int().describe('of this recipient, this one included'),
  askedOn: isoDay.nullable().describe('the day it was asked by mail for its new address'),
  resumedOn: isoDay.nullable().describe('the day a new address came'),
  caughtUpOn: isoDay.nullable().describe('the day it was decided what becomes of the issues missed'),
  createdBy: z.string(),
})

const line = z.object({
  id: id.nullable().describe('null: read before, not noted again'),
  given: z.string(),
  outcome: z.enum(OUTCOMES),
  shipmentId: id.nullable(),
  shipmentNumber: z.int().nullable(),
  recipientId: id.nullable(),
  name: z.string(),
  issueNumber: z.string(),
  titleName: z.string(),
  email: z.string(),
  phone: z.string(),
  before: z.int().describe('returns of this recipient before this one'),
  returnedOn: isoDay.nullable().describe('the day the same envelope was read before'),
  asked: z.boolean().describe('a mail asks for the new address'),
})

const missed = z.object({
  purchaseId: id,
  purchaseNumber: z.int(),
  label: z.string(),
  issueId: id,
  issueNumber: z.string(),
  coverOn: isoDay,
  how: z.enum(['held', 'returned']).describe('not sent meanwhile, or sent and come back'),
  copies: z.int(),
  inStock: z.int().nullable(),
})

export const returnedMailContract = {
  ...listContract({
    path: '/returned-mail',
    summary: 'Mail that came back',
    right: 'dispatch.read',
    row: returnedRow,
    sorts: ['receivedOn'],
    filters: {
      state: z.enum(RETURN_STATES).optional(),
      recipientId: id.optional(),
      batchId: id.optional(),
      withoutMail: z.boolean().optional().describe('those without mail address, to be reached otherwise'),
    },
  }),
  get: contract({
    method: 'GET',
    path: '/returned-mail/{id}',
    summary: 'An envelope that came back',
    right: 'dispatch.read',
  })
    .input(z.object({ id }))
    .output(returnedRow),
  receive: contract({
    method: 'POST',
    path: '/returned-mail',
    summary: 'Note envelopes that came back: hold their subscriptions and ask for the new address',
    right: 'dispatch.write',
    refusals: ['returns.nothingGiven', 'returns.notYet'],
  })
    .input(
      z.object({
        lines: z
          .array(z.string().max(200))
          .min(1)
          .max(1000)
          .describe('numbers of labels or contacts, or mail addresses'),
        by: z.enum(NAMED_BY).default('shipment').describe('what digits alone are; C12 is always contact 12'),
        cause: z.enum(CAUSES).default('unknown'),
        receivedOn: isoDay.optional().describe('today when left out'),
        batchId: id.optional().describe('goes on with a sitting'),
      }),
    )
    .output(z.object({ batchId: id, lines: z.array(line) })),
  identify: contract({
    method: 'POST',
    path: '/returned-mail/{id}/identify',
    summary: 'Say whose envelope it was that nobody knew',
    right: 'dispatch.write',
    refusals: ['returns.knownAlready', 'returns.stillUnknown', 'returns.alreadyReturned'],
  })
    .input(z.object({ id, line: z.string().trim().min(1).max(200), by: z.enum(NAMED_BY).default('contact') }))
    .output(line),
  remove: contract({
    method: 'DELETE',
    path: '/returned-mail/{id}',
    summary: 'Take back an envelope read by mistake, with the holds and the mail it caused',
    right: 'dispatch.write',
    refusals: ['returns.settledAlready', ...chainRefusals],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
  missed: contract({
    method: 'GET',
    path: '/returned-mail/missed/{recipientId}',
    summary: 'Issues that a recipient missed while mail came back, and whether there are copies left',
    right: 'dispatch.read',
  })
    .input(z.object({ recipientId: id }))
    .output(z.array(missed)),
  settle: contract({
    method: 'POST',
    path: '/returned-mail/missed/{recipientId}',
    summary: 'Decide which missed issues are caught up; the others come at the end of the term',
    right: 'dispatch.write',
    refusals: [
      'returns.settledAlready',
      'returns.addressAwaited',
      'returns.notMissed',
      'returns.notInStock',
      ...chainRefusals,
    ],
  })
    .input(z.object({ recipientId: id, catchUp: z.array(z.object({ purchaseId: id, issueId: id })).max(500) }))
    .output(z.array(missed)),
  rates: contract({
    method: 'GET',
    path: '/returned-mail/rates',
    summary: 'Of the envelopes sent, how many came back, by mailing house and department',
    right: 'dispatch.read',
  })
    .input(z.object({ since: isoDay.optional().describe('a year ago when left out') }))
    .output(
      z.array(z.object({ mailingHouse: z.string(), department: z.string(), shipments: z.int(), returns: z.int() })),
    ),
}

const settings = z.object({
  heldAfter: z.int().min(1).max(9).describe('returns after which a recipient is served no more'),
  asksByMail: z.boolean().describe('asks by mail for the new address'),
  revision: z.int(),
})

export const returnsSettingsContract = {
  get: contract({
    method: 'GET',
    path: '/returns-settings',
    summary: 'How mail that comes back is dealt with',
    right: 'dispatch.read',
  })
    .input(z.object({}))
    .output(settings),
  update: contract({
    method: 'PATCH',
    path: '/returns-settings',
    summary: 'Change how mail that comes back is dealt with',
    right: 'catalog.write',
    refusals: ['record.changedMeanwhile'],
  })
    .input(settings.extend({ revision: z.int().optional() }))
    .output(settings),
}
