import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  belongsTo,
  businessTable,
  changedOnlyWhere,
  companyPolicy,
  day,
  deletedOnlyWhere,
  instant,
  stamps,
} from '../../platform/db/columns.ts'
import { neverNull } from '../../platform/db/never-null.ts'
import { messages } from '../messaging/tables.ts'
import { orderStatuses, resources } from '../orders/tables/settings.ts'
import { orders } from '../orders/tables.ts'
import { DIRECTIONS, SENDINGS, STAGE_KINDS } from './rules/stage.ts'

/** A stage that customers' orders go through. Source: SUI-1, SUI-3, SUI-5. */
export const stages = businessTable(
  'stages',
  {
    position: integer().notNull(), // from 1; of the cancelled one: after all others
    kind: text({ enum: STAGE_KINDS }).notNull().default('normal'),
    nameFr: text().notNull(),
    nameEn: text().notNull().default(''), // empty: the French words serve
    colour: text().notNull().default('#868e96'),
    statusId: uuid(), // that an order takes on entering it; null: its status stays (SUI-25)
    templateId: uuid(), // the mail of the envelope; null: `<aucun>`
    sending: text({ enum: SENDINGS }).notNull().default('none'),
    most: integer(), // orders in it at once before it warns; null: no limit
    active: boolean().notNull().default(true), // false: kept for history
    ...stamps,
  },
  table => [
    belongsTo('stages_status', table, table.statusId, () => orderStatuses),
    belongsTo('stages_template', table, table.templateId, () => stageMails),
    unique('stages_name_unique').on(table.companyId, table.nameFr),
    uniqueIndex('stages_one_final').on(table.companyId).where(sql`kind = 'final' and active`),
    uniqueIndex('stages_one_cancelled').on(table.companyId).where(sql`kind = 'cancelled' and active`),
    index('stages_status_id').on(table.companyId, table.statusId).where(sql`status_id is not null`),
    index('stages_template_id').on(table.companyId, table.templateId).where(sql`template_id is not null`),
    check(
      'stages_known',
      sql`kind in ('normal', 'final', 'cancelled') and sending in ('none', 'ask', 'auto') and name_fr <> ''`,
    ),
    check(
      'stages_bounds',
      sql`position > 0 and most > 0 and colour ~ '^#[0-9a-f]{6}$' and (sending = 'none' or template_id is not null)`,
    ),
  ],
)

/** A mail that goes with a stage, with fields in braces. Source: SUI-13, SUI-26. */
export const stageMails = businessTable(
  'stage_mails',
  {
    name: text().notNull(), // `Commande dispo`
    subjectFr: text().notNull(),
    bodyFr: text().notNull(),
    subjectEn: text().notNull().default(''), // empty: the French words serve
    bodyEn: text().notNull().default(''),
    ...stamps,
  },
  table => [
    unique('stage_mails_name_unique').on(table.companyId, table.name),
    check('stage_mails_written', sql`name <> '' and subject_fr <> '' and body_fr <> ''`),
  ],
)

/** How a company follows its orders. */
export const trackingSettings = pgTable(
  'tracking_settings',
  {
    companyId: uuid().primaryKey(),
    attentionDays: integer().notNull().default(7), // N of X-49: yellow from so many days before the promised day
    urgentDays: integer(), // M of X-49: red as soon as so many days are left; null: once it is late
    contradictions: jsonb().$type<{ statusId: string | null; stageId: string }[]>().notNull().default([]), // pairs that are warned of
    publicPage: boolean().notNull().default(true), // customers may follow their order by a link
    publicAddress: text().notNull().default(''), // of this server, as customers reach it; empty: mails have no link
  },
  () => [
    companyPolicy(),
    check('tracking_settings_days', sql`attention_days between 0 and 366 and urgent_days between 0 and attention_days`),
  ],
)

/** Where one order stands; its row has the id of the order. */
export const tracks = businessTable(
  'tracks',
  {
    serial: integer().notNull(), // of its order, which never changes: the list goes by it
    deliverOn: day(), // promised, as its order says: the list goes by it too
    stageId: uuid().notNull(),
    enteredAt: instant().notNull(),
    enteredBy: text().notNull(),
    assignedTo: text().notNull().default(''), // initials of who works on it; empty: nobody
    resourceId: uuid(), // where: at the machine of its order, until it is put at another; null: none
    statusBeforeId: uuid(), // what it was before the final stage set it, to go back to; null: none was
    offSince: instant(), // in the final or cancelled stage, and so off the list; null: on it
    rank: bigint({ mode: 'number' }).notNull(), // its place in its stage: the microsecond it entered, until it is put elsewhere
    ...stamps,
  },
  table => [
    belongsTo('tracks_order', table, table.id, () => orders),
    belongsTo('tracks_stage', table, table.stageId, () => stages),
    belongsTo('tracks_resource', table, table.resourceId, () => resources),
    belongsTo('tracks_status_before', table, table.statusBeforeId, () => orderStatuses),
    index('tracks_on_list')
      .on(table.companyId, table.stageId, table.rank, table.id, table.deliverOn) // the last, so that late ones are counted in it
      .where(sql`off_since is null`),
    index('tracks_by_serial').on(table.companyId, table.serial, table.id).where(sql`off_since is null`),
    index('tracks_by_entering').on(table.companyId, table.enteredAt, table.id).where(sql`off_since is null`),
    index('tracks_by_promise')
      .on(table.companyId, neverNull(sql`deliver_on`, sql`'infinity'::date`), table.id)
      .where(sql`off_since is null`),
    index('tracks_serial').on(table.companyId, table.serial, table.id), // tout voir
    index('tracks_updated_at').on(table.companyId, table.updatedAt, table.id),
    index('tracks_stage_id').on(table.companyId, table.stageId, table.enteredAt, table.id),
    index('tracks_assigned_to')
      .on(table.companyId, table.assignedTo, table.stageId, table.rank, table.id)
      .where(sql`assigned_to <> '' and off_since is null`),
    index('tracks_resource_id')
      .on(table.companyId, table.resourceId, table.stageId, table.rank, table.id)
      .where(sql`resource_id is not null and off_since is null`),
    index('tracks_status_before_id').on(table.companyId, table.statusBeforeId).where(sql`status_before_id is not null`),
  ],
)

