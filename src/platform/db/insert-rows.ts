import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Ctx } from '../http/context.ts'
import { givenRows } from './given-rows.ts'

/** Inserts many rows of the company in one statement; every row says the columns that the first one does. */
export async function insertRows<T extends PgTable>(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  table: T,
  rows: readonly Omit<T['$inferInsert'], 'companyId'>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = getTableColumns(table)
  const types = Object.fromEntries(Object.keys(first).map(name => [name, columns[name]!.getSQLType()]))
  const stored = sql.raw(Object.keys(types).map(snake).join(', '))
  await db.execute(sql`
    insert into ${sql.identifier(getTableName(table))} (company_id, ${stored})
    select ${company.id}, g.* from (${givenRows(rows, types)}) g`)
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
