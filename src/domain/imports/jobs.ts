import { ORPCError } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { lockedRecord } from '../../platform/db/records.ts'
import { FileFault } from '../../platform/files/read-zip.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { Refusal } from '../../platform/http/refusal.ts'
import type { Work, WorkKind } from '../long-work/actions.ts'
import { countLines, halves, type Line, makeLines, nextLines, refuseLines, type ToMake } from './actions/bring-in.ts'
import { storedBytes } from './actions/file.ts'
import { judgeTogether } from './actions/judge.ts'
import { judgePeople } from './actions/judge-people.ts'
import { judgedLine, keepLines, type Reading } from './actions/lines.ts'
import { undoImport } from './actions/undo.ts'
import { linesOf, type TableLine } from './formats/table.ts'
import { importsLabels } from './labels.ts'
import { factsOf } from './queries/facts.ts'
import { LINE_STATES } from './rules/states.ts'
import { imports } from './tables.ts'

export type ImportAsked = { importId: string }

const BATCH = 2000

/** The dry run: every line read, judged and kept; cut short, it goes on after the lines that are kept. */
export const readWork: WorkKind<ImportAsked> = {
  kind: 'imports.read',
  async run(work, { importId }) {
    const { reading, layout, byteCount, keptUpTo } = await work.step(ctx => toRead(ctx, importId), 0)
    const bytes = storedBytes(importId, byteCount, act => work.step(act, 0))
    let headings = true
    try {
      for await (const lines of linesOf(bytes, layout)) {
        const further = (headings ? lines.slice(1) : lines).filter(({ line }) => line > keptUpTo)
        headings &&= lines.length === 0
        for (let at = 0; at < further.length; at += BATCH) await keep(work, reading, further.slice(at, at + BATCH))
      }
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      throw new Refusal(`imports.${error.fault}`)
    }
    await judgeAll(work, reading)
    return { link: `imports/${importId}`, summary: await work.step(ctx => summaryOf(ctx, importId), 0) }
  },
}

async function toRead(ctx: Ctx, id: string) {
  const { kind, layout, mapping, options, byteCount } = await lockedRecord(ctx, imports, id)
  const { rows } = await ctx.db.execute<{ last: number }>(sql`
    select coalesce(max(line), 0) as last from import_lines where company_id = ${ctx.company.id} and import_id = ${id}`)
  const reading: Reading = { id, kind: kind!, mapping, options, facts: await factsOf(ctx) }
  return { reading, layout: layout!, byteCount, keptUpTo: rows[0]!.last }
}

const keep = (work: Work, reading: Reading, lines: readonly TableLine[]) =>
  work.step(
    ctx =>
      keepLines(
        ctx,
        reading.id,
        lines.map(line => judgedLine(reading, ctx.today, line)),
      ),
    lines.length,
  )

async function judgeAll(work: Work, reading: Reading) {
  await work.step(ctx => judgeTogether(ctx, reading), 0)
  if (['parties', 'invoices', 'purchases'].includes(reading.kind)) {
    let after: number | undefined = 0
    while (after !== undefined) {
      const from: number = after
      after = await work.step(ctx => judgePeople(ctx, reading, from), 0)
    }
  }
  await work.step(async ctx => {
    await countLines(ctx, reading.id)
    await ctx.db.execute(
      sql`update imports set read_at = now() where company_id = ${ctx.company.id} and id = ${reading.id}`,
    )
  }, 0)
}

/** Brings in the good lines, a batch a transaction; cut short, it goes on with those still good. */
export const bringInWork: WorkKind<ImportAsked> = {
  kind: 'imports.bring-in',
  async run(work, { importId }) {
    const toMake = await work.step(ctx => toBringIn(ctx, importId), 0)
    for (;;) {
      const lines = await work.step(ctx => nextLines(ctx, toMake), 0)
      if (lines.length === 0) break
      await bringIn(work, toMake, lines)
    }
    await work.step(ctx => finished(ctx, importId), 0)
    return { link: `imports/${importId}`, summary: await work.step(ctx => summaryOf(ctx, importId), 0) }
  },
}

async function toBringIn(ctx: Ctx, id: string): Promise<ToMake> {
  const { kind, options } = await lockedRecord(ctx, imports, id)
  return { id, kind: kind!, options }
}

async function bringIn(work: Work, toMake: ToMake, lines: readonly Line[]): Promise<void> {
  try {
    await work.step(ctx => makeLines(ctx, toMake, lines), lines.length)
  } catch (error) {
    if (work.signal.aborted || !isOfTheLines(error)) throw error
    const parts = halves(toMake.kind, lines)
    for (const part of parts) await bringIn(work, toMake, part)
    const reason = work.explain(error)
    if (parts.length === 0) await work.step(ctx => refuseLines(ctx, toMake.id, lines, reason), lines.length)
  }
}

/** A refusal, or what a constraint or a type of the database says of the data. */
function isOfTheLines(error: unknown): boolean {
  const { code } = ((error as Error)?.cause ?? error ?? {}) as { code?: unknown }
  return error instanceof Refusal || error instanceof ORPCError || (typeof code === 'string' && /^2[23]/.test(code))
}

export type UndoAsked = ImportAsked & { force: boolean; count: number }

/** Taking a large import back: still one transaction, so a cut leaves everything and the next attempt begins again. */
export const undoWork: WorkKind<UndoAsked> = {
  kind: 'imports.undo',
  async run(work, { importId, force, count }) {
    if (work.done === 0)
      await work.step(async ctx => {
        const { undoneAt } = await lockedRecord(ctx, imports, importId) // by another server, who came first
        if (!undoneAt) await undoImport(ctx, importId, force, work.reached)
      }, count)
    const said = await work.step(async ({ language }) => importsLabels[language].takenBack, 0)
    return { link: `imports/${importId}`, summary: `${said} : ${count}` }
  },
}

/** « Importées : 98, refusées : 2 ». */
async function summaryOf(ctx: Ctx, id: string): Promise<string> {
  const { counts } = await lockedRecord(ctx, imports, id)
  const { linesIn } = importsLabels[ctx.language]
  return LINE_STATES.flatMap(state => (counts[state] ? [`${linesIn[state]} : ${counts[state]}`] : [])).join(', ')
}

async function finished(ctx: Ctx, id: string) {
  await countLines(ctx, id)
  await ctx.db.execute(sql`
    update imports set imported_at = now(), undone_at = null where company_id = ${ctx.company.id} and id = ${id}`)
  const { counts } = await lockedRecord(ctx, imports, id)
  ctx.record({ record: 'imports', id, from: { imported: false }, to: { imported: true, ...counts } })
}
