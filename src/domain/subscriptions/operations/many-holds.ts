import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { startWork } from '../../long-work/actions.ts'
import { rangeOf } from '../actions/holds.ts'
import { HELD_AT_ONCE, liftPart, placePart, placePreview } from '../actions/many-holds.ts'
import { manyHoldsContract as contract } from '../contract/many-holds.ts'
import { holdWork, liftWork } from '../jobs.ts'
import { manyHoldsWords } from '../labels/many-holds.ts'
import { countNamed } from '../queries/many-holds.ts'
import { rangeFault } from '../rules/holds.ts'

/** Issues are looked for in the calendar of each title. */
function refuseRange(given: Parameters<typeof rangeOf>[0]) {
  const fault = rangeFault(rangeOf(given))
  if (fault) refuse(fault.code, { field: fault.field })
}

const workOn = (ctx: Ctx, count: number, word: 'held' | 'lifted') => ({
  label: manyHoldsWords[ctx.language].work[word],
  total: count,
})

export const manyHoldsOperations = {
  previewMany: operation(contract.previewMany, async (ctx, { purchaseIds, matching, ...given }) => {
    refuseRange(given)
    const which = { purchaseIds, matching }
    const count = await countNamed(ctx, which)
    if (count > HELD_AT_ONCE) return { count, done: null, missed: [], refused: [] }
    return { count, ...(await placePreview(ctx, which, given)) }
  }),
  placeMany: operation(contract.placeMany, async (ctx, { purchaseIds, matching, ...said }) => {
    refuseRange(said)
    if (said.kind === 'other' && !said.reason) refuse('subscriptions.reasonOfHold', { field: 'reason' })
    const which = { purchaseIds, matching }
    const given = { ...said, togetherId: newId() }
    const { togetherId } = given
    const count = await countNamed(ctx, which)
    if (count > HELD_AT_ONCE) {
      const workId = await startWork(ctx, holdWork, { ...workOn(ctx, count, 'held'), input: { which, given } })
      return { workId, togetherId, done: 0, refused: [] }
    }
    const { done, refused } = await placePart(ctx, which, given, '')
    return { workId: null, togetherId, done, refused }
  }),
  liftMany: operation(contract.liftMany, async (ctx, which) => {
    const count = await countNamed(ctx, which)
    if (count > HELD_AT_ONCE)
      return {
        workId: await startWork(ctx, liftWork, { ...workOn(ctx, count, 'lifted'), input: { which } }),
        done: 0,
        refused: [],
      }
    const { done, refused } = await liftPart(ctx, which, '')
    return { workId: null, done, refused }
  }),
}
