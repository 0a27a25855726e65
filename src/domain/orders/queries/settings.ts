import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { DeliveryKind, OrderKind, StatusKey } from '../rules/order.ts'

export type OrderPatterns = Record<OrderKind | DeliveryKind, string>

const DEFAULTS: OrderPatterns = {
  customer: 'CC-{yyyy}-{n:5}',
  supplier: 'CF-{yyyy}-{n:5}',
  delivery: 'BL-{yyyy}-{n:5}',
  receipt: 'BR-{yyyy}-{n:5}',
}

/** How the company numbers its orders and delivery notes. */
export async function patternsOf({ db, company }: Ctx): Promise<OrderPatterns> {
  const { rows } = await db.execute<OrderPatterns>(sql`
    select customer_pattern as customer, supplier_pattern as supplier, delivery_pattern as delivery, receipt_pattern as receipt
    from order_settings where company_id = ${company.id}`)
  return rows[0] ?? DEFAULTS
}

export type Status = { id: string; kind: OrderKind; key: StatusKey; nameFr: string; nameEn: string; active: boolean }

/** The statuses of a kind in their order, those no longer used at the end. */
export async function statusesOf({ db, company }: Ctx, kind: OrderKind): Promise<Status[]> {
  const { rows } = await db.execute<Status>(sql`
    select id, kind, key, name_fr as "nameFr", name_en as "nameEn", active from order_statuses
    where company_id = ${company.id} and kind = ${kind} order by not active, position, id`)
  return rows
}
