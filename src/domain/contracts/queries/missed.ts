import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { isLate } from './columns.ts'
import { unplannedContracts } from './planned.ts'

/** Terms past their day by more than the time to look at them, without invoice. Source: A6. */
export async function lateTerms({ db, company, today }: Ctx, contractId?: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select t.id from contract_terms t join contracts c on c.company_id = ${company.id} and c.id = t.contract_id
    where t.company_id = ${company.id} and t.invoice_on < ${today}::date and ${isLate(sql`${today}::date`)}
      ${contractId ? sql`and t.contract_id = ${contractId}` : sql``}
    order by coalesce(c.payer_id, c.customer_id), t.invoice_on, c.number, t.starts_on`)
  return rows.map(({ id }) => id)
}

/** What should stand or be invoiced and is not. */
export async function missedOf(ctx: Ctx, contractId?: string) {
  const absent = await unplannedContracts(ctx, contractId)
  const late = await lateTerms(ctx, contractId)
  return { absentCount: absent.length, lateCount: late.length }
}
