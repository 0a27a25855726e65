import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { MESSAGE_STATES } from '../../messaging/rules.ts'
import { NOTICE_CHANNELS, SCHEMES, VERDICTS } from '../rules/states.ts'

/** An invoice to be collected, and how far that is; the id is the invoice's. */
export const candidateRow = z.object({
  id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  issuedOn: isoDay,
  dueOn: isoDay.nullable(),
  currency: z.string(),
  openCents: cents,
  mandateId: id.nullable(),
  reference: z.string().describe('of its mandate; empty: none'),
  iban: z.string().describe('masked'),
  scheme: z.enum(SCHEMES).nullable(),
  verdict: z.enum(VERDICTS),
  collectOn: isoDay.nullable().describe('the bank day that was told, or the first that can still be'),
  noticeId: id.nullable(),
  noticedOn: isoDay.nullable(),
  channel: z
    .enum([...NOTICE_CHANNELS, ''])
    .describe('how a notice would leave, or left; empty: the customer has neither mail nor address'),
  attempts: z.int().describe('how often it was tried and came back'),
  lastCode: z.string().describe('the reason of its last return; empty: none'),
})

const candidateFilters = {
  verdict: z.enum(VERDICTS).optional(),
  customerId: id.optional(),
  scheme: z.enum(SCHEMES).optional(),
  collectFrom: isoDay.optional(),
  collectTo: isoDay.optional(),
}

export const debitCandidatesContract = {
  ...listContract({
    path: '/debit-candidates',
    summary: 'Invoices to be collected by direct debit, and what each waits for',
    right: 'debits.read',
    row: candidateRow,
    sorts: ['collectOn', 'dueOn', 'openCents', 'name'],
    filters: candidateFilters,
  }),
  get: contract({
    method: 'GET',
    path: '/debit-candidates/{id}',
    summary: 'What an invoice to be collected waits for; the id is the invoice’s',
    right: 'debits.read',
  })
    .input(z.object({ id }))
    .output(candidateRow),
  summary: contract({
    method: 'GET',
    path: '/debit-candidates/summary',
    summary: 'How many invoices are to be collected and for how much, by what they wait for',
    right: 'debits.read',
  }).output(z.array(z.object({ verdict: z.enum(VERDICTS), count: z.int(), cents }))),
  days: contract({
    method: 'GET',
    path: '/debit-candidates/days',
    summary: 'What is ready to be collected, by bank day and scheme',
    right: 'debits.read',
  }).output(z.array(z.object({ collectOn: isoDay, scheme: z.enum(SCHEMES), count: z.int(), cents }))),
  chooseMandate: contract({
    method: 'POST',
    path: '/debit-candidates/{id}/mandate',
    summary: 'Say by which mandate an invoice is collected; null: the customer’s again',
    right: 'debits.write',
    refusals: ['debits.mandateOfOther', 'debits.alreadyCollecting', 'invoicing.notIssued'],
  })
    .input(z.object({ id, mandateId: id.nullable() }))
    .output(candidateRow.nullable()),
}

export const noticeRow = z.object({
  id,
  invoiceId: id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  mandateId: id,
  reference: z.string(),
  collectOn: isoDay,
  cents,
  noticedOn: isoDay,
  channel: z.enum(NOTICE_CHANNELS),
  sentTo: z.string(),
  messageId: id.nullable(),
  messageState: z.enum(MESSAGE_STATES).nullable(),
  cancelledOn: isoDay.nullable(),
})

const which = {
  invoiceIds: z.array(id).min(1).max(10_000).optional().describe('those alone; all to be told when left out'),
  collectOn: isoDay.optional().describe('the day asked for; the first possible of each when left out'),
}

/** What debtors were told before they are collected from. Source: L-15. */
export const debitNoticesContract = {
  ...listContract({
    path: '/debit-notices',
    summary: 'Notices of direct debits',
    right: 'debits.read',
    row: noticeRow,
    sorts: ['noticedOn', 'collectOn'],
    filters: {
      customerId: id.optional(),
      invoiceId: id.optional(),
      mandateId: id.optional(),
      channel: z.enum(NOTICE_CHANNELS).optional(),
      noticedOn: isoDay.optional(),
    },
  }),
  preview: contract({
    method: 'POST',
    path: '/debit-notices/preview',
    summary: 'Whom notices would reach now and for what; nothing is sent',
    right: 'debits.read',
    refusals: ['debits.notConfigured'],
  })
    .input(z.object(which))
    .output(
      z.object({
        count: z.int().describe('invoices'),
        customers: z.int(),
        cents,
        mails: z.int(),
        letters: z.int(),
        unreachable: z.int().describe('left out: neither mail nor address'),
        tooSoon: z.int().describe('left out: the day asked for is too near for them'),
        example: z.object({ to: z.string(), subject: z.string(), text: z.string() }).nullable(),
      }),
    ),
  send: contract({
    method: 'POST',
    path: '/debit-notices/send',
    summary: 'Tell debtors what will be collected and when, one mail or letter each',
    right: 'debits.write',
    refusals: ['debits.notConfigured', 'debits.nothingToTell', 'debits.notBankDay', 'debits.candidatesChanged'],
  })
    .input(z.object({ ...which, expectedCount: z.int().min(0).optional().describe('as the preview said') }))
    .output(z.object({ count: z.int(), customers: z.int(), letters: z.int(), workId: id.nullable() })),
  record: contract({
    method: 'POST',
    path: '/debit-notices',
    summary: 'Keep that debtors were told otherwise: by letter, on the invoice itself or in a schedule',
    right: 'debits.write',
    refusals: ['debits.notConfigured', 'debits.nothingToTell', 'debits.notBankDay', 'debits.noticedTooLate'],
  })
    .input(
      z.object({
        invoiceIds: z.array(id).min(1).max(10_000),
        collectOn: isoDay,
        noticedOn: isoDay.optional().describe('today when left out'),
        channel: z.enum(['letter', 'invoice', 'schedule']),
      }),
    )
    .output(z.object({ count: z.int() })),
  cancel: contract({
    method: 'POST',
    path: '/debit-notices/cancel',
    summary: 'Take notices back: their invoices are told again',
    right: 'debits.write',
    refusals: ['debits.alreadyCollecting'],
  })
    .input(z.object({ ids: z.array(id).min(1).max(1000) }))
    .output(z.object({ count: z.int() })),
}
