import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'

/** What there is of an issue: printed and moved, less what left. Source: CIR-6. */
const row = z.object({
  id,
  titleId: id,
  titleName: z.string(),
  number: z.string(),
  label: z.string(),
  coverOn: isoDay,
  printedCopies: z.int().nullable().describe('null: the stock of this issue is not kept'),
  movedCopies: z.int(),
  shippedCopies: z.int(),
  inStock: z.int().nullable(),
  weightGrams: z.int().nullable(),
})

export const stockContract = {
  ...listContract({
    path: '/stock',
    summary: 'Copies there are of each issue',
    right: 'subscriptions.read',
    row,
    sorts: ['coverOn'],
    filters: { titleId: id.optional(), kept: z.boolean().optional().describe('only issues whose stock is kept') },
  }),
  get: contract({
    method: 'GET',
    path: '/stock/{issueId}',
    summary: 'Copies there are of an issue',
    right: 'subscriptions.read',
  })
    .input(z.object({ issueId: id }))
    .output(row),
}
