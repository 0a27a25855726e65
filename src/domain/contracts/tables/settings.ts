import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  belongsTo,
  businessTable,
  companyPolicy,
  day,
  deletedOnlyWhere,
  instant,
  stamps,
} from '../../../platform/db/columns.ts'
import { messages } from '../../messaging/tables.ts'
import { parties } from '../../parties/tables.ts'
import type { TermStateNames } from '../rules/term-state.ts'
import { contracts } from '../tables.ts'

/** How a company runs its contracts. */
export const contractSettings = pgTable(
  'contract_settings',
  {
    companyId: uuid().primaryKey(),
    termStates: jsonb().$type<TermStateNames>().notNull().default({}), // its own words for the states of terms, by key; the others have ours. Source: X-68
    noticeDays: integer().notNull().default(60), // before the limit, a consumer is told of a tacit renewal. Source: L-10
    automatic: boolean().notNull().default(false), // notices of renewal leave by themselves; else by hand
    ranAt: instant(), // when contracts last did by themselves what they do at night; null: never yet
  },
  () => [companyPolicy(), check('contract_settings_notice', sql`notice_days between 31 and 92`)],
)

/** Somebody was told something of a contract: that it renews by itself, that it may be renewed, that it ends, that its price changes. */
export const contractNotices = businessTable(
  'contract_notices',
  {
    contractId: uuid().notNull(),
    kind: text({ enum: ['tacit', 'proposal', 'alert', 'price'] }).notNull(),
    aboutOn: day().notNull(), // the end, or the day of the new price, that it is about
    contactId: uuid(), // who was written to; null: the owner, inside the company
    noticedOn: day().notNull(),
    channel: text({ enum: ['mail', 'letter', 'screen'] }).notNull(),
    sentTo: text().notNull().default(''), // mail address then; empty: a letter or a screen
    messageId: uuid(), // in the outbox; null: not by mail
    cancelledOn: day(), // it never left; null: it did
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`false`), // what was sent is proof of it
    belongsTo('contract_notices_contract', table, table.contractId, () => contracts),
    belongsTo('contract_notices_contact', table, table.contactId, () => parties),
    belongsTo('contract_notices_message', table, table.messageId, () => messages),
    uniqueIndex('contract_notices_once')
      .on(table.companyId, table.contractId, table.kind, table.aboutOn)
      .where(sql`cancelled_on is null`),
    index('contract_notices_noticed_on').on(table.companyId, table.noticedOn, table.id),
    index('contract_notices_message_id').on(table.companyId, table.messageId).where(sql`message_id is not null`),
    check(
      'contract_notices_known',
      sql`kind in ('tacit', 'proposal', 'alert', 'price') and channel in ('mail', 'letter', 'screen')`,
    ),
  ],
)

export const contractSettingsConstraints = {
  contract_notices_once: { code: 'contracts.alreadyNoticed' },
}
