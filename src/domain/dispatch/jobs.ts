import type { WorkKind } from '../long-work/actions.ts'
import { dispatch } from './actions/dispatch.ts'
import { chosen, type Which } from './queries/chosen.ts'
import { runCard } from './queries/runs.ts'

export type DispatchAsked = Which & { on: string; expectedCount?: number | undefined }

/**
 * A dispatch run as long work: still one transaction, so a cut leaves nothing and the next attempt does it whole. The run
 * has the id of the work: a cut after the commit leaves it to be found, not made again.
 */
export const dispatchWork: WorkKind<DispatchAsked> = {
  kind: 'dispatch.run',
  async run(work, { on, expectedCount, ...which }) {
    if (expectedCount) await work.total(expectedCount)
    const made = work.done > 0 ? await work.step(ctx => runCard(ctx, work.id), 0) : undefined
    const run =
      made ??
      (await work.step(
        async ctx => dispatch(ctx, await chosen(ctx, which, on), on, expectedCount, work.id),
        expectedCount,
      ))
    return { link: `dispatch-runs/${run.id}`, summary: `${run.label} — ${run.shipmentCount}` }
  },
}
