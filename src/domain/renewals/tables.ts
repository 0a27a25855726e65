import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, deletedOnlyWhere, stamps } from '../../platform/db/columns.ts'
import { products, titles } from '../catalog/tables.ts'
import { messages } from '../messaging/tables.ts'
import { parties } from '../parties/tables.ts'
import { purchases } from '../subscriptions/tables.ts'
import { CHANNELS, COUNTED_IN } from './rules/steps.ts'

/** How the subscribers of a title, or of one of its offers, are reminded: steps one after the other. Source: CIR-21. */
export const renewalSeries = businessTable(
  'renewal_series',
  {
    name: text().notNull(),
    titleId: uuid().notNull(),
    productId: uuid(), // for this offer alone; null: for those of the title that have no series of their own
    link: text().notNull().default(''), // where one renews: {lien}
    active: boolean().notNull().default(true),
    automatic: boolean().notNull().default(false), // sent each morning by the timetable; else by hand
    ...stamps,
  },
  table => [
    belongsTo('renewal_series_title', table, table.titleId, () => titles),
    belongsTo('renewal_series_product', table, table.productId, () => products),
    uniqueIndex('renewal_series_one_a_title')
      .on(table.companyId, table.titleId)
      .where(sql`active and product_id is null`),
    uniqueIndex('renewal_series_one_an_offer')
      .on(table.companyId, table.productId)
      .where(sql`active and product_id is not null`),
    check('renewal_series_named', sql`name <> ''`),
  ],
)

/** One reminder of a series: when, by what channel, with what words. */
export const renewalSteps = businessTable(
  'renewal_steps',
  {
    seriesId: uuid().notNull(),
    position: integer().notNull(), // from 1, the first to be sent
    countedIn: text({ enum: COUNTED_IN }).notNull(),
    left: integer().notNull(), // days before the end, or issues still to come; less than zero: after it
    channel: text({ enum: CHANNELS }).notNull(),
    alsoRecipient: boolean().notNull().default(false), // of a gift: who receives is written to as well, without the price
    insertCode: text().notNull().default(''), // what the mailing house puts in the envelope
    subjectFr: text().notNull().default(''),
    bodyFr: text().notNull().default(''),
    subjectEn: text().notNull().default(''), // empty: the French words serve
    bodyEn: text().notNull().default(''),
    active: boolean().notNull().default(true),
    ...stamps,
  },
  table => [
    belongsTo('renewal_steps_series', table, table.seriesId, () => renewalSeries),
    unique('renewal_steps_position_unique').on(table.companyId, table.seriesId, table.position),
    check('renewal_steps_counted_known', sql`counted_in in ('days', 'issues') and "left" between -366 and 366`),
    check('renewal_steps_channel_known', sql`channel in ('mail', 'letter', 'insert', 'phone')`),
    check('renewal_steps_insert_has_code', sql`(channel = 'insert') = (insert_code <> '')`),
    check('renewal_steps_written', sql`channel not in ('mail', 'letter') or (subject_fr <> '' and body_fr <> '')`),
  ],
)

/** Somebody was reminded of a subscription, at a step: never twice at one step, never by two on one day. */
export const renewalNotices = businessTable(
  'renewal_notices',
  {
    purchaseId: uuid().notNull(),
    stepId: uuid().notNull(),
    contactId: uuid().notNull(), // who was written to
    channel: text({ enum: ['mail', 'letter', 'phone'] }).notNull(),
    sentOn: day().notNull(),
    sentTo: text().notNull(), // mail address or phone number then; empty: a letter
    goesWithId: uuid(), // written in the same mail as this one, for somebody with several subscriptions; null: the first
    messageId: uuid(), // in the outbox; null: not by mail, or goes with another
    cancelledOn: day(), // renewed before the mail left, and so not sent; null: it was
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`false`), // what was sent is proof of it
    belongsTo('renewal_notices_purchase', table, table.purchaseId, () => purchases),
    belongsTo('renewal_notices_step', table, table.stepId, () => renewalSteps),
    belongsTo('renewal_notices_contact', table, table.contactId, () => parties),
    belongsTo('renewal_notices_goes_with', table, table.goesWithId, () => table),
    belongsTo('renewal_notices_message', table, table.messageId, () => messages),
    uniqueIndex('renewal_notices_once')
      .on(table.companyId, table.purchaseId, table.stepId, table.contactId)
      .where(sql`cancelled_on is null`),
    uniqueIndex('renewal_notices_one_a_day')
      .on(table.companyId, table.contactId, table.sentOn)
      .where(sql`goes_with_id is null and cancelled_on is null`),
    index('renewal_notices_step_id').on(table.companyId, table.stepId, table.sentOn, table.id),
    index('renewal_notices_sent_on').on(table.companyId, table.sentOn, table.id),
    index('renewal_notices_purchase_id').on(table.companyId, table.purchaseId, table.sentOn),
    index('renewal_notices_message_id').on(table.companyId, table.messageId),
    check('renewal_notices_channel_known', sql`channel in ('mail', 'letter', 'phone')`),
  ],
)

export const renewalsConstraints = {
  renewal_series_one_a_title: { code: 'renewals.seriesExists', field: 'productId' },
  renewal_series_one_an_offer: { code: 'renewals.seriesExists', field: 'productId' },
  renewal_series_title: { code: 'renewals.unknownTitle', field: 'titleId' },
  renewal_series_product: { code: 'renewals.unknownProduct', field: 'productId' },
  renewal_notices_purchase: { code: 'renewals.wasReminded' },
  renewal_notices_once: { code: 'renewals.alreadySent' },
  renewal_notices_one_a_day: { code: 'renewals.alreadySent' },
}
