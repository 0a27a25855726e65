import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, bytes, instant, stamps } from '../../platform/db/columns.ts'
import { jobRuns } from '../long-work/tables.ts'
import type { Told } from './rules/check.ts'
import type { ImportOptions, Kind, Layout, Mapping } from './rules/kinds.ts'
import type { Counts, LineState } from './rules/states.ts'

/** A row of another table that an import changed, as it was before: undoing puts it back. */
export type Before = { table: 'issues'; id: string; row: Record<string, unknown> }

/** One file brought in: what it is, how it is read, what it made, and whether it was taken back. Source: M-14. */
export const imports = businessTable(
  'imports',
  {
    fileName: text().notNull(),
    byteCount: bigint({ mode: 'number' }).notNull().default(0),
    sha256: text(), // null: the file is not whole yet
    kind: text().$type<Kind>(), // null: not known yet
    layout: jsonb().$type<Layout>(), // how the bytes are read; null: not looked at yet
    headings: text().array().notNull().default(sql`'{}'`),
    samples: jsonb().$type<string[][]>().notNull().default([]), // the first lines, a list of cells each
    mapping: jsonb().$type<Mapping>().notNull().default({}), // field: the column it is read from, from 0
    options: jsonb().$type<ImportOptions>().notNull().default({}),
    lineCount: integer().notNull().default(0),
    counts: jsonb().$type<Counts>().notNull().default({}), // of its lines by state, when last read, brought in or taken back
    workId: uuid(), // the long work under way or done last; null: none yet, or taken back at once
    readAt: instant(), // every line was read and checked; null: not with this mapping
    importedAt: instant(), // its good lines were all brought in; null: not yet
    undoneAt: instant(), // everything it made was taken back; null: it was not
    befores: jsonb().$type<Before[]>().notNull().default([]),
    fileForgottenAt: instant(), // the file and the cells of its lines were deleted (law L-19); null: they are there
    ...stamps,
  },
  table => [
    belongsTo('imports_work', table, table.workId, () => jobRuns),
    index('imports_made').on(table.companyId, table.createdAt, table.id),
    check('imports_kind_known', sql`kind in ('parties', 'products', 'invoices', 'purchases', 'runs', 'shipments')`),
    check('imports_read_before_imported', sql`imported_at is null or read_at is not null`),
  ],
)

/** The file itself, in parts: in the database, so that every server and every backup has it. */
export const importParts = businessTable(
  'import_parts',
  {
    importId: uuid().notNull(),
    position: integer().notNull(), // from 0
    bytesBefore: bigint({ mode: 'number' }).notNull().default(0), // bytes before it
    content: bytes().notNull(),
  },
  table => [
    belongsTo('import_parts_import', table, table.importId, () => imports),
    unique('import_parts_position_unique').on(table.companyId, table.importId, table.position),
  ],
)

/** One line of the file: what it says, what is wrong with it, and the record it became. */
export const importLines = businessTable(
  'import_lines',
  {
    importId: uuid().notNull(),
    line: integer().notNull(), // of the file, from 1, the headings included
    state: text().$type<LineState>().notNull(),
    cells: text().array(), // as they stand in the file; null: forgotten
    data: jsonb(), // what they say, by field; null: forgotten or not read
    told: jsonb().$type<Told[]>().notNull().default([]), // why it is refused, and what is worth a look
    codes: text().array().notNull().default(sql`'{}'`), // of what is told
    key: text(), // what its record is known by: its number or code; null: nothing
    fingerprint: text(), // of its cells, so that the same line is known in another file
    recordId: uuid(), // what it made; null: nothing
  },
  table => [
    belongsTo('import_lines_import', table, table.importId, () => imports),
    unique('import_lines_line_unique').on(table.companyId, table.importId, table.line),
    index('import_lines_state').on(table.companyId, table.importId, table.state, table.line),
    index('import_lines_fingerprint').on(table.companyId, table.fingerprint).where(sql`state = 'made'`),
    check('import_lines_state_known', sql`state in ('good', 'known', 'refused', 'made')`),
  ],
)

/** Every record an import made: what undoing it takes back. */
export const importRecords = businessTable(
  'import_records',
  {
    importId: uuid().notNull(),
    record: text().notNull(), // the name of its table
    recordId: uuid().notNull(),
    line: integer().notNull(),
    key: text(), // whom a line names without a number, so that the next line that does finds the same contact; null: no contact
  },
  table => [
    belongsTo('import_records_import', table, table.importId, () => imports),
    unique('import_records_record_unique').on(table.companyId, table.record, table.recordId),
    index('import_records_import_id').on(table.companyId, table.importId, table.record, table.id),
    index('import_records_key').on(table.companyId, table.importId, table.key).where(sql`key is not null`),
  ],
)

export const importsConstraints = {
  import_parts_position_unique: { code: 'imports.partTwice', field: 'position' },
}
