import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { businessTable, day, instant } from '../../platform/db/columns.ts'
import type { Finding } from './rules/findings.ts'

/**
 * What the law wants to stay as it was, in the order it happened, each entry sealed with the one before: issue, payment
 * and every correction. Written once. Source: CGI art. 286 I 3° bis (L-1).
 */
export const journalEntries = businessTable(
  'journal_entries',
  {
    sequence: bigint({ mode: 'number' }).notNull(), // from 1, without gap
    kind: text().notNull(), // what happened: `invoice`, `credit-note`, `payment`, `allocation`, `duplicate`…
    recordId: uuid().notNull(),
    on: day().notNull(), // the day the record bears
    sealedOn: day().notNull(), // the day of the company it was sealed on: never one that is closed, never before the entry before
    at: instant().notNull(), // when it was sealed, to the millisecond
    by: text().notNull(), // initials
    facts: text().notNull(), // JSON, byte for byte as it was sealed
    grossCents: bigint({ mode: 'number' }).notNull(), // what it adds to the totals of its kind
    hash: text().notNull(), // SHA-256 in hex of what rules/canonical.ts writes of the hash before and every column
  },
  table => [
    unique('journal_entries_sequence').on(table.companyId, table.sequence),
    index('journal_entries_record').on(table.companyId, table.recordId, table.sequence),
    index('journal_entries_on').on(table.companyId, table.on, table.sequence),
    index('journal_entries_sealed_on').on(table.companyId, table.sealedOn, table.sequence),
    check('journal_entries_sequence_positive', sql`sequence > 0 and hash ~ '^[0-9a-f]{64}$'`),
  ],
)

/** A day, month or fiscal year closed, with its totals and those since the beginning, signed. Source: L-1. */
export const journalClosings = businessTable(
  'journal_closings',
  {
    period: text({ enum: ['day', 'month', 'year'] }).notNull(),
    startsOn: day().notNull(),
    endsOn: day().notNull(),
    lastSequence: bigint({ mode: 'number' }).notNull(), // of the entries closed; 0: none yet
    lastHash: text().notNull(),
    facts: text().notNull(), // JSON: totals of the period and since the beginning, byte for byte as signed
    signature: text().notNull(), // Ed25519 over the facts, base64url
    keyId: text().notNull(), // which key signed
    closedAt: instant().notNull(),
  },
  table => [
    unique('journal_closings_period').on(table.companyId, table.period, table.startsOn),
    check('journal_closings_period_known', sql`period in ('day', 'month', 'year') and ends_on >= starts_on`),
  ],
)

/** The keys closings are signed with; the newest that opens signs. Each was sealed as an entry of its own. */
export const journalKeys = businessTable(
  'journal_keys',
  {
    keyId: text().notNull(), // the first 16 hex digits of the SHA-256 of the public key
    publicKey: text().notNull(), // Ed25519, SubjectPublicKeyInfo in base64
    sealedPrivateKey: text().notNull(), // under the application's secret
    createdAt: instant().notNull(),
  },
  table => [unique('journal_keys_key_id').on(table.companyId, table.keyId)],
)

/** Each verification of the journal and what it found, kept to show when it was last looked at. */
export const journalChecks = businessTable(
  'journal_checks',
  {
    checkedAt: instant().notNull().defaultNow(),
    checkedBy: text().notNull(), // initials
    entryCount: bigint({ mode: 'number' }).notNull(),
    closingCount: integer().notNull(),
    findingCount: integer().notNull(),
    findings: jsonb().$type<Finding[]>().notNull(), // the first ones
  },
  table => [index('journal_checks_at').on(table.companyId, table.checkedAt)],
)
