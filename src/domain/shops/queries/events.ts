import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Say } from '../../../platform/http/refusal.ts'
import { saidOf } from '../labels/events.ts'

type Found = {
  id: string
  at: string
  createdBy: string
  code: string
  values: Record<string, string | number>
  orderId: string | null
  orderNumber: string | null
}

/** What happened with one order, the latest first. */
export const eventsOfOrder = (ctx: Ctx, orderId: string, say: Say) =>
  events(ctx, sql`e.order_id = ${orderId}`, 200, say)

/** What happened with a shop itself, or with its orders too, the latest first. */
export const eventsOfShop = (ctx: Ctx, { id, limit, all }: { id: string; limit: number; all: boolean }, say: Say) =>
  events(ctx, all ? sql`e.shop_id = ${id}` : sql`e.shop_id = ${id} and e.order_id is null`, limit, say)

async function events({ db, company, language }: Ctx, which: SQL, limit: number, say: Say) {
  const { rows } = await db.execute<Found>(sql`
    select e.id, e.at, e.created_by as "createdBy", e.code, e.values, e.order_id as "orderId", o.number as "orderNumber"
    from shop_events e left join shop_orders o on o.company_id = ${company.id} and o.id = e.order_id
    where e.company_id = ${company.id} and ${which} order by e.id desc limit ${limit}`)
  return rows.map(({ values, ...event }) => ({ ...event, said: saidOf(language, event.code, values, say) }))
}
