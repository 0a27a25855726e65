import { and, eq, getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Ctx } from '../http/context.ts'
import { refuse } from '../http/refusal.ts'
import { newId } from './database.ts'
import { insertRows } from './write-rows.ts'

type Kept = PgTable & {
  companyId: PgColumn
  id: PgColumn
  $inferInsert: Record<string, unknown>
  $inferSelect: Record<string, unknown>
}
type Given<T extends Kept> = Omit<T['$inferInsert'], 'companyId' | 'id' | 'createdBy' | 'updatedBy'> & { id?: string }

/** Creates one record of the company with its stamps and its audit entry; returns its id. */
export async function createRecord<T extends Kept>(ctx: Ctx, table: T, given: Given<T>): Promise<string> {
  const id = given.id ?? newId()
  const stamped =
    'createdBy' in getTableColumns(table) ? { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials } : {}
  const row = { ...given, ...stamped, companyId: ctx.company.id, id }
  await ctx.db.insert(table).values(row as never)
  ctx.record({ record: getTableName(table), id, from: null, to: plain(row) })
  return id
}

/** Creates many records of the company in one statement, each as `createRecord` does; every row says the columns that the first one does. */
export async function createRecords<T extends Kept>(ctx: Ctx, table: T, given: readonly Given<T>[]): Promise<string[]> {
  const { initials } = ctx.actor
  const stamped = 'createdBy' in getTableColumns(table) ? { createdBy: initials, updatedBy: initials } : {}
  const rows = given.map(one => ({ ...one, ...stamped, id: one.id ?? newId() }))
  await insertRows(ctx, table, rows as never)
  for (const row of rows) ctx.record({ record: getTableName(table), id: row.id, from: null, to: plain(row) })
  return rows.map(({ id }) => id)
}

/** Changes one record; refuses when it is gone, or when somebody changed it after `revision` was read. */
export async function changeRecord<T extends Kept>(
  ctx: Ctx,
  table: T,
  id: string,
  changes: Partial<Given<T>>,
  revision?: number,
) {
  await changeLocked(ctx, table, await lockedRecord(ctx, table, id), changes, revision)
}

/** The same of one that is locked already, as it stood when it was. */
export async function changeLocked<T extends Kept>(
  ctx: Ctx,
  table: T,
  before: T['$inferSelect'],
  changes: Partial<Given<T>>,
  revision?: number,
) {
  const id = before.id as string
  if (revision !== undefined && before.revision !== revision)
    refuse('record.changedMeanwhile', { values: { by: String(before.updatedBy), at: String(before.updatedAt) } })
  const stamped =
    'revision' in before
      ? { revision: Number(before.revision) + 1, updatedBy: ctx.actor.initials, updatedAt: sql`now()` }
      : {}
  await ctx.db
    .update(table)
    .set({ ...changes, ...stamped } as never)
    .where(ofCompany(ctx, table, id))
  ctx.record({ record: getTableName(table), id, from: plain(before), to: plain({ ...before, ...changes }) })
}

/** Deletes one record, keeping what it was in the audit trail. */
export async function deleteRecord<T extends Kept>(ctx: Ctx, table: T, id: string) {
  const before = await lockedRecord(ctx, table, id)
  await ctx.db.delete(table).where(ofCompany(ctx, table, id))
  ctx.record({ record: getTableName(table), id, from: plain(before), to: null })
}

/** The record, locked until the transaction ends, or a refusal when the company has none such. */
export async function lockedRecord<T extends Kept>(ctx: Ctx, table: T, id: string): Promise<T['$inferSelect']> {
  const [row] = await ctx.db
    .select()
    .from(table as PgTable)
    .where(ofCompany(ctx, table, id))
    .for('update')
  return row ?? refuse('NOT_FOUND', { status: 404 })
}

const ofCompany = ({ company }: Ctx, table: Kept, id: string) => and(eq(table.companyId, company.id), eq(table.id, id))

const HIDDEN = new Set(['companyId', 'revision', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt'])
/** What is sealed is a secret, and stays one in the audit trail. */
const plain = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !HIDDEN.has(key) && !key.startsWith('sealed')))
