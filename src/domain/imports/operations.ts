import { and, eq, isNull, sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { startWork, type WorkKind } from '../long-work/actions.ts'
import { jobRuns } from '../long-work/tables.ts'
import { countLines } from './actions/bring-in.ts'
import { addPart, beginImport, lookAtFile, readAgainAs } from './actions/file.ts'
import { recordCount, refuseUndo, undoImport, undoPreview } from './actions/undo.ts'
import { importsContract } from './contract.ts'
import { bringInWork, readWork, undoWork } from './jobs.ts'
import { importsLabels } from './labels.ts'
import { cardOf, foundImport, importList, lineList } from './queries/imports.ts'
import { missingFields } from './rules/headings.ts'
import { fieldsOf, type ImportOptions } from './rules/kinds.ts'
import { imports } from './tables.ts'

/** Taking back more records than this takes over a second: it goes on as work in progress. */
export const UNDONE_AT_ONCE = 1000

export const importsOperations = {
  list: operation(importsContract.list, (ctx, query) => importList.page(ctx, query)),
  count: operation(importsContract.count, (ctx, query) => importList.count(ctx, query)),
  lines: operation(importsContract.lines, (ctx, query) => lineList.page(ctx, query)),
  linesCount: operation(importsContract.linesCount, (ctx, query) => lineList.count(ctx, query)),
  get: operation(importsContract.get, (ctx, { id }) => cardOf(ctx, id)),
  begin: operation(importsContract.begin, async (ctx, { fileName, kind }) => ({
    id: await beginImport(ctx, fileName, kind),
  })),
  addPart: operation(importsContract.addPart, async (ctx, { id, position, content }) => {
    await addPart(ctx, id, position, Buffer.from(content, 'base64'))
    return { id }
  }),
  look: operation(importsContract.look, async (ctx, { id }) => {
    await lookAtFile(ctx, id)
    return cardOf(ctx, id)
  }),
  change: operation(importsContract.change, async (ctx, { id, kind, layout, mapping, options }) => {
    const before = await changeable(ctx, id)
    await forgetLines(ctx, id)
    const otherKind = kind !== undefined && kind !== before.kind
    if (layout || otherKind) await readAgainAs(ctx, id, layout ?? before.layout!, kind ?? before.kind ?? undefined)
    const changed = await lockedRecord(ctx, imports, id)
    if (mapping) refuseUnknown(mapping, changed)
    await changeRecord(ctx, imports, id, {
      mapping: mapping ?? changed.mapping,
      options: { ...changed.options, ...said(options ?? {}) },
      readAt: null,
    })
    return cardOf(ctx, id)
  }),
  read: operation(importsContract.read, async (ctx, { id }) => {
    const { kind, mapping } = await changeable(ctx, id)
    if (!kind) refuse('imports.kindAsked', { field: 'kind' })
    if (missingFields(kind, mapping).length > 0) refuse('imports.columnsMissing', { field: 'mapping' })
    await forgetLines(ctx, id)
    return { workId: await started(ctx, id, readWork, { importId: id }) }
  }),
  bringIn: operation(importsContract.bringIn, async (ctx, { id }) => {
    const { readAt, fileForgottenAt } = await idle(ctx, id)
    if (fileForgottenAt) refuse('imports.fileForgotten')
    if (!readAt) refuse('imports.notRead')
    await countLines(ctx, id)
    const { counts } = await lockedRecord(ctx, imports, id)
    if (!counts.good) refuse('imports.nothingGood')
    await changeRecord(ctx, imports, id, { importedAt: null, undoneAt: null })
    return { workId: await started(ctx, id, bringInWork, { importId: id }, counts.good) }
  }),
  undoPreview: operation(importsContract.undoPreview, (ctx, { id }) => undoPreview(ctx, id)),
  undo: operation(importsContract.undo, async (ctx, { id, force }) => {
    await idle(ctx, id)
    await refuseUndo(ctx, id, force)
    const count = await recordCount(ctx, id)
    if (count > UNDONE_AT_ONCE) await started(ctx, id, undoWork, { importId: id, force, count }, count)
    else {
      await undoImport(ctx, id, force)
      await changeRecord(ctx, imports, id, { workId: null })
    }
    return cardOf(ctx, id)
  }),
  discard: operation(importsContract.discard, async (ctx, { id }) => {
    await idle(ctx, id)
    await refuseRecords(ctx, id)
    const { db, company } = ctx
    for (const table of ['import_lines', 'import_parts'])
      await db.execute(sql`delete from ${sql.identifier(table)} where company_id = ${company.id} and import_id = ${id}`)
    const { fileName } = await lockedRecord(ctx, imports, id)
    await db.delete(imports).where(and(eq(imports.companyId, company.id), eq(imports.id, id)))
    ctx.record({ record: 'imports', id, from: { fileName }, to: null })
    return { id }
  }),
}

const said = (given: { [Option in keyof ImportOptions]: boolean | undefined }) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as ImportOptions

async function started<Input extends Record<string, unknown>>(
  ctx: Ctx,
  id: string,
  kind: WorkKind<Input>,
  input: Input,
  total?: number,
): Promise<string> {
  const { fileName } = await lockedRecord(ctx, imports, id)
  const label = `${importsLabels[ctx.language].works[kind.kind as 'imports.read']} ${fileName}`
  const workId = await startWork(ctx, kind, { label, input, key: id, ...(total ? { total } : {}) })
  await changeRecord(ctx, imports, id, { workId })
  return workId
}

/** The import, while no work on it is under way; asked before the lock too, which taking back holds to its end. */
async function idle(ctx: Ctx, id: string) {
  await refuseUnderWay(ctx, await foundImport(ctx, id))
  const found = await lockedRecord(ctx, imports, id)
  await refuseUnderWay(ctx, found)
  return found
}

async function refuseUnderWay({ db, company }: Ctx, { workId }: { workId: string | null }) {
  if (!workId) return
  const [open] = await db
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(and(eq(jobRuns.companyId, company.id), eq(jobRuns.id, workId), isNull(jobRuns.endedAt)))
  if (open) refuse('imports.underWay')
}

/** The import, while how it is read can still be changed. */
async function changeable(ctx: Ctx, id: string) {
  const found = await idle(ctx, id)
  if (found.fileForgottenAt) refuse('imports.fileForgotten')
  await refuseRecords(ctx, id)
  return found
}

async function refuseRecords({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute(sql`
    select from import_records where company_id = ${company.id} and import_id = ${id} limit 1`)
  if (rows.length > 0) refuse('imports.hasRecords')
}

async function forgetLines({ db, company }: Ctx, id: string) {
  await db.execute(sql`delete from import_lines where company_id = ${company.id} and import_id = ${id}`)
  await db.execute(sql`
    update imports set line_count = 0, counts = '{}', read_at = null, imported_at = null, undone_at = null
    where company_id = ${company.id} and id = ${id}`)
}

function refuseUnknown(mapping: Record<string, number>, { kind, headings }: typeof imports.$inferSelect) {
  for (const [field, column] of Object.entries(mapping))
    if (!kind || !(field in fieldsOf(kind)) || column >= headings.length)
      refuse('imports.columnUnknown', { field: 'mapping', values: { field } })
}
