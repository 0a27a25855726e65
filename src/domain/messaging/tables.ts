import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { businessTable, companyPolicy, instant, stamps } from '../../platform/db/columns.ts'
import type { Security } from '../../platform/mail/transport.ts'
import { memberships } from '../accounts/tables.ts'
import type { MessageFailure, MessageState } from './rules.ts'

/** How a company sends its mail; without a row, its messages are written to a folder. */
export const mailSettings = pgTable(
  'mail_settings',
  {
    companyId: uuid().notNull(),
    host: text(), // null: no server yet, messages are written to a folder
    port: integer().notNull().default(587),
    security: text().$type<Security>().notNull().default('starttls'),
    user: text(), // null: the server asks for no authentication
    sealedPassword: text(), // AES-256-GCM under the application's secret; null: none
    fromName: text().notNull(),
    fromAddress: text().notNull(),
    replyTo: text(), // null: answers go to the sender
    ...stamps,
  },
  table => [
    primaryKey({ name: 'mail_settings_pkey', columns: [table.companyId] }),
    companyPolicy(),
    check('mail_settings_security_known', sql`security in ('tls', 'starttls', 'none')`),
    check('mail_settings_port', sql`port between 1 and 65535`),
    check('mail_settings_password_has_user', sql`sealed_password is null or "user" is not null`),
  ],
)

/** How a user sends what bears their name under their own address. Source: INT-21, X-41. */
export const sendingAccounts = businessTable(
  'sending_accounts',
  {
    userId: text().notNull(),
    host: text().notNull(),
    port: integer().notNull(),
    security: text().$type<Security>().notNull(),
    user: text(), // null: the server asks for no authentication
    sealedPassword: text(), // null: none
    fromName: text().notNull(),
    fromAddress: text().notNull(),
    ...stamps,
  },
  table => [
    unique('sending_accounts_user').on(table.companyId, table.userId),
    foreignKey({
      name: 'sending_accounts_member',
      columns: [table.companyId, table.userId],
      foreignColumns: [memberships.companyId, memberships.userId],
    }).onDelete('cascade'),
    check('sending_accounts_security_known', sql`security in ('tls', 'starttls', 'none')`),
    check('sending_accounts_port', sql`port between 1 and 65535`),
    check('sending_accounts_password_has_user', sql`sealed_password is null or "user" is not null`),
  ],
)

/** A file that is made again when the message is sent, and must then be the one it was: kept as what to make. */
export type MadeAttachment = { kind: string; input: Record<string, unknown>; sha256: string; byteCount: number }
export type StoredAttachment =
  | { name: string; mediaType: string; content: string } // content: base64
  | { name: string; mediaType: string; made: MadeAttachment }

/** The outbox: each message to one address, from the moment a slice wrote it until it is sent or given up. */
export const messages = businessTable(
  'messages',
  {
    purpose: text().notNull(), // why it is sent: `invoicing.invoice`, `subscriptions.renewalNotice`
    onceKey: text(), // the document it is about; never twice for one document and purpose. null: as often as asked
    record: text(), // the table of the record it is about; null: none
    recordId: uuid(),
    to: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text(),
    replyTo: text(), // null: as the company's mail settings say
    sentAs: text(), // the user through whose own account it leaves; null: through the company's server
    attachments: jsonb().$type<StoredAttachment[]>().notNull().default([]),
    messageId: text().notNull(), // the same at each attempt
    state: text().$type<MessageState>().notNull().default('queued'),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull().defaultNow(),
    claimedAt: instant(), // since when an attempt is under way; null: none is
    failure: jsonb().$type<MessageFailure>(), // of the last attempt; null: none yet, or sent
    queuedAt: instant().notNull().defaultNow(),
    queuedBy: text().notNull(),
    sentAt: instant(), // null: not sent
    givenUpAt: instant(), // null: sent, or still to be tried
  },
  table => [
    unique('messages_once').on(table.companyId, table.purpose, table.onceKey),
    index('messages_due').on(table.companyId, table.nextAttemptAt).where(sql`state = 'queued'`),
    index('messages_failed').on(table.companyId, table.givenUpAt).where(sql`state = 'failed'`),
    index('messages_queued').on(table.companyId, table.queuedAt, table.id),
    index('messages_record').on(table.companyId, table.recordId),
    check('messages_state_known', sql`state in ('queued', 'sent', 'failed', 'withdrawn')`),
    check('messages_sent', sql`(state = 'sent') = (sent_at is not null)`),
    check('messages_given_up', sql`(state = 'failed') = (given_up_at is not null)`),
  ],
)

export const messagingConstraints = {
  messages_once: { code: 'messaging.alreadyQueued' },
  mail_settings_password_has_user: { code: 'messaging.passwordWithoutUser', field: 'user' },
  sending_accounts_password_has_user: { code: 'messaging.passwordWithoutUser', field: 'user' },
}
