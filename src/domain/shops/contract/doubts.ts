import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { TAKEN } from '../../parties/rules/duplicates.ts'
import { WHYS } from '../rules/people.ts'

/** A contact made for an order, and one known before that it may be. */
export const shopDoubtRow = z.object({
  id,
  why: z.enum(WHYS),
  orderId: id,
  orderNumber: z.string(),
  shop: z.string(),
  orderedAt: z.string().nullable(),
  candidateId: id.describe('known before'),
  candidateNumber: z.int(),
  candidateName: z.string(),
  candidatePlace: z.string(),
  partyId: id.describe('made for the order'),
  partyNumber: z.int(),
  partyName: z.string(),
  partyPlace: z.string(),
})

/** Customers of shops that may be contacts known before. Source: E5. */
export const shopDoubtsContract = {
  ...listContract({
    path: '/shop-doubts',
    summary: 'Customers of shops that may be contacts known before',
    right: 'shops.read',
    row: shopDoubtRow,
    sorts: ['newest'],
    filters: { why: z.enum(WHYS).optional() },
  }),
  same: contract({
    method: 'POST',
    path: '/shop-doubts/{id}/same',
    summary: 'Say that the two are one: they are merged, which can be undone',
    right: 'parties.write',
    refusals: ['shops.doubtAnswered', 'parties.alreadyMerged', 'parties.nameless'],
  })
    .input(
      z.object({
        id,
        keptId: id.optional().describe('one of the two; else the one known before'),
        take: z.array(z.enum(TAKEN)).default([]).describe('what is taken from the gone one'),
      }),
    )
    .output(z.object({ mergeId: id, keptId: id, goneId: id })),
  different: contract({
    method: 'POST',
    path: '/shop-doubts/{id}/different',
    summary: 'Say that the two are different: it is not asked again',
    right: 'parties.write',
    refusals: ['shops.doubtAnswered'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
