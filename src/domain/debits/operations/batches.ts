import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import {
  cancelBatch,
  createBatch,
  HANDED_OVER_AT_ONCE,
  handOverBatch,
  takeOffBatch,
  toHandOver,
} from '../actions/batches.ts'
import { COLLECTED_AT_ONCE, collectPart, refuseUncollectable } from '../actions/collect.ts'
import { chooseMandate } from '../actions/invoice-mandates.ts'
import { cancelNotices, recordNotices, sendNotices, TOLD_AT_ONCE } from '../actions/notices.ts'
import { debitBatchesContract as batches, debitsContract } from '../contract/batches.ts'
import { debitCandidatesContract as candidates, debitNoticesContract as notices } from '../contract/notices.ts'
import { startCollecting, startHandingOver, startTelling } from '../jobs.ts'
import { batchById, batchList, debitList } from '../queries/batches.ts'
import { candidateById, candidateSummary, debitCandidateList, readyDays } from '../queries/candidates.ts'
import { debitNoticeList } from '../queries/notices.ts'
import { noticePreview } from '../queries/telling.ts'

export const debitCandidatesOperations = {
  list: operation(candidates.list, (ctx, query) => debitCandidateList.page(ctx, query)),
  count: operation(candidates.count, (ctx, query) => debitCandidateList.count(ctx, query)),
  get: operation(
    candidates.get,
    async (ctx, { id }) => (await candidateById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 }),
  ),
  summary: operation(candidates.summary, ctx => candidateSummary(ctx)),
  days: operation(candidates.days, ctx => readyDays(ctx)),
  chooseMandate: operation(candidates.chooseMandate, async (ctx, { id, mandateId }) => {
    await chooseMandate(ctx, id, mandateId)
    return (await candidateById(ctx, id)) ?? null
  }),
}

export const debitNoticesOperations = {
  list: operation(notices.list, (ctx, query) => debitNoticeList.page(ctx, query)),
  count: operation(notices.count, (ctx, query) => debitNoticeList.count(ctx, query)),
  preview: operation(notices.preview, (ctx, which) => noticePreview(ctx, which)),
  send: operation(notices.send, async (ctx, { expectedCount, ...which }) => {
    const { count, customers } = await noticePreview(ctx, which)
    if (expectedCount !== undefined && expectedCount !== count)
      refuse('debits.candidatesChanged', { values: { expected: expectedCount, found: count } })
    if (count === 0) refuse('debits.nothingToTell')
    if (customers > TOLD_AT_ONCE)
      return { count: 0, customers: 0, letters: 0, workId: await startTelling(ctx, which, count) }
    return { ...(await sendNotices(ctx, which)), workId: null }
  }),
  record: operation(notices.record, async (ctx, { noticedOn = ctx.today, ...told }) => ({
    count: await recordNotices(ctx, { ...told, noticedOn }),
  })),
  cancel: operation(notices.cancel, async (ctx, { ids }) => ({ count: await cancelNotices(ctx, ids) })),
}

export const debitBatchesOperations = {
  list: operation(batches.list, (ctx, query) => batchList.page(ctx, query)),
  count: operation(batches.count, (ctx, query) => batchList.count(ctx, query)),
  get: operation(batches.get, (ctx, { id }) => batchById(ctx, id)),
  create: operation(batches.create, async (ctx, asked) => batchById(ctx, await createBatch(ctx, asked))),
  takeOff: operation(batches.takeOff, async (ctx, { id, debitIds }) => {
    await takeOffBatch(ctx, id, debitIds)
    return batchById(ctx, id)
  }),
  handOver: operation(batches.handOver, async (ctx, { id }) => {
    const { number, debitCount } = await toHandOver(ctx, id)
    if (debitCount > HANDED_OVER_AT_ONCE) {
      const workId = await startHandingOver(ctx, { id, number, debitCount })
      return { batch: await batchById(ctx, id), takenOff: 0, workId }
    }
    const takenOff = await handOverBatch(ctx, id)
    return { batch: await batchById(ctx, id), takenOff, workId: null }
  }),
  cancel: operation(batches.cancel, async (ctx, { id, reason }) => {
    await cancelBatch(ctx, id, reason)
    return batchById(ctx, id)
  }),
  collect: operation(batches.collect, async (ctx, { id }) => {
    const { debitCount, number } = await refuseUncollectable(ctx, id)
    if (debitCount >= COLLECTED_AT_ONCE) {
      const workId = await startCollecting(ctx, { id, number, debitCount })
      return { batch: await batchById(ctx, id), workId }
    }
    await collectPart(ctx, id)
    return { batch: await batchById(ctx, id), workId: null }
  }),
}

export const debitsOperations = {
  list: operation(debitsContract.list, (ctx, query) => debitList.page(ctx, query)),
  count: operation(debitsContract.count, (ctx, query) => debitList.count(ctx, query)),
}
