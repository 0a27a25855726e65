import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, bytes, instant, stamps } from '../../../platform/db/columns.ts'
import type { IncomingProtocol } from '../../../platform/mail/incoming.ts'
import type { Security } from '../../../platform/mail/transport.ts'
import { messages } from '../../messaging/tables.ts'
import { orders } from '../../orders/tables.ts'
import type { CollectedState, ExchangeKind } from '../rules/states.ts'
import { partners } from '../tables.ts'

/** A mailbox that orders are collected from; nothing in it is ever changed. Source: INT-28 to INT-30, INT-34. */
export const mailboxes = businessTable(
  'mailboxes',
  {
    protocol: text().$type<IncomingProtocol>().notNull(),
    host: text().notNull(),
    port: integer().notNull(),
    security: text().$type<Security>().notNull(),
    user: text().notNull(),
    sealedPassword: text().notNull(), // of the user; with OAuth of the client that was registered
    oauth: jsonb().$type<{ issuer: string; clientId: string; scope: string }>(), // null: the password opens it
    sealedRefreshToken: text(), // the access that its user gave; null: none yet
    everyMinutes: integer(), // null: by hand only
    active: boolean().notNull().default(true),
    mailCount: integer().notNull().default(0), // that were read there
    lastKey: text(), // the last mail that was read, over IMAP; null: none yet
    collectedAt: instant(), // when all that stood there had last been read
    failure: jsonb().$type<{ reason: string; detail: string }>(), // of the last time; null: it went well
    failedSince: instant(),
    dueAt: instant(), // when it is collected next by itself; null: by hand only
    busyBy: uuid(), // the collection under way, one at a time; null: none
    busyUntil: instant(), // without a sign of life until then it is over
    ...stamps,
  },
  table => [
    unique('mailboxes_unique').on(table.companyId, table.protocol, table.host, table.port, table.user),
    check('mailboxes_known', sql`protocol in ('imap', 'pop3') and security in ('tls', 'starttls', 'none')`),
    check('mailboxes_numbers', sql`port between 1 and 65535 and every_minutes between 1 and 1440`),
    check('mailboxes_oauth', sql`oauth is not null or sealed_refresh_token is null`),
    check('mailboxes_failed', sql`(failure is null) = (failed_since is null)`),
    check('mailboxes_busy', sql`(busy_by is null) = (busy_until is null)`),
  ],
)

/** What constraints of mailboxes mean to a user. */
export const mailboxConstraints = {
  mailboxes_unique: { code: 'exchange.mailboxTwice', field: 'user' },
}

/** A mail that was read in a mailbox, once. Source: X-42. */
export const collectedMails = businessTable(
  'collected_mails',
  {
    mailboxId: uuid().notNull(),
    key: text().notNull(), // its UID or UIDL there
    messageId: text().notNull().default(''),
    from: text().notNull().default(''),
    subject: text().notNull().default(''),
    sentAt: instant(), // as it says; null: it does not
    byteCount: integer().notNull(),
    content: bytes(), // kept while something of it is in quarantine; null: it stands in the mailbox
    collectedAt: instant().notNull().defaultNow(),
  },
  table => [
    belongsTo('collected_mails_mailbox', table, table.mailboxId, () => mailboxes),
    unique('collected_mails_once').on(table.companyId, table.mailboxId, table.key),
    index('collected_mails_of_mailbox').on(table.companyId, table.mailboxId, table.collectedAt, table.id),
  ],
)

/** What a mail held, each by itself, and what became of it. */
export const collectedDocuments = businessTable(
  'collected_documents',
  {
    mailId: uuid().notNull(),
    position: integer().notNull(), // in its mail, from 1
    kind: text().$type<ExchangeKind>().notNull(),
    number: text().notNull().default(''), // as its sender calls it
    edition: integer(), // null: not signed
    partnerId: uuid(), // null: nobody known signed it
    state: text().$type<CollectedState>().notNull(),
    reason: text().notNull().default(''), // code of why it is in quarantine, or was refused
    values: jsonb().$type<Record<string, string>>().notNull().default({}),
    orderId: uuid(), // what it became, or speaks of
    answeredId: uuid().generatedAlwaysAs(sql`case when kind = 'reply' then ("values" ->> 'messageId')::uuid end`), // the message that a reply answers
    settledAt: instant(), // when somebody decided; null: nobody had to, or has yet
    ...stamps,
  },
  table => [
    belongsTo('collected_documents_mail', table, table.mailId, () => collectedMails),
    belongsTo('collected_documents_partner', table, table.partnerId, () => partners),
    belongsTo('collected_documents_order', table, table.orderId, () => orders),
    belongsTo('collected_documents_answered', table, table.answeredId, () => messages),
    unique('collected_documents_position_unique').on(table.companyId, table.mailId, table.position),
    // Each is written when its mail is noted, so that its own instant orders it as its mail's would.
    index('collected_documents_noted').on(table.companyId, table.createdAt, table.mailId, table.id),
    // Few among many: without these two, their lists would read what all others are.
    index('collected_documents_not_taken')
      .on(table.companyId, table.state, table.createdAt, table.mailId, table.id)
      .where(sql`state <> 'taken'`),
    index('collected_documents_of_kind').on(table.companyId, table.kind, table.createdAt, table.mailId, table.id),
    index('collected_documents_of_partner')
      .on(table.companyId, table.partnerId, table.createdAt, table.mailId, table.id)
      .where(sql`partner_id is not null`),
    index('collected_documents_answered_id').on(table.companyId, table.answeredId).where(sql`answered_id is not null`),
    index('collected_documents_order_id').on(table.companyId, table.orderId).where(sql`order_id is not null`),
    check(
      'collected_documents_kind_known',
      sql`kind in ('order', 'answer', 'despatch', 'catalogue', 'invitation', 'reply', 'none')`,
    ),
    check('collected_documents_state_known', sql`state in ('taken', 'repeated', 'quarantined', 'refused', 'ignored')`),
    check('collected_documents_reason', sql`state not in ('quarantined', 'refused') or reason <> ''`),
  ],
)
