import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { day } from '../../../values/day.ts'
import type { TableLine } from '../formats/table.ts'
import { checkedLine, type Data, type Told } from '../rules/check.ts'
import type { ImportOptions, Kind, Mapping } from '../rules/kinds.ts'
import { type Facts, productOddities, purchaseOddities, runOddities } from '../rules/oddities.ts'

export type Reading = { id: string; kind: Kind; mapping: Mapping; options: ImportOptions; facts: Facts }

const MAX_CELL = 2000
const MAX_CELLS = 200

type Row = {
  line: number
  state: string
  cells: string[]
  data: Data
  told: Told[]
  codes: string[]
  key: string | null
  fingerprint: string
}

/** What a line says and what is told of it, as far as the file and the few facts let it be known. */
export function judgedLine(
  { kind, mapping, options, facts }: Omit<Reading, 'id'>,
  today: string,
  given: TableLine,
): Row {
  const cells = given.cells.slice(0, MAX_CELLS).map(cell => cell.slice(0, MAX_CELL).replaceAll('\0', '\u2400'))
  const base = { line: given.line, cells, fingerprint: fingerprintOf(cells) }
  if (given.fault)
    return {
      ...base,
      state: 'refused',
      data: {},
      told: [{ code: given.fault, refuses: true }],
      codes: [given.fault],
      key: null,
    }
  const { data, told, key } = checkedLine(kind, mapping, given.cells, day(today))
  const all = told.some(({ refuses }) => refuses) ? told : [...told, ...oddities(kind, data, facts, options)]
  const state = all.some(({ refuses }) => refuses) ? 'refused' : 'good'
  return { ...base, state, data, told: all, codes: [...new Set(all.map(({ code }) => code))], key }
}

function oddities(kind: Kind, data: Data, facts: Facts, options: ImportOptions): Told[] {
  if (kind === 'products') return productOddities(data, facts)
  if (kind === 'purchases') return purchaseOddities(data, facts, options)
  if (kind === 'runs') return runOddities(data, facts)
  return []
}

const fingerprintOf = (cells: readonly string[]) =>
  createHash('sha256')
    .update(cells.map(cell => cell.trim()).join('\u0001'))
    .digest('base64url')
    .slice(0, 22)

/** Keeps lines as they were judged, in one statement; a line kept before stays. */
export async function keepLines({ db, company }: Ctx, importId: string, rows: readonly Row[]) {
  const given = rows.map(row => ({ ...row, id: newId() }))
  await db.execute(sql`
    insert into import_lines (company_id, id, import_id, line, state, cells, data, told, codes, key, fingerprint)
    select ${company.id}, id, ${importId}, line, state, cells, data, told, codes, key, fingerprint
    from json_to_recordset(${JSON.stringify(given)}::json) as row (id uuid, line int, state text, cells text[], data jsonb,
      told jsonb, codes text[], key text, fingerprint text)
    on conflict (company_id, import_id, line) do nothing`)
}

/** Where these lines lie in their file: a statement about a batch reads no others. */
export function between(lines: readonly { line: number }[]): SQL {
  const numbers = lines.map(({ line }) => line).sort((a, b) => a - b)
  return sql`between ${numbers[0]}::int and ${numbers.at(-1)}::int`
}

/** Lines were just written and no statistics tell how many: the planner would compare each with each. */
export const forManyLines = ({ db }: Ctx) => db.execute(sql`set local enable_nestloop = off`)

type Telling = { code: string; field?: string; values?: SQL; state?: 'refused' | 'known' }

/** Tells something of the good lines that `of` finds: a select of `line` and what `values` reads. */
export async function tell({ db, company }: Ctx, importId: string, of: SQL, { code, field, values, state }: Telling) {
  const { rowCount } = await db.execute(sql`
    update import_lines l set codes = array_append(l.codes, ${code}), state = coalesce(${state ?? null}, l.state),
      told = l.told || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('code', ${code}::text, 'field', ${field ?? null}::text,
        'values', ${values ?? sql`null::jsonb`}, 'refuses', ${state === 'refused' ? true : null}::boolean)))
    from (${of}) f where l.company_id = ${company.id} and l.import_id = ${importId} and l.line = f.line and l.state = 'good'
      and not ${code} = any(l.codes)`)
  return rowCount ?? 0
}
