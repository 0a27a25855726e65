import { z } from 'zod'
import { contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'

export const retentionRow = z.object({
  id,
  number: z.int(),
  lastName: z.string(),
  firstName: z.string(),
  legalName: z.string(),
  town: z.string(),
  since: isoDay.describe('the last day that something bound it to the company'),
})

/** Source: L-18. */
export const retentionContract = {
  ...listContract({
    path: '/retention',
    summary: 'Contacts that nothing has bound to the company for three years: their time is over',
    right: 'retention.read',
    row: retentionRow,
    sorts: ['name', 'number'],
  }),
  erase: contract({
    method: 'POST',
    path: '/retention/erase',
    summary: 'Forget who some contacts were; documents and the sealed journal keep what the law wants kept',
    right: 'retention.write',
    refusals: ['retention.stillNeeded'],
  })
    .input(
      z.object({
        partyIds: z.array(id).min(1).max(1000),
        asked: z.boolean().default(false).describe('the person asked for it: without waiting for three years'),
      }),
    )
    .output(z.object({ erased: z.int() })),
  eraseAll: contract({
    method: 'POST',
    path: '/retention/erase-all',
    summary: 'Forget all contacts whose time is over, as long work',
    right: 'retention.write',
  })
    .input(z.object({}))
    .output(z.object({ workId: id })),
}
