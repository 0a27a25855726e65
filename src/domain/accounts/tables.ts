import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { businessTable, companyPolicy, instant } from '../../platform/db/columns.ts'

// Shared tables: companies and who works in them. They hold no row of a company's business and have no row-level
// security, so that each query on them names the company or the user.

export const companies = pgTable('companies', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique('companies_slug_unique'),
  name: text().notNull(),
  timeZone: text().notNull().default('Europe/Paris'),
  createdAt: instant().notNull().defaultNow(),
})

/** As better-auth reads and writes them: with a Date. */
const moment = () => timestamp({ withTimezone: true })

export const users = pgTable(
  'users',
  {
    id: text().primaryKey(), // UUIDv7
    name: text().notNull(),
    email: text().notNull().unique('users_email_unique'),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  () => [check('users_email_lower', sql`email = lower(email)`)],
)

const userId = () =>
  text()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique('sessions_token_unique'),
    userId: userId(),
    expiresAt: moment().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  table => [index('sessions_user').on(table.userId)],
)

/** How a user signs in: by password, the provider `credential`; the other columns are better-auth's. */
export const signIns = pgTable(
  'sign_ins',
  {
    id: text().primaryKey(),
    userId: userId(),
    providerId: text().notNull(),
    accountId: text().notNull(),
    password: text(), // scrypt
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: moment(),
    refreshTokenExpiresAt: moment(),
    scope: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  table => [unique('sign_ins_provider').on(table.userId, table.providerId)],
)

/** One-time links to set a password. */
export const verifications = pgTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment().notNull(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  table => [index('verifications_identifier').on(table.identifier)],
)

/** Attempts to sign in, counted by address and by account for all processes together. */
export const attempts = pgTable('attempts', {
  key: text().primaryKey(),
  count: integer().notNull(),
  since: instant().notNull(),
})

export const memberships = pgTable(
  'memberships',
  {
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    userId: text()
      .notNull()
      .references(() => users.id),
    role: text().notNull(),
    initials: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  table => [
    primaryKey({ name: 'memberships_pkey', columns: [table.companyId, table.userId] }),
    unique('memberships_initials_unique').on(table.companyId, table.initials),
    index('memberships_user').on(table.userId),
    check('memberships_role_known', sql`role in ('administrator', 'manager', 'operator', 'accountant', 'reader')`),
  ],
)

/** Keys for programs: shared, because the gate finds the company by the key. */
export const apiKeys = pgTable(
  'api_keys',
  {
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    id: uuid().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    start: text().notNull(), // its first characters, to recognise it
    hash: text().notNull().unique('api_keys_hash_unique'), // SHA-256
    rights: text().array().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(), // null: in force until it expires
    lastUsedAt: instant(), // null: never; to the hour
    createdAt: instant().notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  table => [primaryKey({ columns: [table.companyId, table.id] }), index('api_keys_user').on(table.userId)],
)

/** The same as `idempotency_keys`, for what a user asks outside any company. */
export const userIdempotencyKeys = pgTable(
  'user_idempotency_keys',
  {
    userId: text().notNull(), // the command line's user is none of `users`
    key: text().notNull(),
    request: text().notNull(), // SHA-256 of operation, user and input
    answer: jsonb(),
    createdAt: instant().notNull().defaultNow(),
  },
  table => [
    primaryKey({ columns: [table.userId, table.key] }),
    index('user_idempotency_keys_created').on(table.createdAt),
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
  table => [
    primaryKey({ columns: [table.companyId, table.key] }),
    companyPolicy(),
    index('idempotency_keys_created').on(table.companyId, table.createdAt),
  ],
)

export const accountsConstraints = {
  companies_slug_unique: { code: 'accounts.slugTaken', field: 'slug' },
  memberships_pkey: { code: 'accounts.alreadyMember', field: 'email' },
  memberships_initials_unique: { code: 'accounts.initialsTaken', field: 'initials' },
  users_email_unique: { code: 'accounts.emailTaken', field: 'email' },
}
