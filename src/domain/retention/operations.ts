import { operation } from '../../platform/http/operation.ts'
import { startWork } from '../long-work/actions.ts'
import { erase } from './actions/erase.ts'
import { retentionContract } from './contract.ts'
import { eraseWork } from './jobs.ts'
import { retentionWords } from './labels/screens.ts'
import { overdueList } from './queries/overdue.ts'

export const retentionOperations = {
  list: operation(retentionContract.list, (ctx, query) => overdueList.page(ctx, query)),
  count: operation(retentionContract.count, (ctx, query) => overdueList.count(ctx, query)),
  erase: operation(retentionContract.erase, async (ctx, asked) => ({ erased: await erase(ctx, asked) })),
  eraseAll: operation(retentionContract.eraseAll, async ctx => {
    const { count } = await overdueList.count(ctx, {})
    const label = retentionWords[ctx.language].work
    return { workId: await startWork(ctx, eraseWork, { label, input: {}, total: count, key: 'all' }) }
  }),
}
