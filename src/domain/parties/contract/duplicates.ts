import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { DUPLICATE_REASONS, TAKEN } from '../rules/duplicates.ts'

export const duplicateRow = z.object({
  id: z.string().describe('both ids, one after the other'),
  score: z.int().describe('of 100'),
  reasons: z.array(z.enum(DUPLICATE_REASONS)),
  firstId: id,
  firstNumber: z.int(),
  firstName: z.string(),
  firstPlace: z.string(),
  secondId: id,
  secondNumber: z.int(),
  secondName: z.string(),
  secondPlace: z.string(),
})

const merge = z.object({
  id,
  keptId: id,
  goneId: id,
  keptNumber: z.int(),
  goneNumber: z.int(),
  goneName: z.string(),
  moved: z.int().describe('records that referred to the gone one'),
  createdAt: z.string(),
  createdBy: z.string(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
})

export const duplicatesContract = {
  ...listContract({
    path: '/party-duplicates',
    summary: 'Contacts that may be the same, with what they share',
    right: 'parties.read',
    row: duplicateRow,
    sorts: ['score'],
    filters: {},
  }),
  searched: contract({
    method: 'GET',
    path: '/party-duplicates/searched',
    summary: 'When pairs were looked for: of few contacts at each look, of many by long work',
    right: 'parties.read',
  }).output(
    z.object({
      live: z.boolean().describe('contacts are few enough to be compared at each look'),
      searchedAt: z.string().nullable().describe('the end of the last search; null: none yet'),
      workId: id.nullable().describe('the search under way; null: none is'),
    }),
  ),
  search: contract({
    method: 'POST',
    path: '/party-duplicates/search',
    summary: 'Look again for contacts that may be the same, as long work whose result is kept',
    right: 'parties.write',
  })
    .input(z.object({}))
    .output(z.object({ workId: id })),
  dismiss: contract({
    method: 'POST',
    path: '/party-duplicates/dismiss',
    summary: 'Say that two contacts are different: they are not proposed again',
    right: 'parties.write',
    refusals: ['parties.alreadyDismissed', 'parties.mergeItself', 'parties.unknownParty'],
  })
    .input(z.object({ firstId: id, secondId: id }))
    .output(z.object({})),
  merge: contract({
    method: 'POST',
    path: '/party-merges',
    summary: 'Make one contact of two: all that referred to the gone one refers to the kept one',
    right: 'parties.write',
    refusals: ['parties.mergeItself', 'parties.alreadyMerged', 'parties.nameless'],
  })
    .input(
      z.object({
        keptId: id,
        goneId: id,
        take: z.array(z.enum(TAKEN)).default([]).describe('what is taken from the gone one'),
      }),
    )
    .output(merge),
  merges: contract({
    method: 'GET',
    path: '/party-merges',
    summary: 'The merges of a contact',
    right: 'parties.read',
  })
    .input(z.object({ partyId: id }))
    .output(z.object({ rows: z.array(merge) })),
  undo: contract({
    method: 'POST',
    path: '/party-merges/{id}/undo',
    summary: 'Make two contacts again of a merge, each with all it had',
    right: 'parties.write',
    refusals: ['parties.mergeChangedMeanwhile'],
  })
    .input(z.object({ id }))
    .output(merge),
}
