import { bigint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, instant } from '../../platform/db/columns.ts'
import { dispatchRuns } from '../subscriptions/tables.ts'

/** The fingerprint of each file handed out, so that a file made again can be proven the same. */
export const mailingFiles = businessTable(
  'mailing_files',
  {
    runId: uuid().notNull(),
    format: text().notNull(), // 'csv' or 'txt'
    sha256: text().notNull(),
    byteCount: bigint({ mode: 'number' }).notNull(),
    madeAt: instant().notNull().defaultNow(),
    madeBy: text().notNull(),
  },
  table => [
    belongsTo('mailing_files_run', table, table.runId, () => dispatchRuns),
    unique('mailing_files_run_format_unique').on(table.companyId, table.runId, table.format),
  ],
)
