import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

export type Reminded = { invoiceId: string; level: number; on: string | null }

/** Notes on documents at which level they were last reminded of, and when. */
export async function noteReminded({ db, company }: Pick<Ctx, 'db' | 'company'>, reminded: readonly Reminded[]) {
  if (reminded.length === 0) return
  await db.execute(sql`
    update invoice_states s set reminder_level = r.level, reminded_on = r."on"
    from json_to_recordset(${JSON.stringify(reminded)}::json) as r ("invoiceId" uuid, level int, "on" date)
    where s.company_id = ${company.id} and s.id = r."invoiceId"`)
}
