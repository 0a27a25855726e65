import { sql } from 'drizzle-orm'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { tracks } from '../tables.ts'

type Rewritten = { orderId: string; resourceId: string | null }

/** An order says another day or another machine than before: its track follows, unless it was put at another machine. */
export async function followRewritten(ctx: Ctx, { orderId, resourceId: before }: Rewritten) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ deliverOn: string | null; resourceId: string | null }>(sql`
    select said.deliver_on as "deliverOn", said.resource_id as "resourceId" from tracks t
    join lateral (select o.deliver_on, case when t.resource_id is not distinct from ${before}::uuid then o.resource_id else t.resource_id end as resource_id
      from orders o where o.company_id = ${company.id} and o.id = t.id) said on true
    where t.company_id = ${company.id} and t.id = ${orderId}
      and (said.deliver_on is distinct from t.deliver_on or said.resource_id is distinct from t.resource_id)`)
  if (rows[0]) await changeRecord(ctx, tracks, orderId, rows[0])
}
