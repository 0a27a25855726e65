import type { WorkKind } from '../work/actions.ts'
import { dispatch } from './actions/dispatch.ts'
import { chosen, type Which } from './queries/chosen.ts'

export type DispatchAsked = Which & { on: string; expectedCount?: number | undefined }

/** A dispatch run as long work: still one transaction, so a cut leaves nothing and the next attempt does it whole. */
export const dispatchWork: WorkKind<DispatchAsked> = {
  kind: 'dispatch.run',
  async run(work, { on, expectedCount, ...which }) {
    if (expectedCount) await work.total(expectedCount)
    const run = await work.step(async ctx => dispatch(ctx, await chosen(ctx, which), on, expectedCount), expectedCount)
    return { link: `dispatch-runs/${run.id}`, summary: `${run.label} — ${run.shipmentCount}` }
  },
}
