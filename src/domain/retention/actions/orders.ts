import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/**
 * Forgets what shops said of some contacts: the orders they made or received copies of, as they came, with what was sent
 * about them, and how a shop knows them. The fingerprint of a document stays: the same again changes nothing.
 */
export async function forgetOrders({ db, company }: Ctx, them: SQL) {
  const mine = sql`${company.id}::uuid`
  const theirs = sql`(select o.id, o.shop_id, o.external_id from shop_orders o where o.company_id = ${mine} and (o.customer_id = ${them}
    or o.invoice_id = any(array(select l.invoice_id from invoice_lines l where l.company_id = ${mine} and l.recipient_id = ${them}))))`
  const orders = sql`any(array(select t.id from ${theirs} t))`
  await db.execute(sql`
    update shop_deliveries d set body = '' from ${theirs} t
    where d.company_id = ${mine} and d.shop_id = t.shop_id and d.external_id = t.external_id and d.topic like 'order.%'`)
  await db.execute(sql`
    update shop_deliveries d set body = '' from shop_customers c where c.company_id = ${mine} and c.party_id = ${them}
      and d.company_id = ${mine} and d.shop_id = c.shop_id and d.external_id = c.external_id and d.topic like 'customer.%'`)
  await db.execute(sql`
    update shop_subscriptions s set document = '' from ${theirs} t
    where s.company_id = ${mine} and s.shop_id = t.shop_id and s.parent_order_id = t.external_id`)
  await db.execute(
    sql`update shop_refunds set document = '', reason = '' where company_id = ${mine} and order_id = ${orders}`,
  )
  await db.execute(sql`
    update shop_events set "values" = "values" - 'said' where company_id = ${mine} and order_id = ${orders} and "values" ? 'said'`)
  await db.execute(sql`
    update shop_orders set document = '', reason_values = reason_values - 'said',
      buyer_name = case when customer_id = ${them} then '' else buyer_name end
    where company_id = ${mine} and id = ${orders}`)
  await db.execute(sql`delete from shop_customers where company_id = ${mine} and party_id = ${them}`)
}
