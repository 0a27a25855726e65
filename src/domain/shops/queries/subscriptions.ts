import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

type OfPurchase = {
  id: string
  shop: string
  externalId: string
  status: string
  nextPaymentAt: string | null
  endsAt: string | null
}

/** The subscriptions of shops that stand at a purchase, or at another of its invoice. */
export async function subscriptionsOfPurchase({ db, company }: Ctx, purchaseId: string): Promise<OfPurchase[]> {
  const { rows } = await db.execute<OfPurchase>(sql`
    select s.id, shop.name as shop, s.external_id as "externalId", s.status, s.next_payment_at as "nextPaymentAt", s.ends_at as "endsAt"
    from purchases p
    join purchases sold on sold.company_id = ${company.id} and (sold.id = p.id or sold.invoice_id = p.invoice_id)
    join shop_subscriptions s on s.company_id = ${company.id} and s.purchase_id = sold.id
    join shops shop on shop.company_id = ${company.id} and shop.id = s.shop_id
    where p.company_id = ${company.id} and p.id = ${purchaseId}
    order by s.external_id`)
  return rows
}
