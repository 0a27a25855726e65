import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** What those of the parties that are agencies pay less, in basis points, by id. Source: CIR-12. */
export async function agencyDiscounts({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ id: string; discount: number }>(sql`
    select id, agency_discount_bps as discount from parties
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[]) and is_agency`)
  return new Map(rows.map(({ id, discount }) => [id, discount]))
}

/** Whether a party is an agency and what it pays less, or undefined when there is no such party. */
export async function agencyOf({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<{ isAgency: boolean; discountBps: number }>(sql`
    select is_agency as "isAgency", agency_discount_bps as "discountBps" from parties
    where company_id = ${company.id} and id = ${id}`)
  return rows[0]
}
