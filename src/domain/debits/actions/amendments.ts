import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** Whether the debit `d`, as its file says it, tells the bank of the amendment `a`. */
export const CARRIES = sql`coalesce(d.mandate -> 'amended' -> 'ids' ? a.id::text,
  jsonb_typeof(d.mandate -> 'amended') = 'object' and a.told_on = d.collect_on)`

/** Locks the mandates of debits until the transaction ends, in one order: who amends or revokes one waits for the file, or the file for them. */
export const lockMandates = ({ db, company }: Ctx, ofDebits: SQL) =>
  db.execute(sql`
    select from mandates where company_id = ${company.id}
      and id in (select mandate_id from debits where company_id = ${company.id} and ${ofDebits}) order by id for no key update`)

/**
 * What changed of mandates and went with debits that never reached the debtor's bank is told with the next ones, unless
 * another debit that did had told it too. Source: EPC016-06.
 */
export async function tellAmendmentsAgain(ctx: Ctx, debitIds: readonly string[]) {
  if (debitIds.length === 0) return
  const { db, company } = ctx
  const ids = sql`${sql.param([...debitIds])}::uuid[]`
  await lockMandates(ctx, sql`id = any(${ids})`)
  await db.execute(sql`
    with never as (
      select a.id, a.mandate_id from debits d
      join mandate_amendments a on a.company_id = ${company.id} and a.mandate_id = d.mandate_id and a.told_on is not null and ${CARRIES}
      where d.company_id = ${company.id} and d.id = any(${ids}))
    update mandate_amendments a set told_on = null from never
    where a.company_id = ${company.id} and a.id = never.id and not exists (
      select from debits d where d.company_id = ${company.id} and d.mandate_id = never.mandate_id and d.id <> all(${ids})
        and d.state in ('sent', 'collected', 'returned') and ${CARRIES} and not exists (
          select from debit_returns r where r.company_id = ${company.id} and r.debit_id = d.id and r.kind in ('reject', 'cancellation')))`)
}
