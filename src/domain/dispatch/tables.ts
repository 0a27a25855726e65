import { sql } from 'drizzle-orm'
import { bigint, check, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, deletedOnlyWhere, instant } from '../../platform/db/columns.ts'
import { dispatchRuns } from '../subscriptions/tables.ts'

/** The fingerprint of each file handed out, so that a file made again can be proven the same. */
export const mailingFiles = businessTable(
  'mailing_files',
  {
    runId: uuid().notNull(),
    profileId: uuid(), // the mailing house's own layout; null: the plain file
    part: text().notNull().default(''), // of a file cut in several: what this one holds
    addressedAs: text().notNull().default('run'), // 'run': the addresses of the run, always the same; 'today'
    layout: jsonb().notNull().default({}), // the profile as it was, so that the file can be made again after it changed
    format: text({ enum: ['csv', 'txt', 'xlsx', 'fixed'] }).notNull(),
    sha256: text().notNull(),
    byteCount: bigint({ mode: 'number' }).notNull(),
    madeAt: instant().notNull().defaultNow(),
    madeBy: text().notNull(),
  },
  table => [
    deletedOnlyWhere(
      sql`run_id in (select id from dispatch_runs where handed_over_at is null or source like 'import:%')`,
    ),
    belongsTo('mailing_files_run', table, table.runId, () => dispatchRuns),
    uniqueIndex('mailing_files_made_once')
      .on(
        table.companyId,
        table.runId,
        table.format,
        sql`coalesce(profile_id, '00000000-0000-0000-0000-000000000000')`,
        table.part,
      )
      .where(sql`addressed_as = 'run'`),
    check(
      'mailing_files_format_known',
      sql`format in ('csv', 'txt', 'xlsx', 'fixed') and addressed_as in ('run', 'today')`,
    ),
  ],
)
