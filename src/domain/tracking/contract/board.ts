import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { trackFilters, trackRow } from './rows.ts'

const column = z.object({
  stageId: id,
  stage: z.string(),
  kind: z.literal('normal'),
  colour: z.string(),
  count: z.int().describe('orders in it that the filters keep'),
  inStage: z.int().describe('all orders in it'),
  most: z.int().nullable(),
  isOver: z.boolean().describe('more orders in it than `most`'),
  mine: z.boolean().describe('whether who asks may move orders from it'),
  cards: z.array(trackRow).describe('the first ones, by their places; the others by `tracking list --sort rank`'),
})

const { all: _, stageId: __, ...filters } = trackFilters

/**
 * The orders on the list as columns. Moves come live by server-sent events from `GET /api/tracking/events?company=SLUG`, a plain
 * route: `event: moved`, its data `LiveTrack` of `rules/live.ts`.
 */
export const boardContract = {
  board: contract({
    method: 'GET',
    path: '/tracking/board',
    summary: 'The orders in the workshop as columns, one a stage',
    right: 'orders.read',
  })
    .input(z.object({ ...filters, cards: z.int().min(1).max(100).default(20) }))
    .output(z.array(column)),
  place: contract({
    method: 'POST',
    path: '/tracking/{id}/place',
    summary: 'Put an order before another one of its stage, or last when that one has left',
    right: 'tracking.write',
    refusals: ['tracking.notYours'],
  })
    .input(z.object({ id, beforeId: id.nullable().describe('null: last') }))
    .output(trackRow),
  find: contract({
    method: 'GET',
    path: '/tracking/by-number/{number}',
    summary: 'The order of a job sheet, by the number in its QR code',
    right: 'orders.read',
    refusals: ['tracking.noSuchNumber'],
  })
    .input(z.object({ number: z.string().min(1).max(50) }))
    .output(trackRow),
}
