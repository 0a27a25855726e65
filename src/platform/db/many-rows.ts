import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../http/context.ts'

/**
 * What follows in this transaction reads whole tables: the planner, tuned for pages of fifty, is told so. No nested loops:
 * just after an import, before statistics, it would read every address for every subscriber. No plain index scans: they would
 * fetch a million purchases in no order of the table (docs/adr/0010).
 */
export const forManyRows = ({ db }: Ctx) =>
  db.execute(
    sql`set local random_page_cost = 4; set local work_mem = '256MB'; set local enable_nestloop = off; set local enable_indexscan = off`,
  )

const forPages = ({ db }: Ctx) =>
  db.execute(sql`set local random_page_cost to default; set local work_mem to default;
    set local enable_nestloop to default; set local enable_indexscan to default`)

/** Joins of sets that were just written are planned without nested loops: the planner, who has no statistics of them, expects one row. */
export const plannedForMany = <T>(ctx: Ctx, work: () => Promise<T>) => plannedWith(ctx, 'enable_nestloop', 'off', work)

/**
 * Statements about `count` rows given by their ids are planned without looking at whose they are, as for an average company:
 * one that the statistics do not know yet is taken for empty, and would be read whole for each of its rows (docs/adr/0010).
 */
export const plannedForAnyCompany = <T>(ctx: Ctx, count: number, work: () => Promise<T>) =>
  count > READ_WHOLE ? plannedWith(ctx, 'plan_cache_mode', 'force_generic_plan', work) : work()

/**
 * Forgets the plans of this connection, after `count` rows were written to a table that may have been small: the check of a
 * reference to it, planned then, would read it whole for each row that refers to it.
 */
export const plansAnew = ({ db }: Ctx, count: number) =>
  count > READ_WHOLE ? db.execute(sql`discard plans`) : undefined

/** So few rows may each read all others of a company that has just come. */
const READ_WHOLE = 20

/** A setting while some work lasts; the transaction, or its part that fails, takes it back by itself. */
async function plannedWith<T>({ db }: Ctx, setting: string, value: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await db.execute<{ before: string }>(sql`select current_setting(${setting}) as before`)
  const set = (to: string) => db.execute(sql`set local ${sql.raw(setting)} = ${sql.raw(to)}`)
  if (rows[0]!.before === value) return work()
  await set(value)
  const result = await work()
  await set(rows[0]!.before)
  return result
}

/** So many rows are few: found by their ids, whatever their order. */
const FEW = 2000

/**
 * The ids of a statement when they are few, else nothing: rows that are many soon fill a page in any order, those that are
 * few may all stand at its end.
 */
export async function idsIfFew(ctx: Ctx, ids: SQL): Promise<string[] | undefined> {
  await forManyRows(ctx)
  const { rows } = await ctx.db.execute<{ id: string }>(sql`${ids} limit ${FEW + 1}`)
  await forPages(ctx)
  return rows.length > FEW ? undefined : rows.map(({ id }) => id)
}

/** Whether an id is among some. */
export const isOneOf = (id: SQL, ids: readonly string[]): SQL => sql`${id} = any(${sql.param([...ids])}::uuid[])`