/** An order went from stage to stage: written once, kept for ever. Source: SUI-22, SUI-23. */
export const stageMoves = businessTable(
  'stage_moves',
  {
    orderId: uuid().notNull(),
    fromStageId: uuid(), // null: it came in
    toStageId: uuid().notNull(),
    direction: text({ enum: DIRECTIONS }).notNull(),
    comment: text().notNull().default(''), // must be said of a step back
    movedAt: instant().notNull(),
    step: integer().notNull().default(1), // of those written together, from 1
    movedBy: text().notNull(),
    movedWith: text({ enum: ['list', 'board', 'workshop', 'scan', 'api', 'reaction'] }).notNull(),
    resourceId: uuid(), // where it was done; null: not said
    stayedSeconds: integer(), // in the stage it left; null: it came in
    messageId: uuid(), // the mail it sent; null: none
    onceKey: text(), // of a device that moved it without network: taken once. null: moved at once
  },
  table => [
    deletedOnlyWhere(sql`false`),
    changedOnlyWhere(sql`false`),
    belongsTo('stage_moves_order', table, table.orderId, () => orders),
    belongsTo('stage_moves_from', table, table.fromStageId, () => stages),
    belongsTo('stage_moves_to', table, table.toStageId, () => stages),
    belongsTo('stage_moves_resource', table, table.resourceId, () => resources),
    belongsTo('stage_moves_message', table, table.messageId, () => messages),
    unique('stage_moves_once').on(table.companyId, table.onceKey),
    index('stage_moves_order_id').on(table.companyId, table.orderId, table.movedAt, table.step),
    index('stage_moves_first').on(table.companyId, table.movedAt, table.orderId).where(sql`direction = 'first'`),
    index('stage_moves_moved_at').on(table.companyId, table.movedAt, table.id),
    index('stage_moves_from_stage')
      .on(table.companyId, table.fromStageId, table.movedAt)
      .where(sql`from_stage_id is not null`),
    index('stage_moves_to_stage').on(table.companyId, table.toStageId, table.movedAt),
    index('stage_moves_message_id').on(table.companyId, table.messageId).where(sql`message_id is not null`),
    index('stage_moves_resource_id').on(table.companyId, table.resourceId).where(sql`resource_id is not null`),
    check(
      'stage_moves_known',
      sql`direction in ('first', 'next', 'skipped', 'back', 'cancel', 'restore', 'mail') and moved_with in ('list', 'board', 'workshop', 'scan', 'api', 'reaction')`,
    ),
    check('stage_moves_back_has_comment', sql`direction not in ('back', 'cancel', 'restore') or comment <> ''`), // SUI-23, X-51
    check('stage_moves_stayed', sql`stayed_seconds >= 0 and (from_stage_id is null) = (direction = 'first')`),
  ],
)

/** An operator who may move orders of these stages only; without a row, of all. */
export const operatorStages = businessTable(
  'operator_stages',
  { initials: text().notNull(), stageId: uuid().notNull(), ...stamps },
  table => [
    belongsTo('operator_stages_stage', table, table.stageId, () => stages),
    unique('operator_stages_once').on(table.companyId, table.initials, table.stageId),
    index('operator_stages_stage_id').on(table.companyId, table.stageId),
  ],
)

export const trackingConstraints = {
  stages_name_unique: { code: 'tracking.stageNameTaken', field: 'nameFr' },
  stages_one_final: { code: 'tracking.finalTaken', field: 'kind' },
  stages_one_cancelled: { code: 'tracking.cancelledTaken', field: 'kind' },
  stages_status: { code: 'tracking.unknownStatus', field: 'statusId' },
  stages_template: { code: 'tracking.unknownMail', field: 'templateId' },
  stage_mails_name_unique: { code: 'tracking.mailNameTaken', field: 'name' },
  tracks_resource: { code: 'tracking.unknownResource', field: 'resourceId' },
  stage_moves_back_has_comment: { code: 'tracking.commentMissing', field: 'comment' },
}
