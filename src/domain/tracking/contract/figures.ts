import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'

const seconds = z.int().nullable().describe('null: nothing to measure')
const spread = { medianSeconds: seconds, meanSeconds: seconds, p90Seconds: seconds }

/** How long orders take. */
export const trackFiguresContract = {
  figures: contract({
    method: 'GET',
    path: '/tracking/figures',
    summary: 'Time in each stage, by person and machine; from order to finish; the bottleneck',
    right: 'orders.read',
    refusals: ['tracking.periodTooLong'],
  })
    .input(z.object({ from: isoDay, to: isoDay }))
    .output(
      z.object({
        stages: z.array(
          z.object({
            stageId: id,
            stage: z.string(),
            colour: z.string(),
            left: z.int().describe('times that an order left it in the period'),
            ...spread,
            totalSeconds: z.int().describe('of those that left it, and of those in it now'),
            inStage: z.int().describe('orders in it now'),
            waitingSeconds: seconds.describe('how long those in it now have been there, in the mean'),
          }),
        ),
        people: z.array(
          z.object({ initials: z.string(), moves: z.int(), orders: z.int(), totalSeconds: z.int(), ...spread }),
        ),
        resources: z.array(
          z.object({
            resourceId: id.nullable(),
            resource: z.string().describe('empty: none was said'),
            moves: z.int(),
            orders: z.int(),
            totalSeconds: z.int(),
            ...spread,
          }),
        ),
        lead: z.object({
          orders: z.int().describe('finished in the period'),
          ...spread,
          promised: z.int().describe('of them, those with a promised day'),
          inTime: z.int().describe('of these, those finished on it or before'),
        }),
        weeks: z.array(z.object({ weekOn: isoDay, started: z.int(), finished: z.int(), medianSeconds: seconds })),
        bottleneckId: id.nullable().describe('the stage where orders spent the most time in all'),
      }),
    ),
}
