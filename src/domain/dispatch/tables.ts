import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, deletedOnlyWhere, instant, stamps } from '../../platform/db/columns.ts'
import { messages } from '../messaging/tables.ts'
import { parties } from '../parties/tables.ts'
import { dispatchRuns } from '../subscriptions/tables.ts'
import type { FrozenLayout, Loss } from './rules/file-facts.ts'
import type { Layout } from './rules/layout.ts'

/** How a mailing house wants its file. Source: X-28, CIR-25. */
export const mailingProfiles = businessTable(
  'mailing_profiles',
  {
    name: text().notNull(),
    mailingHouseId: uuid(), // null: for whoever posts the copies
    isDefault: boolean().notNull().default(false), // the one proposed for the runs of its mailing house
    layout: jsonb().$type<Layout>().notNull(),
    archivedOn: day(), // null: in use
    ...stamps,
  },
  table => [
    belongsTo('mailing_profiles_house', table, table.mailingHouseId, () => parties),
    unique('mailing_profiles_name_unique').on(table.companyId, table.name),
    uniqueIndex('mailing_profiles_one_default')
      .on(table.companyId, sql`coalesce(mailing_house_id, '00000000-0000-0000-0000-000000000000')`)
      .where(sql`is_default and archived_on is null`),
    check('mailing_profiles_named', sql`name <> ''`),
  ],
)

/** The fingerprint of each file handed out, so that a file made again can be proven the same. */
export const mailingFiles = businessTable(
  'mailing_files',
  {
    runId: uuid().notNull(),
    profileId: uuid(), // the mailing house's own layout; null: the plain file
    part: text().notNull().default(''), // of a file cut in several: what this one holds
    addressedAs: text().notNull().default('run'), // 'run': the addresses of the run, always the same; 'today'
    profileRevision: integer().notNull().default(0), // which state of the profile it follows; 0: the plain file
    layout: jsonb().$type<FrozenLayout | Record<string, never>>().notNull().default({}), // the profile as it was, so that the file can be made again after it changed
    format: text({ enum: ['csv', 'txt', 'xlsx', 'fixed'] }).notNull(),
    sha256: text().notNull(),
    byteCount: bigint({ mode: 'number' }).notNull(),
    lineCount: integer(), // null: made before lines were counted
    copyCount: integer(),
    losses: jsonb().$type<Loss[]>().notNull().default([]), // what could not be written as it is, and how often
    madeAt: instant().notNull().defaultNow(),
    madeBy: text().notNull(),
  },
  table => [
    deletedOnlyWhere(
      sql`run_id in (select id from dispatch_runs where handed_over_at is null or source like 'import:%')`,
    ),
    belongsTo('mailing_files_run', table, table.runId, () => dispatchRuns),
    belongsTo('mailing_files_profile', table, table.profileId, () => mailingProfiles),
    uniqueIndex('mailing_files_made_once')
      .on(
        table.companyId,
        table.runId,
        table.format,
        sql`coalesce(profile_id, '00000000-0000-0000-0000-000000000000')`,
        table.profileRevision,
        table.part,
      )
      .where(sql`addressed_as = 'run'`),
    check(
      'mailing_files_format_known',
      sql`format in ('csv', 'txt', 'xlsx', 'fixed') and addressed_as in ('run', 'today')`,
    ),
  ],
)

/** Files of a run sent to the mailing house by mail, and what it says it received. Source: CIR-25, M-11. */
export const mailingSendings = businessTable(
  'mailing_sendings',
  {
    runId: uuid().notNull(),
    messageId: uuid().notNull(), // of the outbox, which says whether it left
    to: text().notNull(),
    fileIds: uuid().array().notNull(),
    lineCount: integer().notNull(),
    copyCount: integer().notNull(),
    sentBy: text().notNull(),
    askedAt: instant().notNull().defaultNow(),
    receivedCount: integer(), // lines the mailing house says it received; null: it has not answered
    receivedOn: day(),
    receivedBy: text(),
  },
  table => [
    foreignKey({
      name: 'mailing_sendings_run',
      columns: [table.companyId, table.runId],
      foreignColumns: [dispatchRuns.companyId, dispatchRuns.id],
    }).onDelete('cascade'),
    belongsTo('mailing_sendings_message', table, table.messageId, () => messages),
    index('mailing_sendings_run_id').on(table.companyId, table.runId, table.id),
    check('mailing_sendings_counts', sql`received_count >= 0 and (received_count is null) = (received_on is null)`),
  ],
)

export const dispatchConstraints = {
  mailing_profiles_name_unique: { code: 'dispatch.profileNameTaken', field: 'name' },
  mailing_profiles_one_default: { code: 'dispatch.anotherDefault', field: 'isDefault' },
  mailing_profiles_house: { code: 'dispatch.houseUnknown', field: 'mailingHouseId' },
}
