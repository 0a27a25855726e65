import { sql } from 'drizzle-orm'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { pairs } from '../queries/duplicates.ts'

/** Looks for parties that may be the same, and keeps what it finds in the place of what was found before; returns how many pairs. */
export async function keepDuplicates(ctx: Ctx): Promise<number> {
  const { db, company } = ctx
  await forManyRows(ctx)
  await db.execute(sql`delete from alike_parties where company_id = ${company.id}`)
  const { rowCount } = await db.execute(sql`
    insert into alike_parties (company_id, id, first_id, second_id, score, reasons)
    select ${company.id}, md5(first_id::text || second_id::text)::uuid, first_id, second_id, score, reasons from ${pairs(ctx)}`)
  return rowCount ?? 0
}
