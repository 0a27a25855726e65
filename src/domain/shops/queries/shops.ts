import { and, eq, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { shops } from '../tables/shop.ts'

/** A shop as what takes its orders needs it: without its keys. */
export type Shop = {
  id: string
  name: string
  kind: (typeof shops.$inferSelect)['kind']
  address: string
  invoicedBy: 'shop' | 'facteur'
  numberPrefix: string
  startsOn: string | null
  timeZone: string
  writesNotes: boolean
  active: boolean
}

export async function shopById(ctx: Ctx, id: string): Promise<Shop> {
  return (await found(ctx, eq(shops.id, id))) ?? refuse('NOT_FOUND', { status: 404 })
}

export const shopByName = (ctx: Ctx, name: string): Promise<Shop | undefined> => found(ctx, eq(shops.name, name))

async function found({ db, company }: Ctx, which: SQL): Promise<Shop | undefined> {
  const { id, name, kind, address, invoicedBy, numberPrefix, startsOn, timeZone, writesNotes, active } = shops
  const [shop] = await db
    .select({ id, name, kind, address, invoicedBy, numberPrefix, startsOn, timeZone, writesNotes, active })
    .from(shops)
    .where(and(eq(shops.companyId, company.id), which))
  return shop
}
