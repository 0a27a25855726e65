import type { InferSchemaOutput } from '@orpc/contract'
import { and, eq, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { importCard, importRow, lineRow } from '../contract.ts'
import { missingFields } from '../rules/headings.ts'
import { fieldsOf, type Kind } from '../rules/kinds.ts'
import { imports } from '../tables.ts'

type Row = InferSchemaOutput<typeof importRow>
type Line = InferSchemaOutput<typeof lineRow>

const from = sql`imports i left join job_runs w on w.company_id = i.company_id and w.id = i.work_id`
const state = sql`case when i.sha256 is null then 'uploading'
  when w.ended_at is null and w.id is not null then case w.kind when 'imports.read' then 'reading' when 'imports.undo' then 'undoing' else 'importing' end
  when i.undone_at is not null then 'undone' when i.imported_at is not null then 'imported'
  when exists (select from import_records r where r.company_id = i.company_id and r.import_id = i.id) then 'partial'
  when i.read_at is not null then 'ready' else 'mapping' end`
const count = (name: string) => sql`coalesce((i.counts->>${sql.raw(`'${name}'`)})::int, 0)`

export const importList = defineList<Row, Row, { kind?: Kind | undefined }>({
  from,
  columns: {
    id: sql`i.id`,
    fileName: sql`i.file_name`,
    kind: sql`i.kind`,
    state,
    lineCount: sql`i.line_count`,
    madeCount: count('made'),
    knownCount: count('known'),
    refusedCount: count('refused'),
    createdAt: sql`i.created_at`,
    createdBy: sql`i.created_by`,
  },
  id: sql`i.id`,
  sorts: { createdAt: sql`i.created_at` },
  defaultSort: '-createdAt',
  where: ({ company }, { kind }) => [sql`i.company_id = ${company.id}`, ...(kind ? [sql`i.kind = ${kind}`] : [])],
  search: (_ctx, typed) => [sql`strpos(lower(i.file_name), lower(${typed.trim()})) > 0`],
  row: found => found,
})

type LineFilters = { importId?: string | undefined; state?: string | undefined; code?: string | undefined }

export const lineList = defineList<Line, Line, LineFilters>({
  from: sql`import_lines l`,
  columns: {
    id: sql`l.id`,
    line: sql`l.line`,
    state: sql`l.state`,
    key: sql`l.key`,
    told: sql`l.told`,
    cells: sql`l.cells`,
    recordId: sql`l.record_id`,
  },
  id: sql`l.id`,
  sorts: { line: sql`l.line` },
  defaultSort: 'line',
  where: ({ company }, { importId, state, code }) => [
    sql`l.company_id = ${company.id}`,
    ...(importId ? [sql`l.import_id = ${importId}`] : []),
    ...(state ? [sql`l.state = ${state}`] : []),
    ...(code ? [sql`${code} = any(l.codes)`] : []),
  ],
  search: (_ctx, typed) => [sql`l.key = ${typed.trim()}`],
  row: found => found,
})

/** One import as it stands: it is locked as long as it is taken back, and looked at meanwhile. */
export async function foundImport({ db, company }: Ctx, id: string) {
  const [found] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.companyId, company.id), eq(imports.id, id)))
  return found ?? refuse('NOT_FOUND', { status: 404 })
}

/** Everything the screen of one import shows. */
export async function cardOf(ctx: Ctx, id: string): Promise<InferSchemaOutput<typeof importCard>> {
  const { db, company } = ctx
  const found = await foundImport(ctx, id)
  const { rows } = await db.execute<{ state: Row['state']; same: string | null }>(sql`
    select ${state} as state, (select max(o.imported_at) from imports o where o.company_id = i.company_id and o.id <> i.id
      and o.sha256 = i.sha256 and o.imported_at is not null and o.undone_at is null) as same
    from ${from} where i.company_id = ${company.id} and i.id = ${id}`)
  const { fileName, byteCount, kind, layout, headings, samples, mapping, options, counts, lineCount, workId } = found
  const { readAt, importedAt, undoneAt, fileForgottenAt, createdAt, createdBy } = found
  return {
    ...{ id, fileName, byteCount, kind, layout, headings, samples, mapping, options, counts, lineCount, workId },
    ...{ readAt, importedAt, undoneAt, fileForgottenAt, createdAt, createdBy },
    state: rows[0]!.state,
    sameFileAs: rows[0]!.same,
    missing: kind ? missingFields(kind, mapping) : [],
    told: readAt ? await toldOf(ctx, id) : [],
    sums: kind && readAt ? await sumsOf(ctx, id, kind) : {},
  }
}

/** How often each thing is told, what refuses first. */
async function toldOf({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<{ code: string; refuses: boolean; count: number }>(sql`
    select t->>'code' as code, bool_or(coalesce((t->>'refuses')::boolean, false)) as refuses, count(*)::int as count
    from import_lines l, jsonb_array_elements(l.told) t where l.company_id = ${company.id} and l.import_id = ${id}
    group by 1 order by 2 desc, 3 desc, 1`)
  return rows
}

async function sumsOf({ db, company }: Ctx, id: string, kind: Kind): Promise<Record<string, number>> {
  const amounts = Object.entries(fieldsOf(kind)).flatMap(([field, type]) => (type === 'amount' ? [field] : []))
  if (amounts.length === 0) return {}
  const { rows } = await db.execute<Record<string, number | null>>(sql`
    select ${sql.join(
      amounts.map(field => sql`sum((data->>${sql.raw(`'${field}'`)})::bigint)::bigint as ${sql.identifier(field)}`),
      sql`, `,
    )} from import_lines where company_id = ${company.id} and import_id = ${id} and state in ('good', 'made')`)
  return Object.fromEntries(Object.entries(rows[0]!).flatMap(([field, sum]) => (sum === null ? [] : [[field, sum]])))
}
