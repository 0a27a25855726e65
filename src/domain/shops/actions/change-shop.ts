import { sql } from 'drizzle-orm'
import { changeRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { shops } from '../tables/shop.ts'
import type { ShopFields } from './shops.ts'

type Said = Omit<ShopFields, 'kind' | 'address'> & { active: boolean }
type Changes = { [K in keyof Said]?: Said[K] | undefined }

/** Changes what is said of a shop; orders already taken stay as they are. */
export async function changeShop(ctx: Ctx, id: string, changes: Changes, revision?: number) {
  if (changes.timeZone !== undefined && !isTimeZone(changes.timeZone))
    refuse('shops.unknownTimeZone', { field: 'timeZone' })
  const said = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  await changeRecord(ctx, shops, id, said, revision)
}

/** What hangs on a shop that never sold, the rows that others refer to last. */
const BELONGINGS = [
  'shop_events',
  'shop_deliveries',
  'shop_subscriptions',
  'shop_refund_rules',
  'shop_payment_methods',
  'shop_statuses',
  'shop_customers',
  'shop_products',
]

/** Deletes a shop that no order came from and that is not connected: what notifies us there would go on. */
export async function removeShop(ctx: Ctx, id: string) {
  const { db, company } = ctx
  const { sealedKey } = await lockedRecord(ctx, shops, id)
  if (sealedKey !== null) refuse('shops.stillConnected')
  const { rows } = await db.execute(
    sql`select from shop_orders where company_id = ${company.id} and shop_id = ${id} limit 1`,
  )
  if (rows.length > 0) refuse('shops.hasOrders')
  for (const table of BELONGINGS)
    await db.execute(sql`delete from ${sql.identifier(table)} where company_id = ${company.id} and shop_id = ${id}`)
  await db.execute(sql`delete from shop_states where company_id = ${company.id} and id = ${id}`)
  await deleteRecord(ctx, shops, id)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
