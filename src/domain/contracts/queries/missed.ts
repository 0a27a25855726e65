import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
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

/** A night and the time that it may take. */
const QUIET_HOURS = 26

/**
 * Since when contracts have not run by themselves, past a night; of a company without any active contract, never. Two rows
 * are read, however many contracts there are. Source: A6.
 */
export async function stoppedSince({ db, company }: Ctx): Promise<string | null> {
  const { rows } = await db.execute<{ since: string | null }>(sql`
    select since from (
      select coalesce((select s.ran_at from contract_settings s where s.company_id = ${company.id}), c.updated_at) as since
      from contracts c where c.company_id = ${company.id} and c.activated_on is not null order by c.id limit 1) first
    where since < ${instantNow()}::timestamptz - make_interval(hours => ${QUIET_HOURS})`)
  const since = rows[0]?.since
  return since ? new Date(since).toISOString() : null
}

/** What should stand or be invoiced and is not. */
export async function missedOf(ctx: Ctx, contractId?: string) {
  const absent = await unplannedContracts(ctx, contractId)
  const late = await lateTerms(ctx, contractId)
  return { absentCount: absent.length, lateCount: late.length }
}
