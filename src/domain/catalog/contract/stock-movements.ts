import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'

const fields = {
  issueId: id,
  movedOn: isoDay,
  copies: z.int().min(-10_000_000).max(10_000_000).describe('more: came in; less than zero: went out'),
  reason: z.string().trim().min(1).max(200),
}

/** What changed the stock of an issue beside its printing and its shipments. Source: CIR-6. */
const row = z.object({
  id,
  ...fields,
  issueNumber: z.string(),
  titleName: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
})

export const stockMovementsContract = {
  ...listContract({
    path: '/stock-movements',
    summary: 'Copies that came in or went out otherwise than by shipments',
    right: 'catalog.read',
    row,
    sorts: ['movedOn'],
    filters: { issueId: id.optional() },
  }),
  create: contract({
    method: 'POST',
    path: '/stock-movements',
    summary: 'Say that copies came in or went out, and why',
    right: 'catalog.write',
    refusals: ['catalog.noCopies', 'catalog.issueNotFound'],
  })
    .input(z.object({ ...fields, movedOn: isoDay.optional() }))
    .output(row),
  remove: contract({
    method: 'DELETE',
    path: '/stock-movements/{id}',
    summary: 'Take back a movement entered by mistake; the journal keeps it',
    right: 'catalog.write',
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
