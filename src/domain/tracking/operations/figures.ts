import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, daysBetween } from '../../../values/day.ts'
import { ownStages } from '../actions/stages.ts'
import { trackFiguresContract as contract } from '../contract/figures.ts'
import { peopleIn, resourcesIn, stageTimes, staysOf } from '../queries/figures.ts'
import { leadTimes } from '../queries/lead-times.ts'
import { bottleneckOf } from '../rules/figures.ts'

const LONGEST_DAYS = 366

export const trackFiguresOperations = {
  figures: operation(contract.figures, async (ctx, period) => {
    const days = daysBetween(day(period.from), day(period.to))
    if (days < 0 || days > LONGEST_DAYS)
      refuse('tracking.periodTooLong', { field: 'to', values: { days: LONGEST_DAYS } })
    const stays = await staysOf(ctx, period)
    const stages = await stageTimes(ctx, stays, await ownStages(ctx))
    return {
      stages,
      people: peopleIn(stays),
      resources: resourcesIn(stays),
      ...(await leadTimes(ctx, period)),
      bottleneckId: bottleneckOf(stages),
    }
  }),
}
