import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, companyPolicy, day, stamps } from '../../../platform/db/columns.ts'
import { invoices } from '../../invoicing/tables.ts'
import { messages } from '../../messaging/tables.ts'
import { parties } from '../../parties/tables.ts'

/** What is written to who has not paid, step by step. */
export const reminderLevels = businessTable(
  'reminder_levels',
  {
    level: integer().notNull(), // from 1
    name: text().notNull(),
    daysLate: integer().notNull(), // at least so many days after the due day
    daysSinceLast: integer().notNull().default(7), // and since the reminder before
    channel: text({ enum: ['mail', 'letter'] })
      .notNull()
      .default('mail'),
    subject: text().notNull(),
    body: text().notNull(),
    subjectEn: text().notNull().default(''), // empty: the French words serve
    bodyEn: text().notNull().default(''),
    ...stamps,
  },
  table => [
    unique('reminder_levels_level_unique').on(table.companyId, table.level),
    check('reminder_levels_channel_known', sql`channel in ('mail', 'letter')`),
    check('reminder_levels_steps', sql`level > 0 and days_late >= 0 and days_since_last >= 0`),
  ],
)

/** How a company reminds of what is not paid. */
export const reminderSettings = pgTable(
  'reminder_settings',
  {
    companyId: uuid().notNull(),
    automatic: boolean().notNull().default(false), // mails leave by the timetable; else by hand
    weekdays: integer().array().notNull().default(sql`'{1,2,3,4,5}'`), // on which, from Monday, 1
    leastCents: bigint({ mode: 'number' }).notNull().default(0), // what a customer owes in all, at least
  },
  table => [
    primaryKey({ name: 'reminder_settings_pkey', columns: [table.companyId] }),
    companyPolicy(),
    check(
      'reminder_settings_bounds',
      sql`least_cents >= 0 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(weekdays) between 1 and 7`,
    ),
  ],
)

/** A reminder that was written for a document, once a level. */
export const reminders = businessTable(
  'reminders',
  {
    invoiceId: uuid().notNull(),
    customerId: uuid().notNull(), // who was written to
    level: integer().notNull(),
    remindedOn: day().notNull(),
    channel: text({ enum: ['mail', 'letter'] }).notNull(),
    openCents: bigint({ mode: 'number' }).notNull(), // what was open of it then
    batchId: uuid().notNull(), // written together
    sentTo: text().notNull().default(''), // mail address then; empty: a letter
    messageId: uuid(), // in the outbox; null: a letter
    alsoIds: uuid().array().notNull().default(sql`'{}'`), // other late documents that the same mail lists, at their turn later
    statedCents: bigint({ mode: 'number' }).notNull(), // the sum that the mail asks for
    cancelledOn: day(), // paid or halted before the mail left, and so not sent; null: it was
    ...stamps,
  },
  table => [
    belongsTo('reminders_invoice', table, table.invoiceId, () => invoices),
    belongsTo('reminders_customer', table, table.customerId, () => parties),
    belongsTo('reminders_message', table, table.messageId, () => messages),
    uniqueIndex('reminders_once').on(table.companyId, table.invoiceId, table.level).where(sql`cancelled_on is null`),
    index('reminders_reminded_on').on(table.companyId, table.remindedOn, table.id),
    index('reminders_customer_id').on(table.companyId, table.customerId, table.remindedOn),
    index('reminders_message_id').on(table.companyId, table.messageId).where(sql`message_id is not null`),
    index('reminders_batch').on(table.companyId, table.batchId),
    check('reminders_channel_known', sql`channel in ('mail', 'letter')`),
  ],
)

/** Nobody is reminded of a document, or of any of a customer, while this lasts. */
export const reminderPauses = businessTable(
  'reminder_pauses',
  {
    customerId: uuid(), // null: a document alone
    invoiceId: uuid(), // null: all of a customer
    kind: text({ enum: ['disputed', 'paused'] }).notNull(),
    reason: text().notNull(),
    untilOn: day(), // its last day; null: until somebody ends it
    endedOn: day(), // ended by hand; null: not
    ...stamps,
  },
  table => [
    belongsTo('reminder_pauses_customer', table, table.customerId, () => parties),
    belongsTo('reminder_pauses_invoice', table, table.invoiceId, () => invoices),
    index('reminder_pauses_customer_id').on(table.companyId, table.customerId).where(sql`customer_id is not null`),
    index('reminder_pauses_invoice_id').on(table.companyId, table.invoiceId).where(sql`invoice_id is not null`),
    check('reminder_pauses_kind_known', sql`kind in ('disputed', 'paused')`),
    check('reminder_pauses_of', sql`num_nulls(customer_id, invoice_id) = 1 and reason <> ''`),
  ],
)

export const remindersConstraints = {
  reminder_levels_level_unique: { code: 'payments.levelTaken', field: 'level' },
  reminder_pauses_customer: { code: 'payments.unknownCustomer', field: 'customerId' },
  reminder_pauses_invoice: { code: 'payments.unknownInvoice', field: 'invoiceId' },
}
