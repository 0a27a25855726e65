import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { lockedRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { id } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { csvLine, UTF8_BOM } from '../../values/csv.ts'
import { templateHeadings } from './labels/fields.ts'
import { importsLabels, toldInWords } from './labels.ts'
import type { Told } from './rules/check.ts'
import { KINDS } from './rules/kinds.ts'
import { imports } from './tables.ts'

const contentType = 'text/csv; charset=utf-8'
const PAGE = 2000

const refusedInput = z.object({ id })

/** The lines refused, as they stand in the file, with their reason before them: to repair and feed again. */
export const refusedLinesDownload: Download<typeof refusedInput> = {
  path: '/imports/:id/refused',
  right: 'imports.read',
  summary: 'The refused lines of an import, with their reasons, to repair and bring in again',
  input: refusedInput,
  file: async (ctx, { id: importId }) => {
    const { fileName, headings, fileForgottenAt } = await lockedRecord(ctx, imports, importId)
    if (fileForgottenAt) refuse('imports.fileForgotten')
    return {
      name: `${importsLabels[ctx.language].refusedFile}-${fileName.replace(/\.\w+$/, '').replace(/[^\w-]+/g, '-')}.csv`,
      contentType,
      write: out => writeRefused(ctx, importId, headings, out),
    }
  },
}

const written = async (out: Writable, line: string) => {
  if (!out.write(line)) await once(out, 'drain')
}

type Refused = { line: number; cells: string[]; told: Told[] }

async function writeRefused(ctx: Ctx, importId: string, headings: readonly string[], out: Writable) {
  const words = importsLabels[ctx.language]
  out.write(UTF8_BOM + csvLine([...headings, words.reason]))
  for (let after = 0; ; ) {
    const { rows } = await ctx.db.execute<Refused>(sql`
      select line, cells, told from import_lines where company_id = ${ctx.company.id} and import_id = ${importId}
        and state = 'refused' and line > ${after} order by line limit ${PAGE}`)
    for (const { cells, told } of rows) {
      const reasons = told.filter(one => one.refuses).map(one => toldInWords(one, ctx.language))
      await written(out, csvLine([...headings.map((_, at) => cells[at] ?? ''), reasons.join(' ')]))
    }
    if (rows.length < PAGE) break
    after = rows.at(-1)!.line
  }
  out.end()
}

const templateInput = z.object({ kind: z.enum(KINDS) })

/** An empty table with the headings of a kind. */
export const templateDownload: Download<typeof templateInput> = {
  path: '/imports/templates/:kind',
  right: 'imports.read',
  summary: 'An empty table with the headings that an import of a kind knows',
  input: templateInput,
  file: async ({ language }, { kind }) => {
    const words = importsLabels[language]
    return {
      name: `${words.kinds[kind]
        .toLowerCase()
        .normalize('NFD')
        .replace(/[^a-z]+/g, '-')}.csv`,
      contentType,
      write: async out => {
        out.end(UTF8_BOM + csvLine(templateHeadings(kind, language)))
      },
    }
  },
}
