import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { shopStates } from '../tables/shop.ts'

export type ShopState = typeof shopStates.$inferSelect

type Inside = Pick<Ctx, 'db' | 'company'>

const of = (companyId: string, shopId: string) => and(eq(shopStates.companyId, companyId), eq(shopStates.id, shopId))

/** How it stands between a shop and us. */
export async function stateOf({ db, company }: Inside, shopId: string): Promise<ShopState> {
  const [state] = await db.select().from(shopStates).where(of(company.id, shopId))
  return state!
}

export async function setState(
  { db, company }: Inside,
  shopId: string,
  changes: Partial<Record<keyof ShopState, unknown>>,
) {
  await db
    .update(shopStates)
    .set(changes as Partial<ShopState>)
    .where(of(company.id, shopId))
}

/** Keeps when an order last came or changed, as the shop says, whose clock may be ahead. */
export const setCame = (inside: Inside, shopId: string, modifiedAt: readonly string[]) =>
  setState(inside, shopId, {
    cameAt: sql`greatest(came_at, (select least(now(), max(m)) from unnest(${sql.param([...modifiedAt])}::timestamptz[]) m))`,
  })
