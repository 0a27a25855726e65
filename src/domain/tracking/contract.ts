import { z } from 'zod'
import { contract, id } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { MESSAGE_STATES } from '../messaging/rules.ts'
import { trackFilters, trackRow } from './contract/rows.ts'
import { DIRECTIONS, SENDINGS, STAGE_KINDS } from './rules/stage.ts'

const short = z.string().trim().max(100)
const MOVED_WITH = ['list', 'board', 'workshop', 'scan', 'api'] as const

const stage = {
  kind: z.enum(STAGE_KINDS),
  nameFr: short.min(1),
  nameEn: short.default(''),
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  statusId: id.nullable().describe('that an order takes on entering it; null: its status stays'),
  templateId: id.nullable().describe('the mail of the envelope; null: none'),
  sending: z.enum(SENDINGS),
  most: z.int().min(1).max(10_000).nullable().describe('orders in it at once before it warns; null: no limit'),
  active: z.boolean(),
}
const stageFound = z.object({
  id,
  position: z.int(),
  ...stage,
  count: z.int().describe('orders in it that are on the list'),
})

const moved = z.object({
  id,
  movedAt: z.string(),
  movedBy: z.string(),
  movedWith: z.enum([...MOVED_WITH, 'reaction']),
  direction: z.enum(DIRECTIONS),
  fromStage: z.string().nullable(),
  toStage: z.string(),
  comment: z.string(),
  stayedSeconds: z.int().nullable().describe('in the stage it left'),
  resource: z.string(),
  mail: z
    .object({ messageId: id, to: z.string(), subject: z.string(), state: z.enum(MESSAGE_STATES) })
    .nullable()
    .describe('what was sent to the customer with it; null: nothing'),
})

const moveRefusals = [
  'tracking.noSuchStage',
  'tracking.endOfLine',
  'tracking.alreadyThere',
  'tracking.commentMissing',
  'tracking.movedMeanwhile',
  'tracking.notYours',
  'tracking.deliveredSince',
  'orders.partlyDelivered',
  'orders.cancelled',
] as const

const onMove = {
  id,
  fromStageId: id.optional().describe('where it was when it was looked at: else the move is refused'),
  comment: z.string().trim().max(1000).optional().describe('why; must be said of a way back'),
  movedWith: z.enum(MOVED_WITH).default('api'),
  resourceId: id.optional(),
  onceKey: z.string().max(100).optional().describe('of a device without network: taken once'),
}

export const trackingContract = {
  ...listContract({
    path: '/tracking',
    summary: 'Orders in the workshop, by their stages',
    right: 'orders.read',
    row: trackRow,
    sorts: ['serial', 'deliverOn', 'enteredAt', 'rank'],
    filters: trackFilters,
  }),
  get: contract({ method: 'GET', path: '/tracking/{id}', summary: 'Where one order stands', right: 'orders.read' })
    .input(z.object({ id }))
    .output(trackRow),
  next: contract({
    method: 'POST',
    path: '/tracking/{id}/next',
    summary: 'The stage is done: on to the next one',
    right: 'tracking.write',
    refusals: moveRefusals,
  })
    .input(z.object(onMove))
    .output(trackRow),
  previous: contract({
    method: 'POST',
    path: '/tracking/{id}/previous',
    summary: 'Back to the stage before, with a comment',
    right: 'tracking.write',
    refusals: moveRefusals,
  })
    .input(z.object(onMove))
    .output(trackRow),
  move: contract({
    method: 'POST',
    path: '/tracking/{id}/move',
    summary: 'To another stage; those passed on the way forward are marked as skipped',
    right: 'tracking.write',
    refusals: moveRefusals,
  })
    .input(
      z.object({
        ...onMove,
        toStageId: id,
        beforeId: id.nullable().optional().describe('its place there; null: last'),
      }),
    )
    .output(trackRow),
  assign: contract({
    method: 'PATCH',
    path: '/tracking/{id}',
    summary: 'Who works on an order, and on which machine',
    right: 'tracking.write',
    refusals: ['tracking.unknownResource'],
  })
    .input(
      z.object({
        id,
        assignedTo: z.string().trim().max(10).optional(),
        resourceId: id.nullable().optional().describe('null: that of its order'),
      }),
    )
    .output(trackRow),
  history: contract({
    method: 'GET',
    path: '/tracking/{id}/moves',
    summary: 'Suivi: each change of stage of an order, the latest first',
    right: 'orders.read',
  })
    .input(z.object({ id }))
    .output(z.array(moved)),
}

export const stagesContract = {
  all: contract({ method: 'GET', path: '/stages', summary: 'The stages of orders', right: 'orders.read' })
    .input(z.object({}))
    .output(z.array(stageFound)),
  save: contract({
    method: 'PUT',
    path: '/stages',
    summary: 'Say the stages, in their order; those that history needs and that are left out are put away',
    right: 'orders.write',
    refusals: [
      'tracking.stageNameTaken',
      'tracking.finalTaken',
      'tracking.cancelledTaken',
      'tracking.unknownStatus',
      'tracking.unknownMail',
      'tracking.stageInUse',
      'tracking.noFirstStage',
      'tracking.mailMissing',
    ],
  })
    .input(
      z.object({
        stages: z
          .array(z.object({ id: id.optional(), ...stage }))
          .min(1)
          .max(50),
      }),
    )
    .output(z.array(stageFound)),
}
