import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'

const entry = z.object({
  id,
  at: z.string(),
  userId: z.string(),
  user: z.string(),
  initials: z.string(),
  via: z.string(),
  operation: z.string(),
  record: z.string(),
  recordId: id,
  from: z.record(z.string(), z.unknown()).nullable().describe('null: created'),
  to: z.record(z.string(), z.unknown()).nullable().describe('null: deleted'),
})

export const audit = {
  ...listContract({
    path: '/audit-entries',
    summary: 'Who changed what in the company',
    right: 'accounts.read',
    row: entry,
    sorts: ['at'],
    filters: {
      record: z.string().max(60).optional(),
      recordId: id.optional(),
      userId: z.string().max(60).optional(),
      from: isoDay.optional(),
      to: isoDay.optional(),
    },
  }),
  ofRecord: contract({
    method: 'GET',
    path: '/audit-entries/{record}/{recordId}',
    summary: 'The last changes of one record, latest first',
    right: 'audit.read',
  })
    .input(z.object({ record: z.string().max(60), recordId: id }))
    .output(z.object({ rows: z.array(entry) })),
}
