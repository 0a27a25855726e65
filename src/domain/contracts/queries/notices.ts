import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/**
 * Whether a contract may be ended at any time, free of charge: it goes on by tacit renewal from one of a consumer who was
 * not told in time. Source: L-10.
 */
export async function freeToEnd({ db, company }: Ctx, id: string): Promise<boolean> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{ free: boolean }>(sql`
    select former.renewal = 'tacit' and customer.kind = 'person' and not exists (
      select from contract_notices n where n.company_id = ${mine} and n.contract_id = former.id and n.kind = 'tacit'
        and n.about_on = former.ends_on and n.cancelled_on is null
        and n.noticed_on between former.ends_on - interval '3 months' and former.ends_on - interval '1 month'
        and (n.message_id is null or exists (select from messages m where m.company_id = ${mine} and m.id = n.message_id
          and (m.sent_at at time zone ${company.timeZone})::date <= former.ends_on - interval '1 month'))) as free
    from contracts c join contracts former on former.company_id = ${mine} and former.id = c.renews_id
    join parties customer on customer.company_id = ${mine} and customer.id = former.customer_id
    where c.company_id = ${mine} and c.id = ${id}`)
  return rows[0]?.free ?? false
}
