import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { DEFAULT_MEANINGS } from '../rules/defaults.ts'
import type { Meaning } from '../rules/order.ts'

/** The statuses every shop has, in the order an order goes through them. */
const USUAL = Object.keys(DEFAULT_MEANINGS)
const placeOf = ({ status }: { status: string }) => (USUAL.includes(status) ? USUAL.indexOf(status) : USUAL.length)

/** What each status of a shop means: those nobody has looked at first, then the usual ones, then its own. */
export async function statusesOf({ db, company }: Ctx, shopId: string) {
  const { rows } = await db.execute<{ status: string; meaning: Meaning; guessed: boolean; orderCount: number }>(sql`
    select t.status, t.meaning, t.guessed, coalesce(used.count, 0) as "orderCount"
    from shop_statuses t left join (
      select o.status, count(*)::int as count from shop_orders o
      where o.company_id = ${company.id} and o.shop_id = ${shopId} group by o.status) used on used.status = t.status
    where t.company_id = ${company.id} and t.shop_id = ${shopId}
    order by t.status`)
  return rows.toSorted((one, other) => Number(other.guessed) - Number(one.guessed) || placeOf(one) - placeOf(other))
}

/** How each way of paying of a shop is recorded. */
export async function paymentMethodsOf({ db, company }: Ctx, shopId: string) {
  const { rows } = await db.execute<{
    externalId: string
    title: string
    method: PaymentMethod
    bankAccountId: string | null
  }>(sql`
    select external_id as "externalId", title, method, bank_account_id as "bankAccountId" from shop_payment_methods
    where company_id = ${company.id} and shop_id = ${shopId} order by title, external_id`)
  return rows
}
