import { operation } from '../../platform/http/operation.ts'
import { startWork } from '../long-work/actions.ts'
import { check, lastCheck } from './actions/check.ts'
import { closeJournal } from './actions/close.ts'
import { newKey } from './actions/keys.ts'
import { journalClosingsContract, journalContract } from './contract.ts'
import { entryCount, type JournalSources, verifyWork } from './jobs.ts'
import { journalLabels } from './labels.ts'
import { publicKeys } from './queries/entries.ts'
import { closingById, closingList, entryById, sealedList } from './queries/lists.ts'

/** A journal of so many entries is verified while one waits. */
const AT_ONCE = 20_000

export const journalOperations = (sources: JournalSources) => ({
  list: operation(journalContract.list, (ctx, query) => sealedList.page(ctx, query)),
  count: operation(journalContract.count, (ctx, query) => sealedList.count(ctx, query)),
  get: operation(journalContract.get, (ctx, { id }) => entryById(ctx, id)),

  verify: operation(journalContract.verify, async ctx => {
    const total = await entryCount(ctx)
    if (total <= AT_ONCE) return { check: await check(ctx, sources.kinds), workId: null }
    const label = journalLabels[ctx.language].verification
    return { check: null, workId: await startWork(ctx, verifyWork(sources), { label, input: {}, total, key: 'all' }) }
  }),
  lastCheck: operation(journalContract.lastCheck, async ctx => ({ check: (await lastCheck(ctx)) ?? null })),

  close: operation(journalContract.close, async ctx => ({
    closed: await closeJournal(ctx, await sources.fiscalYearStart(ctx)),
  })),

  keys: operation(journalContract.keys, async ctx => ({ rows: await publicKeys(ctx) })),
  newKey: operation(journalContract.newKey, async ctx => {
    const { keyId } = await newKey(ctx)
    return { keyId }
  }),
})

export const journalClosingsOperations = {
  list: operation(journalClosingsContract.list, (ctx, query) => closingList.page(ctx, query)),
  count: operation(journalClosingsContract.count, (ctx, query) => closingList.count(ctx, query)),
  get: operation(journalClosingsContract.get, (ctx, { id }) => closingById(ctx, id)),
}
