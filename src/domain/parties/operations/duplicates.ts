import { createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { startWork } from '../../long-work/actions.ts'
import { mergeParties, undoMerge } from '../actions/merge.ts'
import { duplicatesContract as contract } from '../contract/duplicates.ts'
import { duplicatesWork } from '../jobs.ts'
import { duplicateWords } from '../labels/duplicates.ts'
import { partyDuplicateList, searched } from '../queries/duplicates.ts'
import { mergeFound, mergesOf } from '../queries/merges.ts'
import { differentParties } from '../tables.ts'

const found = async (ctx: Ctx, id: string) => (await mergeFound(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })

export const duplicatesOperations = {
  list: operation(contract.list, (ctx, query) => partyDuplicateList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => partyDuplicateList.count(ctx, query)),

  searched: operation(contract.searched, ctx => searched(ctx)),

  search: operation(contract.search, async ctx => ({
    workId: await startWork(ctx, duplicatesWork, {
      label: duplicateWords[ctx.language].search,
      input: {},
      total: 1,
      key: 'search',
    }),
  })),

  dismiss: operation(contract.dismiss, async (ctx, given) => {
    const [firstId, secondId] = [given.firstId.toLowerCase(), given.secondId.toLowerCase()].sort() as [string, string]
    if (firstId === secondId) refuse('parties.mergeItself', { field: 'secondId' })
    await createRecord(ctx, differentParties, { firstId, secondId })
    return {}
  }),

  merge: operation(contract.merge, async (ctx, { keptId, goneId, take }) =>
    found(ctx, await mergeParties(ctx, keptId.toLowerCase(), goneId.toLowerCase(), take)),
  ),

  merges: operation(contract.merges, async (ctx, { partyId }) => ({ rows: await mergesOf(ctx, partyId) })),

  undo: operation(contract.undo, async (ctx, { id }) => {
    await undoMerge(ctx, id)
    return found(ctx, id)
  }),
}
