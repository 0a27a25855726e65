import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Ctx } from '../http/context.ts'
import { givenRows } from './given-rows.ts'

/** Inserts many rows of the company in one statement; every row says the columns that the first one does. */
export async function insertRows<T extends PgTable>(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  table: T,
  rows: readonly Omit<T['$inferInsert'], 'companyId'>[],
): Promise<void> {
  if (rows.length === 0) return
  const { names, given } = asTable(table, rows)
  await db.execute(sql`
    insert into ${sql.identifier(getTableName(table))} (company_id, ${sql.raw(names.map(snake).join(', '))})
    select ${company.id}, g.* from (${given}) g`)
}

/** Changes many rows of the company in one statement, each found by its id; every row says the columns that the first one does. */
export async function updateRows<T extends PgTable>(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  table: T,
  rows: readonly (Partial<T['$inferInsert']> & { id: string })[],
): Promise<void> {
  if (rows.length === 0) return
  const { names, given } = asTable(table, rows)
  const changes = names
    .filter(name => name !== 'id')
    .map(name => sql`${sql.identifier(snake(name))} = g.${sql.identifier(name)}`)
  await db.execute(sql`
    update ${sql.identifier(getTableName(table))} t set ${sql.join(changes, sql`, `)}
    from (${given}) g where t.company_id = ${company.id} and t.id = g.id`)
}

function asTable(table: PgTable, rows: readonly object[]): { names: string[]; given: SQL } {
  const columns = getTableColumns(table)
  const names = Object.keys(rows[0]!)
  return { names, given: givenRows(rows, Object.fromEntries(names.map(name => [name, columns[name]!.getSQLType()]))) }
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
