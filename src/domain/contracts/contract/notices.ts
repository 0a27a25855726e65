import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { NOTICE_KINDS } from '../rules/notice-text.ts'

/** A notice that is to be sent; the id is the contract's. */
export const dueNoticeRow = z.object({
  id,
  kind: z.enum(NOTICE_KINDS),
  number: z.string().describe('of the contract'),
  title: z.string(),
  customerId: id,
  customer: z.string(),
  owner: z.string(),
  aboutOn: isoDay.describe('the end of the contract, or the day of the new price'),
  latestOn: isoDay.describe('the last day to send it'),
  reached: z.enum(['mail', 'letter', '']).describe('how it would leave; empty: neither mail nor address'),
  sentTo: z.string().describe('mail address; empty: none'),
})

const which = {
  ids: z.array(id).min(1).max(1000).optional().describe('contracts; all that are due when left out'),
  kind: z.enum(NOTICE_KINDS).optional(),
  customerId: id.optional(),
  owner: z.string().max(10).optional(),
  search: z.string().max(200).optional(),
  reached: z.enum(['mail', 'letter']).optional(),
}

/** What customers are told of their contracts: tacit renewal, renewal proposed, new price. Source: L-10, X-66, A12. */
export const contractNoticesContract = {
  ...listContract({
    path: '/contract-notices/due',
    summary: 'Notices of contracts that are to be sent',
    right: 'contracts.read',
    row: dueNoticeRow,
    sorts: ['latestOn', 'name'],
    filters: {
      kind: z.enum(NOTICE_KINDS).optional(),
      customerId: id.optional(),
      owner: z.string().max(10).optional(),
      reached: z.enum(['mail', 'letter', '']).optional(),
    },
  }),
  example: contract({
    method: 'GET',
    path: '/contract-notices/example',
    summary: 'The words of a notice that is to be sent; nothing is sent',
    right: 'contracts.read',
    refusals: ['contracts.nothingToTell'],
  })
    .input(z.object({ id, kind: z.enum(NOTICE_KINDS) }))
    .output(z.object({ to: z.string(), channel: z.enum(['mail', 'letter']), subject: z.string(), text: z.string() })),
  send: contract({
    method: 'POST',
    path: '/contract-notices/send',
    summary: 'Send notices of contracts, by mail or as letters to print; at most a thousand at once',
    right: 'contracts.write',
    refusals: ['contracts.nothingToTell'],
  })
    .input(z.object(which))
    .output(
      z.object({
        mails: z.int(),
        letters: z.int().describe('to be printed of this day'),
        noticedOn: isoDay,
        left: z.int().describe('of those asked, still to be sent'),
      }),
    ),
  cancel: contract({
    method: 'POST',
    path: '/contract-notices/{id}/cancel',
    summary: 'Say that a notice never left: its contract is to be told again',
    right: 'contracts.write',
    refusals: ['contracts.noticeLeft'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
