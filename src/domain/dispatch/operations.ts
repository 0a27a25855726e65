import type { Ctx } from '../../platform/http/context.ts'
import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { startWork } from '../long-work/actions.ts'
import { dispatch } from './actions/dispatch.ts'
import { dispatchContract, runsContract, shipmentsContract } from './contract.ts'
import { dispatchWork } from './jobs.ts'
import { usualLabel } from './labels/run-label.ts'
import { chosen, type Which } from './queries/chosen.ts'
import { previewOf } from './queries/preview.ts'
import { recipientList } from './queries/recipients.ts'
import { runCard, runList, shipmentList } from './queries/runs.ts'

export const dispatchOperations = {
  recipients: operation(dispatchContract.recipients, async (ctx, { kind, title, issue, ...query }) =>
    recipientList.page(ctx, { ...query, chosen: await chosen(ctx, { kind, title, issue }) }),
  ),
  recipientsCount: operation(dispatchContract.recipientsCount, async (ctx, { kind, title, issue, search }) =>
    recipientList.count(ctx, { search, chosen: await chosen(ctx, { kind, title, issue }) }),
  ),
  preview: operation(dispatchContract.preview, async (ctx, { on, ...which }) =>
    previewOf(ctx, await chosen(ctx, which, on), on ?? ctx.today),
  ),
  run: operation(dispatchContract.run, async (ctx, { on, expectedCount, ...which }) =>
    dispatch(ctx, await chosen(ctx, which, on), on ?? ctx.today, expectedCount),
  ),
  begin: operation(dispatchContract.begin, async (ctx, { on, expectedCount, ...which }) => {
    const label = usualLabel(ctx.language, { kind: which.kind, issueNumber: await issueNumber(ctx, which) })
    const input = { ...which, on: on ?? ctx.today, expectedCount }
    return {
      workId: await startWork(ctx, dispatchWork, {
        label,
        input,
        key: `${which.kind} ${which.title ?? ''} ${which.issue ?? ''}`,
      }),
    }
  }),
}

async function issueNumber(ctx: Ctx, which: Which): Promise<string | undefined> {
  const found = await chosen(ctx, which)
  return found.kind === 'subscription' ? found.issue.number : undefined
}

export const runsOperations = {
  list: operation(runsContract.list, (ctx, query) => runList.page(ctx, query)),
  count: operation(runsContract.count, (ctx, query) => runList.count(ctx, query)),
  get: operation(
    runsContract.get,
    async (ctx, { id }) => (await runCard(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 }),
  ),
}

export const shipmentsOperations = {
  list: operation(shipmentsContract.list, (ctx, query) => shipmentList.page(ctx, query)),
  count: operation(shipmentsContract.count, (ctx, query) => shipmentList.count(ctx, query)),
}
