import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { createRecord } from '../../../platform/db/records.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { textKey } from '../../../values/text-key.ts'
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
  const numberPrefix = given.numberPrefix ?? (await prefixFor(ctx, given.name))
  const shopId = await createRecord(ctx, shops, { ...given, numberPrefix })
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

/** The shop of that name, made when there is none: one that issues its invoices. Of two who want it at once, one makes it. */
export async function shopNamed(ctx: Ctx, name: string, kind: ShopKind = 'woocommerce'): Promise<Shop> {
  const known = await shopByName(ctx, name)
  if (known) return known
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('shops' || ${ctx.company.id}::text, 0))`)
  return (await shopByName(ctx, name)) ?? shopById(ctx, await createShop(ctx, { name, kind }))
}

/** The first shop has its numbers as they are; those of another may be the same, so its name goes before them. */
async function prefixFor({ db, company }: Ctx, name: string): Promise<string> {
  const { rows } = await db.execute(
    sql`select from shops where company_id = ${company.id} and invoiced_by = 'shop' and number_prefix = '' limit 1`,
  )
  const short = textKey(name).replaceAll(' ', '-').slice(0, PREFIX_LENGTH).replace(/-$/, '')
  return rows.length === 0 || short === '' ? '' : `${short}-`
}

const PREFIX_LENGTH = 12
