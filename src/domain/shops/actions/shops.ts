import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/insert-rows.ts'
import { createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Shop, shopById, shopByName } from '../queries/shops.ts'
import { DEFAULT_MEANINGS, DEFAULT_REFUND_EFFECTS } from '../rules/defaults.ts'
import type { ShopKind } from '../rules/order.ts'
import { shopRefundRules, shopStatuses } from '../tables/mappings.ts'
import { shopStates, shops } from '../tables/shop.ts'

export type ShopFields = {
  name: string
  kind: ShopKind
  address?: string | undefined
  invoicedBy?: 'shop' | 'facteur' | undefined
  numberPrefix?: string | undefined
  startsOn?: string | null | undefined
  timeZone?: string | undefined
  writesNotes?: boolean | undefined
  quietHours?: number | null | undefined
}

/** Creates a shop with what its statuses and refunds mean until somebody says otherwise. Source: ABO-7. */
export async function createShop(ctx: Ctx, given: ShopFields): Promise<string> {
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  const shopId = await createRecord(ctx, shops, given)
  await insertRows(ctx, shopStates, [{ id: shopId }])
  await insertRows(
    ctx,
    shopStatuses,
    Object.entries(DEFAULT_MEANINGS).map(([status, meaning]) => ({ id: newId(), shopId, status, meaning, ...stamps })),
  )
  await insertRows(
    ctx,
    shopRefundRules,
    DEFAULT_REFUND_EFFECTS.map(rule => ({ id: newId(), shopId, ...rule, ...stamps })),
  )
  return shopId
}

/** The shop of that name, made when there is none. */
export async function shopNamed(ctx: Ctx, name: string, kind: ShopKind = 'woocommerce'): Promise<Shop> {
  return (await shopByName(ctx, name)) ?? shopById(ctx, await createShop(ctx, { name, kind }))
}
