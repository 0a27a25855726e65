import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** Whether a party is an agency and what it pays less, or undefined when there is no such party. */
export async function agencyOf({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<{ isAgency: boolean; discountBps: number }>(sql`
    select is_agency as "isAgency", agency_discount_bps as "discountBps" from parties
    where company_id = ${company.id} and id = ${id}`)
  return rows[0]
}
