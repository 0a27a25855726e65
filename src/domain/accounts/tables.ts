import { sql } from 'drizzle-orm'
import { bigint, check, index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { businessTable, companyPolicy, instant } from '../../platform/db/columns.ts'

// Shared tables: companies and who works in them. They hold no row of a company's business.

export const companies = pgTable('companies', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique('companies_slug_unique'),
  name: text().notNull(),
  timeZone: text().notNull().default('Europe/Paris'),
  createdAt: instant().notNull().defaultNow(),
})

export const memberships = pgTable(
  'memberships',
  {
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    userId: text().notNull(),
    role: text().notNull(),
    initials: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.userId] }),
    unique('memberships_initials_unique').on(table.companyId, table.initials),
    index('memberships_user').on(table.userId),
    check('memberships_role_known', sql`role in ('administrator', 'manager', 'operator', 'accountant', 'reader')`),
  ],
)

// Tables of a company.

/** Who changed what, when, from what to what; the application may add entries, never change or remove one. */
export const auditEntries = businessTable(
  'audit_entries',
  {
    at: instant().notNull().defaultNow(),
    userId: text().notNull(),
    initials: text().notNull(),
    via: text().notNull(),
    operation: text().notNull(),
    record: text().notNull(),
    recordId: uuid().notNull(),
    from: jsonb(), // null: the record was created
    to: jsonb(), // null: the record was deleted
  },
  table => [
    index('audit_entries_record').on(table.companyId, table.recordId, table.id),
    index('audit_entries_at').on(table.companyId, table.at, table.id),
  ],
)

/** The next number of each kind of record that people call by number. */
export const numberSeries = pgTable(
  'number_series',
  { companyId: uuid().notNull(), kind: text().notNull(), next: bigint({ mode: 'number' }).notNull() },
  table => [primaryKey({ columns: [table.companyId, table.kind] }), companyPolicy()],
)

/** Answers already given under an Idempotency-Key, so that a repeated request writes nothing twice. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    companyId: uuid().notNull(),
    key: text().notNull(),
    request: text().notNull(), // SHA-256 of operation, user and input
    answer: jsonb(),
    createdAt: instant().notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.companyId, table.key] }), companyPolicy(), index('idempotency_keys_created').on(table.companyId, table.createdAt)],
)

export const accountsConstraints = {
  companies_slug_unique: { code: 'accounts.slugTaken', field: 'slug' },
  memberships_initials_unique: { code: 'accounts.initialsTaken', field: 'initials' },
}
