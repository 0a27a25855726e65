import { sql } from 'drizzle-orm'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { tracks } from '../tables.ts'

/** The promised day of an order was changed: its track follows. */
export async function followPromise(ctx: Ctx, orderId: string) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ deliverOn: string | null }>(sql`
    select o.deliver_on as "deliverOn" from orders o join tracks t on t.company_id = ${company.id} and t.id = o.id
    where o.company_id = ${company.id} and o.id = ${orderId} and o.deliver_on is distinct from t.deliver_on`)
  if (rows[0]) await changeRecord(ctx, tracks, orderId, rows[0])
}
