import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Ctx } from '../http/context.ts'

/** Inserts many rows of the company in one statement; every row says the columns that the first one does. */
export async function insertRows<T extends PgTable>(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  table: T,
  rows: readonly Omit<T['$inferInsert'], 'companyId'>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = getTableColumns(table)
  const names = Object.keys(first)
  const stored = sql.raw(names.map(snake).join(', '))
  const given = sql.raw(names.map(name => `"${name}"`).join(', '))
  const typed = sql.raw(names.map(name => `"${name}" ${columns[name]!.getSQLType()}`).join(', '))
  await db.execute(sql`
    insert into ${sql.identifier(getTableName(table))} (company_id, ${stored})
    select ${company.id}, ${given} from json_to_recordset(${JSON.stringify(rows)}::json) as r (${typed})`)
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
