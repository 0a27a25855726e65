import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** What changed of mandates and went with debits that never reached the debtor's bank is told with the next ones. Source: EPC016-06. */
export async function tellAmendmentsAgain({ db, company }: Ctx, debitIds: readonly string[]) {
  await db.execute(sql`
    update mandate_amendments a set told_on = null from debits d
    where d.company_id = ${company.id} and d.id = any(${sql.param([...debitIds])}::uuid[])
      and a.company_id = ${company.id} and a.mandate_id = d.mandate_id and a.told_on = d.collect_on`)
}
