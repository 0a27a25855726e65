import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/**
 * The day that the draft `i` is issued on: the one it bears, else today. A draft that a contract dated in its term is issued
 * today when later days were issued meanwhile, so that numbers and days go up together. Source: X-61, L-2.
 */
export const issueDay = ({ company, today }: Ctx): SQL => sql`case
  when i.source = 'contract' and i.drafted_on < (select max(s.last_on) from invoice_series s
    where s.company_id = ${company.id}::uuid and s.kind = i.kind) then ${today}::date
  else coalesce(i.drafted_on, ${today}::date) end`
