import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, daysBetween } from '../../../values/day.ts'
import { ownStages } from '../actions/stages.ts'
import { trackFiguresContract as contract } from '../contract/figures.ts'
import { leadTimes, peopleTimes, resourceTimes, stageTimes, weekTimes } from '../queries/figures.ts'
import { bottleneckOf } from '../rules/figures.ts'

const LONGEST_DAYS = 366

export const trackFiguresOperations = {
  figures: operation(contract.figures, async (ctx, period) => {
    const days = daysBetween(day(period.from), day(period.to))
    if (days < 0 || days > LONGEST_DAYS)
      refuse('tracking.periodTooLong', { field: 'to', values: { days: LONGEST_DAYS } })
    const stages = await stageTimes(ctx, period, await ownStages(ctx))
    return {
      stages,
      people: await peopleTimes(ctx, period),
      resources: await resourceTimes(ctx, period),
      lead: await leadTimes(ctx, period),
      weeks: await weekTimes(ctx, period),
      bottleneckId: bottleneckOf(stages),
    }
  }),
}
