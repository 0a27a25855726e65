import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Told } from '../rules/check.ts'
import type { ImportOptions, Kind } from '../rules/kinds.ts'
import { between, forManyLines } from './lines.ts'
import { type GoodLine, type Making, makeParties, makeProducts } from './make-people.ts'
import { makeRuns, makeShipments } from './make-runs.ts'
import { makeInvoices, makePurchases } from './make-sales.ts'

export type Line = GoodLine & { key: string | null }
export type ToMake = { id: string; kind: Kind; options: ImportOptions }

const BATCH = 2000

const MAKERS: Record<Kind, (ctx: Ctx, making: Making, lines: readonly GoodLine[]) => Promise<string[]>> = {
  parties: makeParties,
  products: makeProducts,
  invoices: makeInvoices,
  purchases: makePurchases,
  runs: makeRuns,
  shipments: makeShipments,
}

/** The next good lines of an import; an invoice is never cut in two. */
export async function nextLines({ db, company }: Ctx, { id, kind }: ToMake): Promise<Line[]> {
  const good = sql`from import_lines where company_id = ${company.id} and import_id = ${id} and state = 'good'`
  const { rows } = await db.execute<Line>(
    kind === 'invoices'
      ? sql`select line, data, key ${good} and key in (select key from (select key, line ${good} order by line limit ${BATCH}) first) order by line`
      : sql`select line, data, key ${good} order by line limit ${BATCH}`,
  )
  return rows
}

/** Makes the records of these lines, and marks the lines, in the one transaction of the caller. */
export async function makeLines(ctx: Ctx, toMake: ToMake, asked: readonly Line[]) {
  const lines = await stillGood(ctx, toMake.id, asked)
  if (lines.length === 0) return
  const ids = await MAKERS[toMake.kind](ctx, toMake, lines)
  const made = lines.map(({ line }, at) => ({ line, id: ids[at] }))
  await forManyLines(ctx)
  await ctx.db.execute(sql`
    update import_lines l set state = 'made', record_id = m.id
    from json_to_recordset(${JSON.stringify(made)}::json) as m (line int, id uuid)
    where l.company_id = ${ctx.company.id} and l.import_id = ${toMake.id} and l.line ${between(lines)} and l.line = m.line`)
}

/** Another server may do the same work: who comes second waits, and makes nothing again. */
async function stillGood({ db, company }: Ctx, importId: string, lines: readonly Line[]): Promise<Line[]> {
  await db.execute(sql`select from imports where company_id = ${company.id} and id = ${importId} for update`)
  const { rows } = await db.execute<{ line: number }>(sql`
    select line from import_lines where company_id = ${company.id} and import_id = ${importId} and state = 'good' and line ${between(lines)}`)
  const good = new Set(rows.map(({ line }) => line))
  return lines.filter(({ line }) => good.has(line))
}

/** Refuses lines that a rule would not take, with its sentence. */
export async function refuseLines({ db, company }: Ctx, importId: string, lines: readonly Line[], reason: string) {
  const told: Told = { code: 'refused', values: { reason }, refuses: true }
  await db.execute(sql`
    update import_lines set state = 'refused', told = told || ${JSON.stringify([told])}::jsonb, codes = array_append(codes, 'refused')
    where company_id = ${company.id} and import_id = ${importId} and line = any(${sql.param(lines.map(({ line }) => line))}::int[])`)
}

/** Two halves of lines that were refused together; the lines of an invoice stay together. */
export function halves(kind: Kind, lines: readonly Line[]): Line[][] {
  const groups = kind === 'invoices' ? [...Map.groupBy(lines, ({ key }) => key).values()] : lines.map(line => [line])
  if (groups.length < 2) return []
  const middle = Math.ceil(groups.length / 2)
  return [groups.slice(0, middle).flat(), groups.slice(middle).flat()]
}

/** Writes how many lines are in each state. */
export async function countLines({ db, company }: Ctx, id: string) {
  await db.execute(sql`
    update imports set line_count = c.lines, counts = c.counts, updated_at = now()
    from (select coalesce(sum(many), 0)::int as lines, coalesce(jsonb_object_agg(state, many), '{}') as counts
      from (select state, count(*)::int as many from import_lines where company_id = ${company.id} and import_id = ${id} group by state) s) c
    where company_id = ${company.id} and id = ${id}`)
}
