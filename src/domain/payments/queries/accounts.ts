import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { bankAccountRow } from '../contract/accounts.ts'

type Row = InferSchemaOutput<typeof bankAccountRow>

const columns = {
  id: sql`b.id`,
  name: sql`b.name`,
  iban: sql`b.iban`,
  bic: sql`b.bic`,
  accountCode: sql`b.account_code`,
  revision: sql`b.revision`,
}

/** Bank accounts and tills, by name. */
export const bankAccountList = defineList<Row, Row, Record<never, never>>({
  from: sql`bank_accounts b`,
  columns,
  id: sql`b.id`,
  sorts: { name: sql`b.name` },
  defaultSort: 'name',
  where: ({ company }) => [sql`b.company_id = ${company.id}`],
  search: (_ctx, text) => [sql`strpos(lower(b.name || ' ' || b.iban), lower(${text.trim()})) > 0`],
  row: found => found,
})

export async function bankAccountById({ db, company }: Ctx, id: string): Promise<Row> {
  const { rows } = await db.execute<Row>(
    sql`select ${selected(columns)} from bank_accounts b where b.company_id = ${company.id} and b.id = ${id}`,
  )
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}
