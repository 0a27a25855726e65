import type { Writable } from 'node:stream'
import { z } from 'zod'
import { csvLine, UTF8_BOM } from '../../values/csv.ts'
import { day, formatDay, NO_END } from '../../values/day.ts'
import type { Language } from '../../values/labels.ts'
import type { List } from '../db/list.ts'
import type { Ctx } from './context.ts'
import type { Meta } from './contract.ts'
import type { Download } from './download.ts'

type Listed = { '~orpc': { inputSchema?: unknown; meta: Meta; route: { path?: string; summary?: string } } }

/** A list that can leave as a file: its contract, its query, its headings. */
export type ExportedList = {
  contract: Listed
  list: Pick<List, 'all'>
  headings: Record<Language, Record<string, string>>
  /** Words for the fixed values of a column: `expired` is « Expiré ». */
  values?: Record<Language, Record<string, Record<string, string>>>
  /** What the operation does to its input before the query, when it does something. */
  query?(ctx: Ctx, input: Record<string, unknown>): Promise<object>
}

const WRITERS = { csv: writeCsv, xlsx: writeXlsx }
const input = z.looseObject({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  columns: z.string().max(2000).optional(),
})

/** The whole list in its order and filters, as CSV or XLSX, streamed by pages. */
export function listDownload({ contract, list, headings, values, query }: ExportedList): Download<typeof input> {
  const { inputSchema, meta, route } = contract['~orpc']
  const accepted = inputSchema as z.ZodObject
  return {
    path: `${route.path as `/${string}`}/export`,
    right: meta.right!,
    summary: `${route.summary}: as a file`,
    input: input.pipe(z.transform((given, issues) => coerced(accepted, given, issues))) as never,
    file: async (ctx, given, _client) => {
      const { format, columns, ...filters } = given as { format: 'csv' | 'xlsx'; columns?: string } & Record<
        string,
        unknown
      >
      const names = (columns?.split(',') ?? Object.keys(headings.fr)).filter(name => name in headings.fr)
      const head = names.map(name => headings[ctx.language][name] ?? name)
      const asked = query ? await query(ctx, filters) : filters
      return {
        name: `${route.path!.slice(1).replaceAll('/', '-')}-${ctx.today}.${format}`,
        contentType:
          format === 'csv'
            ? 'text/csv; charset=utf-8'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        write: out =>
          WRITERS[format](
            out,
            head,
            names,
            inWords(list.all(ctx, asked as never), wordsOf(names, values?.[ctx.language], ctx.language)),
          ),
      }
    },
  }
}

/** A query string holds text: what the schema refuses as text is tried as a number or a boolean. */
function coerced(
  schema: z.ZodObject,
  { format, columns, ...given }: Record<string, unknown>,
  context: { issues: unknown[]; value: unknown },
) {
  const typed = Object.entries(given).map(([name, text]) => {
    const field = schema.shape[name] as z.ZodType | undefined
    const tries = [text, text === 'true' ? true : text === 'false' ? false : Number(text)]
    return [name, tries.find(value => field?.safeParse(value).success) ?? text]
  })
  const parsed = schema.omit({ limit: true, after: true } as never).safeParse(Object.fromEntries(typed))
  if (parsed.success) return { format, columns, ...parsed.data }
  context.issues.push(...parsed.error.issues.map(issue => ({ ...issue, input: given })))
  return z.NEVER
}

type Pages = AsyncGenerator<unknown[]>

type Words = Record<string, Record<string, string>>

/** Words for the fixed values of columns, and for the last day there is in any column of days. */
function wordsOf(names: readonly string[], values: Words | undefined, language: Language): Words {
  const noEnd = { [NO_END]: formatDay(day(NO_END), language) }
  return { ...Object.fromEntries(names.filter(isDay).map(name => [name, noEnd])), ...values }
}

const isDay = (name: string) => name.endsWith('On')

async function* inWords(pages: Pages, values: Words): Pages {
  for await (const rows of pages)
    yield (rows as Record<string, unknown>[]).map(row => {
      const worded = Object.entries(values).map(([name, words]) => [name, words[String(row[name])] ?? row[name]])
      return { ...row, ...Object.fromEntries(worded) }
    })
}

async function writeCsv(out: Writable, head: string[], names: string[], pages: Pages) {
  out.write(UTF8_BOM + csvLine(head))
  for await (const rows of pages) {
    const text = (rows as Record<string, unknown>[])
      .map(row => csvLine(names.map(name => cell(name, row[name]))))
      .join('')
    if (!out.write(text)) await drained(out)
  }
  out.end()
}

const drained = (out: Writable) =>
  new Promise<void>((resolve, reject) => {
    out.once('drain', resolve)
    out.once('close', () => reject(new Error('the caller went away')))
  })

/** Amounts as 1234,56 for French spreadsheets; days stay `YYYY-MM-DD`, which every spreadsheet reads as a day. */
function cell(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (name.endsWith('Cents') && typeof value === 'number') return (value / 100).toFixed(2).replace('.', ',')
  const text = String(value)
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text // a spreadsheet would run it
}

async function writeXlsx(out: Writable, head: string[], names: string[], pages: Pages) {
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ stream: out as never, useStyles: true })
  const sheet = workbook.addWorksheet('Facteur', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = names.map(name => ({
    width: 18,
    style: { numFmt: name.endsWith('Cents') ? '#,##0.00' : isDay(name) ? 'dd/mm/yyyy' : 'General' },
  }))
  sheet.addRow(head).commit()
  for await (const rows of pages)
    for (const row of rows as Record<string, unknown>[])
      sheet.addRow(names.map(name => sheetCell(name, row[name]))).commit()
  sheet.commit()
  await workbook.commit()
}

function sheetCell(name: string, value: unknown) {
  if (value === null || value === undefined) return null
  if (name.endsWith('Cents') && typeof value === 'number') return value / 100
  if (isDay(name) && typeof value === 'string' && /^\d/.test(value)) return new Date(`${value}T00:00:00Z`)
  return value as string | number | boolean
}
